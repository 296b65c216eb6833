"""Logs: postbacks in and out, and how webhooks and middleware did.

A summary has a row for every config that was called or still exists [our ruling], so that one that is never called is
seen, too.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from funnels.wire import Json

from ..call import Call
from ..documents import dumped
from ..events import Wanted
from ..families import MIDDLEWARE, WEBHOOK, Family
from ..runtime.deliveries import MIDDLEWARE as MIDDLEWARE_CALLS
from ..runtime.deliveries import POSTBACKS, WEBHOOKS
from ..storage import DELETED, asset
from .names import Names
from .paging import window
from .period import period, written

_ALWAYS = ("direction", "url", "transaction", "httpStatus", "result", "message")
_WHERE_KNOWN = ("eventType", "hitId", "funnelId", "trafficSourceId", "payout")
_FAILED = ("rejected", "failed")


def postbacks(call: Call) -> str:
    body = call.sent
    within = period(body)
    wanted = Wanted(POSTBACKS, within.start, within.end, _restrictions(body))
    skip, most = window(body)
    entries = [_entry(one) for one in call.tools.events.deliveries(wanted, skip=skip, most=most)]
    return dumped({"entries": entries, "rowsTotal": call.tools.events.count_deliveries(wanted)})


def webhooks(call: Call) -> str:
    def row(calls: Sequence[Json]) -> Json:
        made = [one for one in calls if one["result"] != "skipped"]
        results = Counter(one["result"] for one in made)
        return {
            "requests": len(made),
            "successes": results["sent"],
            "failures": results["failed"],
            "lastStatusCode": made[0]["httpStatus"] if made else None,
            "lastRequestTime": written(made[0]["time"]) if made else None,
        }

    return _summary(call, WEBHOOKS, WEBHOOK, "webhookConfigIDs", row)


def middleware(call: Call) -> str:
    def row(calls: Sequence[Json]) -> Json:
        results = Counter(one["result"] for one in calls)
        routes = Counter(one["matchedRouteID"] for one in calls if one["matchedRouteID"])
        return {
            "requests": len(calls),
            "successes": results["answered"],
            "failures": results["failed"] + results["refused"],
            "timeouts": results["timeout"],
            "averageLatencyMs": round(sum(one["latencyMs"] for one in calls) / len(calls), 1) if calls else 0,
            "routes": [{"matchedRouteID": route, "count": count} for route, count in routes.most_common()],
        }

    return _summary(call, MIDDLEWARE_CALLS, MIDDLEWARE, "middlewareConfigIDs", row)


def _summary(call: Call, kind: str, family: Family, restriction: str, row: Any) -> str:
    """`row` makes the counts of one config from its calls, newest first."""
    within = period(call.sent)
    calls: dict[str, list[Json]] = {id: [] for id in _existing(call, family)}
    for one in call.tools.events.deliveries(Wanted(kind, within.start, within.end)):
        calls.setdefault(one[family.id], []).append(one)
    names = Names(call.store).of(_OURS[family.name])
    wanted = call.sent.get(restriction) or sorted(calls, key=lambda id: (names.get(id, ""), id))
    rows = [
        {family.id: id, family.title: names.get(id, ""), **row(calls.get(id, []))}
        for id in dict.fromkeys(wanted)
        if id in calls
    ]
    return dumped({"rows": rows})


_OURS = {WEBHOOK.name: "webhook_config", MIDDLEWARE.name: "middleware_config"}


def _existing(call: Call, family: Family) -> Iterable[str]:
    return [stored.id for stored in call.store.select(family, asset.c.status != DELETED)]


def _restrictions(body: Json) -> Mapping[str, Collection[str]]:
    """Field of an entry -> what it may be; an empty list restricts nothing."""
    direction = body.get("direction", "all")
    lists = {
        "direction": [] if direction == "all" else [direction],
        "result": _FAILED if body.get("onlyFailed") else [],
        "funnelId": body.get("funnelIDs"),
        "trafficSourceId": body.get("trafficSourceIDs"),
        "hitId": body.get("hitIDs"),
    }
    return {name: texts for name, texts in lists.items() if texts}


def _entry(one: Json) -> Json:
    known = {name: one[name] for name in _WHERE_KNOWN if one[name]}
    return {"time": written(one["time"]), **{name: one[name] for name in _ALWAYS}, **known}
