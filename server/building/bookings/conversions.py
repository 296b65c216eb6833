"""Conversions and custom events of hits: added, changed, taken away."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from funnels.assets import Page
from funnels.bookings import Booking, Conversion, CustomEvent

from ...plans import Change
from ...plans.booked import booked, says_the_same, unbooked
from ...tracker import Tracker
from ...tracker.bookings import events_of
from ...tracker.reporting_answers import Happening
from .wish import Wish

_LONGEST_TRANSACTION = 200
"""Longer ones are shortened when they are booked, and could not be found again as they were said."""

_REMOVED = Decimal(-1)
"""The amount that takes one away, as in the tracker's own updates [documentation]."""

_ONLY_ANEW = "an undo books it anew, at that moment: its time, and what it cost, do not come back"


async def conversion(wish: Wish, tracker: Tracker) -> Iterator[Change]:
    """One hit. Without a payout the default payout of the offer counts; -1 takes the conversion away."""
    wish.only("hit", "transaction", "payout")
    amount, transaction = wish.amount("payout"), _transaction(wish)
    hit = await _hit(wish, tracker)
    if amount is None:
        amount = await _default_payout(wish, tracker, hit)
    key = Conversion.key(wish.text("hit"), transaction)
    after = Conversion.read({"conversion": key, "payout": f"{amount:f}"})
    return await _changes(wish, tracker, after, hit, amount, "payout")


async def custom_event(wish: Wish, tracker: Tracker) -> Iterator[Change]:
    """One hit; `event` is 1 to 10. -1 as revenue takes the event away."""
    wish.only("hit", "event", "transaction", "revenue", "event_data1", "event_data2")
    transaction = _transaction(wish)
    hit = await _hit(wish, tracker)
    number = wish.text("event")
    if not number.isdecimal() or not 1 <= int(number) <= 10:
        wish.refuse("event", f"{number!r} is no number from 1 to 10")
    amount = wish.amount("revenue") or Decimal(0)
    after = CustomEvent.read(
        {
            "customEvent": CustomEvent.key(wish.text("hit"), int(number), transaction),
            "revenue": f"{amount:f}",
            **{wire: wish.text(name) for name, wire in _DATA.items() if wish.text(name)},
        }
    )
    return await _changes(wish, tracker, after, hit, amount, "revenue")


def _transaction(wish: Wish) -> str:
    text = wish.text("transaction")
    if len(text) > _LONGEST_TRANSACTION:
        wish.refuse(
            "transaction",
            f"has {len(text)} characters, and {_LONGEST_TRANSACTION} are kept: say it as reports show it",
        )
    return text


_DATA: Mapping[str, str] = {"event_data1": "eventData1", "event_data2": "eventData2"}


async def _changes(
    wish: Wish, tracker: Tracker, after: Booking, hit: Happening, amount: Decimal, field: str
) -> Iterator[Change]:
    before = next(iter(await tracker.get_many(type(after), [after.id])), None)
    name, funnels = _called(wish, hit), [hit.values.get("funnel_id", "")]
    if amount == _REMOVED:
        if before is None:
            wish.refuse("hit", f"has no such {after.title} to take away")
        return iter([unbooked(before, name=name, funnels=funnels, note=_ONLY_ANEW)])
    if amount < 0:
        wish.refuse(field, f"{amount} is below zero; -1 takes it away")
    return iter(() if says_the_same(before, after) else [booked(before, after, name=name, funnels=funnels)])


async def _hit(wish: Wish, tracker: Tracker) -> Happening:
    id = wish.text("hit")
    if not id:
        wish.refuse("hit", "is required: the id of the hit that converted")
    events = await events_of(tracker, id)
    if not events:
        wish.refuse("hit", f"the tracker knows no hit {id[:60]!r}")
    return events[0]


async def _default_payout(wish: Wish, tracker: Tracker, hit: Happening) -> Decimal:
    pages = await tracker.get_many(Page, [hit.values.get("page_id", "")])
    payout = pages[0].offer_params.payout if pages and pages[0].offer_params else ""
    if not payout:
        wish.refuse("payout", "is required, for the hit is on no offer with a default payout")
    return Decimal(payout)


def _called(wish: Wish, hit: Happening) -> str:
    where = hit.named("page_id") or hit.named("funnel_id")
    transaction = f", transaction {wish.text('transaction')}" if wish.text("transaction") else ""
    event = f"{wish.text('event')} of " if wish.has("event") else ""
    return f"{event}{wish.text('hit')}{transaction}{f' on {where}' if where else ''}"
