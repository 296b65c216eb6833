"""Events of visits as the run time would record them, plainly written."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from funnels.events import ACTION, CONVERSION, ENTRANCE, VIEW, Event
from server.local.runtime.hit_ids import HitIds

_COUNTED = iter(range(10**9))
_IDS = HitIds(lambda: 0, lambda below: next(_COUNTED) % below)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def visit(
    at: datetime,
    *,
    cost: str = "0.10",
    lander: str = "",
    offer: str = "",
    converted: str | None = None,
    transaction: str = "",
    **of_visit: Any,
) -> list[Event]:
    """An entrance; a view of the lander, a click on it and a view of the offer, where they are given.

    `converted` is the payout. `of_visit`: columns of the visit such as funnel_id, traffic_source_id, country, c1.
    """
    entrance, seen, bought = _IDS.hits(_ms(at), False, False, True)
    whole = {
        "visit_id": entrance,
        "visitor_id": f"visitor{next(_COUNTED):020d}",
        "entrance_time": _ms(at),
        "country": "DE",
        "device_type": "mobile",
        **of_visit,
    }
    events = [_event(ENTRANCE, entrance, at, whole, node_type="root", node_id="root", cost=Decimal(cost))]
    if lander:
        page = {"node_id": "lander", "node_type": "lander", "page_id": lander, "page_type": "lander"}
        events.append(_event(VIEW, seen, at, whole, **page))
        if offer:
            events.append(_event(ACTION, seen, at, {**whole, "event_id": f"{seen}-1"}, action_number=1, **page))
    if offer:
        page = {"node_id": "offer", "node_type": "offer", "page_id": offer, "page_type": "offer"}
        events.append(_event(VIEW, bought, at, whole, **page))
        if converted is not None:
            own = {"event_id": f"{bought}-{transaction}", "conversion_id": f"{bought}-{transaction}"}
            sale = {**whole, **own, "transaction_id": transaction, "revenue": Decimal(converted)}
            events.append(_event(CONVERSION, bought, at, sale, **page))
    return events


def offer_hit(events: list[Event]) -> str:
    """The id of the hit on the offer."""
    return next(str(one["hit_id"]) for one in events if one.get("page_type") == "offer")


def _event(kind: str, hit: str, at: datetime, values: dict[str, Any], **more: Any) -> Event:
    times = {"event_time": _ms(at), "hit_time": _ms(at)}
    return {"event_id": hit, "event_type": kind, "hit_id": hit, **times, **values, **more}


def _ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)
