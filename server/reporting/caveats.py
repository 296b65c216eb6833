"""What one has to know before one believes the numbers of a report."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from funnels.reports import Reach, Unit, figure

from ..tracker.reporting_answers import Row
from .counts import Counts
from .coverage_words import beginnings, costless
from .inquiry import Inquiry

FEW_VISITS = 100
FEW_CONVERSIONS = 10
"""Below these a share says little [our ruling]."""

_MUCH = Decimal("0.05")
"""Of the whole cost; less of it on no row is not worth a word [our ruling]."""


def caveats(inquiry: Inquiry, found: Counts) -> list[str]:
    """A sentence each; the ones that matter most first."""
    return [
        *_of_time(inquiry),
        *_of_beginnings(inquiry, found),
        *_of_size(inquiry, found),
        *_of_cost(inquiry, found),
        *_of_rows(inquiry, found),
        *inquiry.notes,
    ]


def is_few(visits: Decimal | None, conversions: Decimal | None) -> bool:
    return (visits or 0) < FEW_VISITS or (conversions or 0) < FEW_CONVERSIONS


def _of_time(inquiry: Inquiry) -> Iterator[str]:
    period, before = inquiry.period, inquiry.before
    if period.partial:
        yield f"The period is not over: it is counted until {period.now:%Y-%m-%d %H:%M} ({period.zone})."
    if before and before.partial:
        yield "The period compared with is not over either."
    if before and not period.partial and abs((before.end - before.start) - (period.end - period.start)).days > 0:
        yield f"The periods differ in length: {period.days} days against {before.days}."
    if before and period.partial and not before.partial and inquiry.before != period.previous():
        yield "It is compared with a whole period: the rest of this one is missing."


def _of_beginnings(inquiry: Inquiry, found: Counts) -> Iterator[str]:
    """Periods that are compared should both be known from their beginning."""
    if inquiry.before:
        yield from beginnings(inquiry.before, found.coverage_before, "The period compared with")
        yield from beginnings(inquiry.period, found.coverage, "The period")


def _of_size(inquiry: Inquiry, found: Counts) -> Iterator[str]:
    totals = found.totals
    visits, conversions = totals.get("visits"), totals.get("conversions")
    if not visits:
        return
    if is_few(visits, conversions):
        few_of = f"{_many(visits, 'visit')} and {_many(conversions or Decimal(0), 'conversion')}"
        yield f"Small sample: {few_of}; shares and averages may be chance."
        return
    if not any(one.is_ratio for one in inquiry.shown):
        return
    yield from _of_small_rows(inquiry.first(found.rows))


def _of_small_rows(rows: Sequence[Row]) -> Iterator[str]:
    """Which of the two each row has too few of: visits, or conversions alone."""
    unseen = sum((row.values.get("visits") or 0) < FEW_VISITS for row in rows)
    unsold = sum(is_few(row.values.get("visits"), row.values.get("conversions")) for row in rows) - unseen
    few = [f"{_have(unseen, rows)} fewer than {FEW_VISITS} visits"] * bool(unseen)
    few += [f"{_have(unsold, rows)} fewer than {FEW_CONVERSIONS} conversions"] * bool(unsold)
    if few:
        yield f"{' and '.join(few)}: rates may be chance."


def _have(count: int, rows: Sequence[Row]) -> str:
    return "Each row has" if count == len(rows) else f"{count} of {len(rows)} rows {'has' if count == 1 else 'have'}"


def _many(count: Decimal, what: str) -> str:
    return f"{figure(count, Unit.COUNT)} {what}{'' if count == 1 else 's'}"


def _of_cost(inquiry: Inquiry, found: Counts) -> Iterator[str]:
    if not found.totals.get("visits"):
        return
    cost = found.totals.get("cost")
    if not cost:
        yield "No cost is booked, so profit is revenue and ROI is unknown: book the cost of the source first."
        return
    yield from costless(found.coverage, "P/L and ROI look")
    yield from costless(found.coverage_before, "P/L and ROI of the period compared with look")
    if found.elsewhere >= cost * _MUCH:
        yield (
            f"{figure(found.elsewhere, Unit.MONEY)} of the cost was paid for visits that came by none (N/A): "
            "P/L and ROI of the other rows leave it out."
        )
    free = sum(1 for row in found.rows if row.values.get("visits") and row.values.get("cost") == 0)
    if free and not inquiry.overlaps and not found.coverage.costless:
        rows = _many(Decimal(len(found.rows)), "row")
        yield f"No cost is booked for {free} of {rows}: profit looks better than it is."


def _of_rows(inquiry: Inquiry, found: Counts) -> Iterator[str]:
    if found.rows and inquiry.overlaps:
        yield "A visit counts in every row it came by, so rows add up to more than the total, which is counted apart."
    if any(None in row.ids for row in found.rows):
        what = (
            "came by none" if any(one.attribute.reach is not Reach.VISIT for one in inquiry.by) else "have no value"
        )
        yield f"The N/A row holds the visits that {what}."
    if found.cut:
        yield "There are more rows than were tried on the conditions: narrow it by filters."
