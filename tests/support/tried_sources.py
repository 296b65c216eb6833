"""A week of two sources on one funnel of the demo account, with numbers one can check by hand.

Taboola, zone `good`: 100 visits for 10.00, 12 conversions of 9.50. Taboola, zone `dead`: 200 visits for 20.00, none.
Outbrain: 50 visits without cost, 1 conversion of 9.50. All on 2026-11-18, the first zone half of it a day earlier.
"""

from contextlib import closing
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from mcp_desk import demo_id

from funnels.events import ACTION, CONVERSION, ENTRANCE, VIEW, Event
from server.local.events import EventStore

FUNNEL, TABOOLA, OUTBRAIN = demo_id("VPN Native DACH"), demo_id("Taboola"), demo_id("Outbrain")
LANDER, OFFER = demo_id("VPN Advertorial DE"), demo_id("FoxVPN DE")
PAYOUT = "9.50"


_NUMBERS = iter(range(10**9))


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def visit(
    at: datetime, *, cost: str = "0.10", lander: str = "", offer: str = "", converted: str = "", **of_visit: Any
) -> list[Event]:
    """An entrance; a view of the lander, a click on it and a view of the offer, where they are given.

    `converted` is the payout. `of_visit`: columns of the visit, such as country or c1.
    """
    number, time = next(_NUMBERS), int(at.timestamp() * 1000)
    hits = [f"{time:013d}{number:010d}{place}" for place in ("0a", "1a", "2h")]
    whole = {"visit_id": hits[0], "visitor_id": f"v{number:026d}", "entrance_time": time, **of_visit}

    def event(kind: str, hit: str, node: str, **more: Any) -> Event:
        on = {"hit_id": hit, "event_id": hit, "node_id": node, "node_type": node}
        return {**whole, **on, "event_type": kind, "event_time": time, "hit_time": time, **more}

    events = [event(ENTRANCE, hits[0], "root", cost=Decimal(cost))]
    on_lander, on_offer = ({"page_id": id, "page_type": type} for id, type in ((lander, "lander"), (offer, "offer")))
    if lander:
        events.append(event(VIEW, hits[1], "lander", **on_lander))
    if lander and offer:
        events.append(event(ACTION, hits[1], "lander", event_id=f"{hits[1]}-1", action_number=1, **on_lander))
    if offer:
        events.append(event(VIEW, hits[2], "offer", **on_offer))
    if converted:
        own = {"event_id": f"{hits[2]}-c", "conversion_id": f"{hits[2]}-c", "transaction_id": f"t{number}"}
        events.append(event(CONVERSION, hits[2], "offer", revenue=Decimal(converted), **own, **on_offer))
    return events


def tried(home: Path) -> None:
    """Put them into the events of the tracker in the folder."""
    keep(home, [*_good(), *_dead(), *_free()])


def keep(home: Path, events: list[Event]) -> None:
    with closing(EventStore(home, lambda: 0)) as store:
        store.append(events)


def _good() -> list[Event]:
    days = [moment("2026-11-17T10:00:00"), moment("2026-11-18T10:00:00")]
    taboola = {"funnel_id": FUNNEL, "traffic_source_id": TABOOLA, "c1": "good", "country": "DE"}
    return [
        event
        for number in range(100)
        for event in visit(
            days[number % 2],
            lander=LANDER,
            offer=OFFER if number < 40 else "",
            converted=PAYOUT if number < 12 else "",
            **taboola,
        )
    ]


def _dead() -> list[Event]:
    taboola = {"funnel_id": FUNNEL, "traffic_source_id": TABOOLA, "c1": "dead", "country": "AT"}
    return [event for _ in range(200) for event in visit(moment("2026-11-18T11:00:00"), lander=LANDER, **taboola)]


def _free() -> list[Event]:
    outbrain = {"funnel_id": FUNNEL, "traffic_source_id": OUTBRAIN, "c1": "s1", "country": "CH", "cost": "0"}
    return [
        event
        for number in range(50)
        for event in visit(
            moment("2026-11-18T12:00:00"),
            lander=LANDER,
            offer=OFFER if number < 5 else "",
            converted=PAYOUT if number < 1 else "",
            **outbrain,
        )
    ]
