"""Booking what traffic cost."""

from collections.abc import Iterator
from decimal import Decimal

from funnels.account import Account
from funnels.assets import Funnel, TrafficSource
from funnels.bookings import Cost, Segment
from funnels.names import nearest

from ...plans import Change
from ...plans.booked import booked, says_the_same
from ...reporting.period import Period
from ...tracker import Tracker, with_documents
from .traffic import funnels_with_visits
from .wish import Wish, days_of, shown

_FIELDS = ("source", "funnel", "period", "time_zone", "cost", "per", "countries", "fields")


async def cost(wish: Wish, tracker: Tracker, account: Account) -> Iterator[Change]:
    """The cost of a source's visits in a period; whatever is booked on them now is replaced."""
    wish.only(*_FIELDS)
    sources = wish.assets("source", TrafficSource)
    if len(sources) != 1:
        wish.refuse("source", "is required: the one traffic source that was paid")
    period, amount = wish.period(), _amount(wish)
    slots = await _slots(wish, tracker, account, sources[0])
    named = wish.assets("funnel", Funnel)
    segment = Segment(
        period.start,
        min(period.end, period.now),  # what is yet to come has no visits to book on
        sources=sources,
        funnels=named,
        countries=wish.countries(),
        fields=slots,
    )
    funnels = await funnels_with_visits(tracker, segment, account)
    if not funnels:
        wish.refuse("period", f"there were no visits to book it on: {_called(wish, segment, period)}")
    # named one by one, for an empty list may mean all of them or none
    segment = Segment(
        segment.since, segment.until, sources, tuple(funnels), countries=segment.countries, fields=slots
    )
    [before] = await tracker.get_many(Cost, [segment.key])
    amount = amount * before.visits if wish.choice("per", ("whole", "entrance"), "whole") == "entrance" else amount
    after = before.changed(cost=_text(amount))
    if says_the_same(before, after):
        return iter(())
    return iter(
        [booked(before, after, name=_called(wish, segment, period), funnels=funnels, note=_note(before, period))]
    )


def _amount(wish: Wish) -> Decimal:
    amount = wish.amount("cost")
    if amount is None:
        wish.refuse("cost", "is required, such as '180.00'")
    if amount < 0:
        wish.refuse("cost", f"{amount} is below zero")
    return amount


async def _slots(wish: Wish, tracker: Tracker, account: Account, source: str) -> dict[str, str]:
    """Values by slot; fields are meant by the source's own names for them, or by their slots."""
    wanted = wish.values("fields")
    if not wanted:
        return {}
    read = (await with_documents(tracker, account, [(TrafficSource, source)])).get(TrafficSource, source)
    slots = read.tracking_field_slots if read else {}
    known = {**{one.name.casefold(): slot for slot, one in slots.items()}, **{slot: slot for slot in slots}}
    for name in wanted:
        if name.casefold() not in known:
            wish.refuse(f"fields.{name}", "the source has no such tracking field", nearest(name, list(known), most=2))
    return {known[name.casefold()]: value for name, value in wanted.items()}


def _called(wish: Wish, segment: Segment, period: Period) -> str:
    parts = [wish.name(TrafficSource, segment.sources), days_of(period)]
    parts += [f"in {', '.join(segment.countries)}"] if segment.countries else []
    parts += [f"{slot} = {shown(value)}" for slot, value in segment.fields.items()]
    return ", ".join(parts)


def _note(before: Cost, period: Period) -> str:
    said = [f"divided over {before.visits:,} visits"]
    if period.partial:
        said.append(f"until {period.now:%H:%M}: visits that come later get no part of it")
    if Decimal(before.cost or 0):
        said.append("replaces what is booked; an undo brings back its sum, evenly divided")
    return "; ".join(said)


def _text(amount: Decimal) -> str:
    return f"{amount.normalize():f}" if amount % 1 else f"{amount.to_integral():f}"
