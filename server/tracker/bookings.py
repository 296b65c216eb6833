"""What is booked on traffic, read and written like documents.

The tracker queues what it is told [documentation], so a write is over when it can be read, or after some seconds: who
reads it back then sees that it is not there yet.
"""

from collections.abc import Awaitable, Callable, Iterator
from decimal import Decimal
from typing import TypeVar

import anyio

from funnels.bookings import Booking, Conversion, Cost, CustomEvent, Hits, Segment
from funnels.events import CONVERSION, CUSTOM_EVENTS
from funnels.wire import Json

from ..errors import TrackerRefused
from .reporting import Reporting
from .reporting_answers import Happening, Row
from .reporting_questions import REMOVED, By, ConvertedHit, CostSegment, Question, Selection, Span

B = TypeVar("B", bound=Booking)

_LOOKS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 1.0, 2.0, 5.0)
"""Seconds between looks for what was queued."""

_NO_SUCH_HIT = 404
_FUNNEL = "Element: Funnel"


async def found(tracker: Reporting, kind: type[B], id: str) -> B | None:
    """What is booked there now; None where nothing is. Of costs and hits that is where there were no visits."""
    if kind is Cost:
        return await _cost(tracker, kind, id)
    if kind is Hits:
        return await _hits(tracker, kind, id)
    wanted = kind.read({kind.wire_name("id"): id})
    booked = await _of_hit(tracker, wanted)
    return kind.read(booked[0]) if booked else None


async def book(tracker: Reporting, booking: Booking) -> None:
    """Make it so, and wait until it is read so."""
    match booking:
        case Cost():
            segment = Segment.of(booking.id)
            part = CostSegment(_money(booking.cost), countries=segment.countries, fields=segment.fields)
            span = Span(segment.since, segment.until)
            await tracker.update_cost(segment.funnels, segment.sources, span, [part])
        case Conversion():
            hit = ConvertedHit(booking.hit, booking.transaction, _money(booking.payout))
            await tracker.update_conversions([hit])
        case CustomEvent():
            data = (booking.event_data1, booking.event_data2)
            event = ConvertedHit(
                booking.hit, booking.transaction, _money(booking.revenue), number=booking.number, data=data
            )
            await tracker.update_custom_events([event])
    await _until(lambda: _stands(tracker, booking))


async def remove(tracker: Reporting, kind: type[Booking], id: str) -> None:
    """Take it away, and wait until it is gone."""
    gone = kind.read({kind.wire_name("id"): id})
    match gone:
        case Hits():
            await tracker.reset(_selection(Segment.of(id)))
        case Conversion():
            hit = ConvertedHit(gone.hit, gone.transaction, REMOVED)
            await tracker.update_conversions([hit])
        case CustomEvent():
            event = ConvertedHit(gone.hit, gone.transaction, REMOVED, number=gone.number)
            await tracker.update_custom_events([event])
    await _until(lambda: _is_gone(tracker, kind, id))


async def events_of(tracker: Reporting, hit: str) -> tuple[Happening, ...]:
    """The hit and all that refers to it, oldest first; nothing for a hit the tracker does not know."""
    try:
        return await tracker.hit(hit)
    except TrackerRefused as refused:
        if refused.status != _NO_SUCH_HIT:
            raise
        return ()


async def _cost(tracker: Reporting, kind: type[B], id: str) -> B | None:
    segment = Segment.of(id)
    rows = await rows_of(tracker, segment, ("visits", "cost"))
    visits = sum(int(row.values.get("visits") or 0) for row in rows)
    cost = sum((row.values.get("cost") or Decimal(0) for row in rows), start=Decimal(0))
    return kind.read({"segment": id, "cost": f"{cost:f}", "visits": visits}) if visits else None


async def _hits(tracker: Reporting, kind: type[B], id: str) -> B | None:
    count = await tracker.count_reset(_selection(Segment.of(id)))
    return kind.read({"segment": id, "hits": count}) if count else None


async def _of_hit(tracker: Reporting, wanted: Booking) -> list[Json]:
    events = await events_of(tracker, wanted.hit) if isinstance(wanted, Conversion | CustomEvent) else ()
    return [one for event in events if (one := _as(wanted, event))]


def _as(wanted: Booking, event: Happening) -> Json | None:
    """The event as the document that is wanted; None where it is another one."""
    values = event.values
    transaction, money = values.get("transaction_id", ""), values.get("revenue") or "0"
    match wanted:
        case Conversion() if values.get("event_type") == CONVERSION and transaction == wanted.transaction:
            return {"conversion": wanted.id, "payout": money}
        case CustomEvent() if (
            values.get("event_type") == CUSTOM_EVENTS[wanted.number - 1] and transaction == wanted.transaction
        ):
            data = {"eventData1": values.get("event_data1", ""), "eventData2": values.get("event_data2", "")}
            return {"customEvent": wanted.id, "revenue": money, **data}
    return None


async def rows_of(tracker: Reporting, segment: Segment, metrics: tuple[str, ...]) -> list[Row]:
    """A report of exactly the segment, by funnel and by what it is restricted to; of visitors and addresses reports
    know nothing.

    The filters of a report are wildcards in any case, updates mean each letter: so rows are looked through again.
    """
    levels = [By(_FUNNEL, any=segment.funnels), *_texts(segment)]
    question = Question(
        Span(segment.since, segment.until), by=tuple(levels), filters=tuple(_assets(segment)), metrics=metrics
    )
    found = await tracker.whole_drilldown(question)
    return [row for row in found.rows if _is_of(segment, row.ids)]


def _is_of(segment: Segment, ids: tuple[str | None, ...]) -> bool:
    _, *texts = ids
    if segment.countries:
        country, *texts = texts
        if (country or "").upper() not in segment.countries:
            return False
    return tuple(texts) == tuple(segment.fields.values())


def _assets(segment: Segment) -> Iterator[By]:
    known = {"Third Parties: Traffic Source": segment.sources, "Element: Funnel Group": segment.groups}
    yield from (By(attribute, any=values) for attribute, values in known.items() if values)


def _texts(segment: Segment) -> Iterator[By]:
    if segment.countries:
        yield By("Location: Country", any=segment.countries)
    for slot, value in segment.fields.items():
        named = {"campaign": "Tracking: Campaign", "external": "Tracking: External ID"}.get(slot)
        yield By(named, any=(value,)) if named else By("Tracking: Field", slot, any=(value,))


def _selection(segment: Segment) -> Selection:
    return Selection(
        Span(segment.since, segment.until),
        groups=segment.groups,
        funnels=segment.funnels,
        sources=segment.sources,
        countries=segment.countries,
        visitors=segment.visitors,
        addresses=segment.addresses,
        fields={name: (value,) for name, value in segment.fields.items()},
    )


def _money(text: str) -> Decimal:
    return Decimal(text or 0)


async def _stands(tracker: Reporting, booking: Booking) -> bool:
    now = await found(tracker, type(booking), booking.id)
    return now is not None and _amounts(now) == _amounts(booking)


async def _is_gone(tracker: Reporting, kind: type[Booking], id: str) -> bool:
    return await found(tracker, kind, id) is None


def _amounts(booking: Booking) -> list[Decimal]:
    return [_money(getattr(booking, name)) for name in ("cost", "payout", "revenue") if hasattr(booking, name)]


async def _until(is_so: Callable[[], Awaitable[bool]]) -> None:
    for seconds in _LOOKS:
        if await is_so():
            return
        await anyio.sleep(seconds)
