"""What was added to the numbers of the account, or taken from them."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..case import Booked
from ..events_file import Event
from ..grade import Grade, grade
from .counting import Counting, Row
from .periods import period
from .scene import Scene

_EVER = "ever"
_CENT = Decimal("0.01")
"""A cost is divided over visits, each with six places."""


def grades(scene: Scene) -> Iterator[Grade]:
    if scene.expect.booked:
        yield grade("booked", list(_complaints(scene, scene.expect.booked)), of_account=True)


def _complaints(scene: Scene, wanted: Booked) -> Iterator[str]:
    before, after = scene.before.recorded.events, scene.after.recorded.events
    for name, expected, found in _compared(scene, wanted, {}):
        if not _same(expected, found):
            yield f"expected {name} {expected:+}, found {found:+}"
    if not wanted.where:
        return
    for name, expected, found in _compared(scene, wanted, wanted.where):
        if not _same(expected, found):
            yield f"of {name} {expected:+}, only {found:+} lies where it should"
    if _outside(scene, before, wanted) != _outside(scene, after, wanted):
        yield f"numbers outside {dict(wanted.where)} were changed"


def _compared(scene: Scene, wanted: Booked, where: dict[str, object]) -> Iterator[tuple[str, Decimal, Decimal]]:
    old, new = (_row(scene, one.recorded.events, where) for one in (scene.before, scene.after))
    yield "cost", wanted.cost, new.cost - old.cost
    yield "revenue", wanted.revenue, new.revenue - old.revenue
    yield "conversions", Decimal(wanted.conversions), Decimal(new.conversions - old.conversions)


def _same(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= _CENT


def _row(scene: Scene, events: Sequence[Event], where: dict[str, object]) -> Row:
    days = period(_EVER, scene.happened.now)
    return Counting(events, scene.before.account).rows(days, where, None).get("", Row())


def _outside(scene: Scene, events: Sequence[Event], wanted: Booked) -> list[Event]:
    counting = Counting(events, scene.before.account)
    inside = counting.ids(period(_EVER, scene.happened.now), wanted.where)
    return [event for event in events if event["event_id"] not in inside]
