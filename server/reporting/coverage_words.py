"""What is missing of a period, in sentences."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from funnels.reports import Unit, figure

from .coverage import Costless, Coverage
from .period import Period

_MOST_NAMED = 3


def beginnings(period: Period, found: Coverage, what: str) -> Iterator[str]:
    """Where the first visits came later than the period began; `what` is the period, as a sentence begins with it."""
    first = f"{period.start:%Y-%m-%d}"
    if not found.begins or found.begins <= first[: len(found.begins)]:
        return
    begins = found.begins
    if len(begins) == len(first):
        known = (period.last.date() - date.fromisoformat(begins)).days + 1
        yield f"{what} has no visits until {begins}: only {known} of its {period.days} days can be compared."
    else:
        yield f"{what} has no visits until {begins}: only a part of it can be compared."


def costless(found: Coverage, what: str) -> Iterator[str]:
    """`what`: the numbers that are not as good as they look, with the verb."""
    for one in found.costless[:_MOST_NAMED]:
        verb = "has" if one.visits == 1 else "have"
        yield f"{one.source}: {_visits(one)} {verb} no cost; {what} better than they are."
    rest = len(found.costless) - _MOST_NAMED
    if rest > 0:
        sources = "1 more traffic source has" if rest == 1 else f"{rest} more traffic sources have"
        yield f"{sources} visits without cost, too."


def _visits(one: Costless) -> str:
    count = f"{figure(one.visits, Unit.COUNT)} visit{'' if one.visits == Decimal(1) else 's'}"
    first, last = one.times[0], one.times[-1]
    if first == last:
        return f"{count} {'in' if len(first) == len('2026-11') else 'on'} {first}"
    what = "months" if len(first) == len("2026-11") else "days"
    return f"{count} {'in' if what == 'months' else 'on'} {len(one.times)} {what} from {first} to {last}"
