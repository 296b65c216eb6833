"""Changes that book something on traffic."""

from collections.abc import Sequence

from funnels.bookings import Booking

from .change import Change
from .revision import revision


def booked(before: Booking | None, after: Booking, *, name: str, funnels: Sequence[str], note: str = "") -> Change:
    """What is there is changed, what is not is made. `name` is what people read; `funnels` have the traffic."""
    return Change(
        do="create" if before is None else "update",
        family=after.family,
        id=after.id,
        name=name,
        before=before.document() if before else None,
        after=after.document(),
        base=revision(type(after), before.document()) if before else "",
        funnels=tuple(funnels),
        note=note,
    )


def unbooked(before: Booking, *, name: str, funnels: Sequence[str], note: str = "") -> Change:
    return Change(
        do="delete",
        family=before.family,
        id=before.id,
        name=name,
        before=before.document(),
        base=revision(type(before), before.document()),
        funnels=tuple(funnels),
        note=note,
    )


def says_the_same(before: Booking | None, after: Booking) -> bool:
    kind = type(after)
    return before is not None and revision(kind, before.document()) == revision(kind, after.document())
