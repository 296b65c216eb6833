from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import combinations
from typing import Any

from funnels.account import Account
from funnels.bookings import Cost, Hits, Segment
from funnels.errors import BlueprintError, Fault

from ...plans import Change
from ...tracker import Tracker
from .conversions import conversion, custom_event
from .cost import cost
from .reset import reset
from .wish import Wish

KINDS = ("cost", "conversions", "custom_events", "reset")

MOST = 1000
"""Updates of one plan, each hit counted."""


async def draft(
    raw: Sequence[Mapping[str, Any]], tracker: Tracker, account: Account, *, now: datetime, zone: str
) -> list[Change]:
    """The changes, in the order they are written. Raises BlueprintError with every fault and its place.

    What would change nothing is left out.
    """
    changes: list[Change] = []
    faults: list[Fault] = []
    for wish, do in _wishes(raw, account, now, zone, faults):
        try:
            changes += await _drafted(wish, do, tracker, account)
        except BlueprintError as error:
            faults += error.faults
    faults += _doubled(changes)
    if len(changes) > MOST:
        faults.append(Fault("updates", f"{len(changes)} are more than the {MOST} of one plan"))
    if faults:
        raise BlueprintError(faults)
    return changes


def _wishes(
    raw: Sequence[Any], account: Account, now: datetime, zone: str, faults: list[Fault]
) -> Iterator[tuple[Wish, str]]:
    """One for each update, and one for each hit where an update has many."""
    for at, one in enumerate(raw):
        try:
            wish = Wish(f"updates[{at}]", one, account, now, zone)
            do = wish.choice("do", KINDS)
            if do in ("cost", "reset"):
                yield wish, do
            else:
                wish.only("hits")
                yield from [(Wish(place, hit, account, now, zone), do) for place, hit in wish.objects("hits")]
        except BlueprintError as error:
            faults += error.faults


async def _drafted(wish: Wish, do: str, tracker: Tracker, account: Account) -> Iterator[Change]:
    match do:
        case "cost":
            return await cost(wish, tracker, account)
        case "conversions":
            return await conversion(wish, tracker)
        case "custom_events":
            return await custom_event(wish, tracker)
    return await reset(wish, tracker, account)


def _doubled(changes: Sequence[Change]) -> Iterator[Fault]:
    """What is booked twice: of two, the first would be on other visits than the plan says."""
    seen: set[tuple[str, str]] = set()
    for one in changes:
        if one.key in seen:
            yield Fault("updates", f"{one.kind.title} {one.name} is in it twice")
        seen.add(one.key)
    segments = [(one, Segment.of(one.id)) for one in changes if one.kind in (Cost, Hits)]
    for (one, segment), (other, others) in combinations(segments, 2):
        if one.key != other.key and segment.may_overlap(others):
            yield Fault("updates", f"{one.name} and {other.name} have visits in common: plan one after the other")
