"""Whom to tell of what happened: postbacks of the traffic source, and webhooks.

Outgoing postbacks [documentation]: one per traffic source, which a funnel may override; sent with the source's
probability (percent), not for zero revenue where the source says so, and with its revenue modifier, a factor with 1
as 100 % [our ruling]. Told once for each event, however often it is reported (the key of the message). An `html`
postback needs a browser, so none is sent. Those of custom events stand by number (`1`) or name (`customEvent1`) in
`postbacks` of the source, each a URL or an object with `postbackType` and `postbackURL` [our ruling].
"""

import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from funnels.assets import TrafficSource
from funnels.events import CONVERSION, Event
from funnels.wire import Json

from .deliveries import POSTBACKS, WEBHOOKS, postback
from .in_use import FunnelInUse, SourceInUse
from .money import NOTHING, times
from .outbox import Message
from .payloads import of_conversion, payload
from .template import Filling, template

Data = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Told:
    messages: list[Message]
    skipped: list[Json]
    """Deliveries of what is not sent, with the reason."""


def of_event(
    event: Event,
    funnel: FunnelInUse | None,
    source: SourceInUse | None,
    data: Data,
    draw: Callable[[], float],
    now: int,
) -> Told:
    """Of a conversion or custom event."""
    told = Told([], [])
    if source is None:
        return told
    url, why = _address(event, funnel, source)
    if url or why:
        _post_back(told, event, funnel, source, data, url, why or _reason_not_to(event, source.asset, draw), now)
    for config in _hooks(event["event_type"], source.asset):
        trigger = "conversion_triggered" if event["event_type"] == CONVERSION else "custom_event_triggered"
        request = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{event['event_id']}/{config}"))
        body = {**payload(trigger, request, now, event, funnel, source), **of_conversion(event)}
        told.messages.append(to_webhook(f"{event['event_id']}/{config}", config, body))
    return told


def to_webhook(key: str, config: str, body: Json) -> Message:
    about = {
        "trigger": body["event_type"],
        "requestId": body["request_id"],
        "funnelId": body["funnel"]["id"],
        "hitId": body["hit"].get("hit_id", ""),
    }
    return Message(key, {"kind": WEBHOOKS, "config": config, "about": about, "body": body})


def _post_back(
    told: Told,
    event: Event,
    funnel: FunnelInUse | None,
    source: SourceInUse,
    data: Data,
    url: str,
    why_not: str,
    now: int,
) -> None:
    shown = dict(event)
    if event.get("revenue") is not None:
        shown["revenue"] = times(event["revenue"], source.asset.outgoing_revenue_modifier)

    def name(what: str) -> str:
        return funnel.name(what, source, event.get("node_id", ""), event.get("page_id", "")) if funnel else ""

    filled = template(url).filled(Filling(shown, name, data)) if url else ""
    about = {field: shown[field] for field in _ABOUT if shown.get(field) is not None}
    key = f"{event['event_id']}/postback"
    if why_not:
        told.skipped.append(postback(f"{key}/0", now, "outgoing", filled, about, result="skipped", message=why_not))
        told.messages.append(Message(key, {}, is_sent=False))
    else:
        revenue = about.pop("revenue", None)
        kept = {**about, "revenue": None if revenue is None else str(revenue)}
        told.messages.append(Message(key, {"kind": POSTBACKS, "url": filled, "about": kept}))


_ABOUT = ("event_type", "hit_id", "funnel_id", "traffic_source_id", "transaction_id", "revenue")


def _address(event: Event, funnel: FunnelInUse | None, source: SourceInUse) -> tuple[str, str]:
    """URL of the postback, or why there is none; both empty where none was asked for."""
    found = _of_custom_event(event, source) if event["event_type"] != CONVERSION else _of_conversion(funnel, source)
    if found.get("postbackType") == "html":
        return "", "an HTML postback needs a browser"
    return (str(found.get("postbackURL") or "") if found.get("postbackType") == "postbackURL" else ""), ""


def _of_conversion(funnel: FunnelInUse | None, source: SourceInUse) -> Mapping[str, Any]:
    overrides = funnel.asset.postback_overrides if funnel else ()
    own = next((one for one in overrides if one.id_traffic_source == source.id), source.asset.postback)
    return own.document() if own else {}


def _of_custom_event(event: Event, source: SourceInUse) -> Mapping[str, Any]:
    kept = (source.asset.custom_event_postback or {}).get("postbacks")
    number = event["event_type"].removeprefix("customEvent")
    found = (kept.get(number) or kept.get(event["event_type"])) if isinstance(kept, Mapping) else None
    if isinstance(found, str):
        return {"postbackType": "postbackURL", "postbackURL": found}
    if not isinstance(found, Mapping):
        return {}
    return {"postbackType": "postbackURL", **found} if found.get("postbackURL") else found


def _reason_not_to(event: Event, source: TrafficSource, draw: Callable[[], float]) -> str:
    if source.disable_zero_revenue_postbacks and (event.get("revenue") or NOTHING) == NOTHING:
        return "the traffic source wants no postbacks without revenue"
    probability = source.outgoing_postback_probability
    if probability < 100 and draw() * 100 >= probability:
        return f"left out by chance: {probability:g} % are sent"
    return ""


def _hooks(event_type: str, source: TrafficSource) -> Iterator[str]:
    if event_type == CONVERSION:
        yield from source.conversion_webhook_config_ids
    else:
        number = event_type.removeprefix("customEvent")
        kept = source.custom_event_webhook_config_ids
        yield from kept.get(number) or kept.get(event_type) or ()
