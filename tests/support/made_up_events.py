"""Visits that never happened, always the same for a seed, with everything in them that makes counting hard.

Visitors return, also to other funnels; visits touch several landers or none; conversions come late, on landers and
offers, several on one hit; values are missing; times lie around the changes of summer time.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from random import Random
from typing import Any

Event = dict[str, Any]

FIRST = int(datetime(2026, 10, 23, tzinfo=UTC).timestamp() * 1000)
DAYS = 12
"""The clocks of Berlin and of New York are set back within them."""

LANDERS = ["0LanderAAAAA", "0LanderBBBBB"]
OFFERS = ["0OfferAAAAAA", "0OfferBBBBBB", "0OfferCCCCCC"]
FUNNELS = ["0FunnelAAAAA", "0FunnelBBBBB", "0FunnelCCCCC"]
SOURCES = ["0SourceAAAAA", "0SourceBBBBB"]
ZONE_SLOTS = {"0SourceAAAAA": {"zone": "c1"}, "0SourceBBBBB": {"zone": "c3"}}
"""The tracking field `zone` lies in another slot for each source."""

_DAY = 86_400_000
_SIGNS = "0123456789abcdefghjkmnpqrstvwxyz"


def made_up(seed: int, visits: int) -> list[Event]:
    chance = Random(seed)
    people = [f"Visitor{number:020d}" for number in range(max(visits // 2, 1))]
    return [event for _ in range(visits) for event in _visit(chance, chance.choice(people))]


def _visit(chance: Random, visitor: str) -> Iterator[Event]:
    time = FIRST + chance.randrange(DAYS * _DAY)
    visit = {
        "visit_id": _hit_id(chance, time),
        "entrance_time": time,
        "visitor_id": visitor,
        "funnel_id": chance.choice(FUNNELS),
        "funnel_group_id": "0GroupAAAAAA",
        "traffic_source_id": chance.choice(SOURCES),
        "country": chance.choice(["DE", "US", "us", ""]),
        "device_type": chance.choice(["mobile", "desktop"]),
        "campaign": chance.choice(["spring", "Spring_50%", "a*b", ""]),
        "c1": chance.choice(["z1", "z2", ""]),
        "c3": chance.choice(["z1", "z3", ""]),
        "user_agent": chance.choice(["Mozilla/5.0 (X11)", "'; DROP TABLE events; --"]),
    }
    entrance = {**visit, "hit_id": visit["visit_id"], "hit_time": time, "node_id": "0NodeRoot", "node_type": "root"}
    cost = Decimal(chance.randrange(2_000_000)) / 1_000_000 if chance.random() < 0.7 else None
    yield _event("entrance", entrance, time, event_id=entrance["hit_id"], cost=cost)
    for _ in range(chance.randrange(5)):
        time += chance.randrange(1, 90_000)
        yield from _stop(chance, visit, time)


def _stop(chance: Random, visit: Event, time: int) -> Iterator[Event]:
    hit: Event = {**visit, "hit_id": _hit_id(chance, time), "hit_time": time}
    hit["node_id"], hit["node_type"] = chance.choice(
        [("0NodeSplit", "rotator"), ("0NodeLand", "lander"), ("0NodeOffer", "offer")]
    )
    if hit["node_type"] != "rotator":
        is_lander = hit["node_type"] == "lander"
        hit |= {"page_type": hit["node_type"], "page_id": chance.choice(LANDERS if is_lander else OFFERS)}
        hit |= {
            "page_group_id": chance.choice(["0PageGroupAA", ""]),
            "category_id": chance.choice(["0CategoryAAA", ""]),
        }
        hit["offer_source_id"] = "" if is_lander else "0NetworkAAAA"
    yield _event("view", hit, time, event_id=hit["hit_id"])
    if hit["node_type"] != "rotator":
        for _ in range(chance.choice([0, 0, 1, 1, 2])):
            yield _event(
                "action", hit, time + 500, event_id=_hit_id(chance, time), action_number=chance.randrange(1, 4)
            )
        yield from _earned(chance, hit, time)


def _earned(chance: Random, hit: Event, time: int) -> Iterator[Event]:
    for kind in ("conversion", "conversion", "customEvent1", "customEvent2", "customEvent10"):
        if chance.random() > 0.25:
            continue
        later = time + chance.choice([2_000, 3_600_000, 4 * _DAY])
        id = _hit_id(chance, later)
        money = {"revenue": Decimal(chance.randrange(90_000_000)) / 1_000_000 if chance.random() < 0.9 else None}
        if kind == "conversion" and chance.random() < 0.3:
            money["cost"] = Decimal("1.5")
        yield _event(
            kind, hit, later, event_id=id, conversion_id=id, transaction_id=chance.choice(["", id[-5:]]),
            event_data1=chance.choice(["x", ""]), **money,
        )  # fmt: skip


def _event(kind: str, hit: Event, time: int, **more: Any) -> Event:
    return {
        **hit,
        "event_type": kind,
        "event_time": time,
        **{name: one for name, one in more.items() if one is not None},
    }


def _hit_id(chance: Random, time: int) -> str:
    digits = ""
    for _ in range(10):
        time, digit = divmod(time, 32)
        digits = _SIGNS[digit] + digits
    return digits + "".join(chance.choices(_SIGNS, k=16))
