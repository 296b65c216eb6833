"""Deleting hits for good."""

from collections.abc import Iterator
from dataclasses import replace

from funnels.account import Account
from funnels.assets import Funnel, FunnelGroup, TrafficSource
from funnels.bookings import Hits, Segment

from ...plans import Change
from ...plans.booked import unbooked
from ...tracker import Tracker
from .traffic import funnels_with_visits
from .wish import Wish, days_of, shown

_RESTRICTIONS = ("source", "funnel", "group", "countries", "visitors", "ips", "fields")


async def reset(wish: Wish, tracker: Tracker, account: Account) -> Iterator[Change]:
    """All hits of a period that fit every restriction, of which there has to be one [our ruling]."""
    wish.only("period", "time_zone", *_RESTRICTIONS)
    period = wish.period()
    segment = Segment(
        period.start,
        period.end,
        sources=wish.assets("source", TrafficSource),
        funnels=wish.assets("funnel", Funnel),
        groups=wish.assets("group", FunnelGroup),
        countries=wish.countries(),
        visitors=wish.texts("visitors"),
        addresses=wish.texts("ips"),
        fields=wish.values("fields"),
    )
    if segment.is_unrestricted:
        wish.refuse("period", f"alone would delete everything in it; say one of {', '.join(_RESTRICTIONS)}, too")
    found = await tracker.get_many(Hits, [segment.key])
    if not found:
        wish.refuse("period", "there are no such hits to delete")
    funnels = segment.funnels or tuple(await funnels_with_visits(tracker, replace(segment, fields={}), account))
    name = f"{found[0].hits:,} of {_called(wish, segment)}, {days_of(period)}"
    note = "they and all that refers to them go for good; nothing can bring them back"
    return iter([unbooked(found[0], name=name, funnels=funnels, note=note)])


def _called(wish: Wish, segment: Segment) -> str:
    named = (
        wish.name(Funnel, segment.funnels),
        wish.name(FunnelGroup, segment.groups),
        wish.name(TrafficSource, segment.sources),
        *segment.countries,
        *map(shown, segment.visitors),
        *map(shown, segment.addresses),
        *(f"{shown(name)} = {shown(value)}" for name, value in segment.fields.items()),
    )
    return ", ".join(filter(None, named))
