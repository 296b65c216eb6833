"""What one has to know before one believes the numbers of a report."""

from collections.abc import Iterator
from decimal import Decimal

from funnels.reports import Reach, Unit, figure

from .counts import Counts
from .inquiry import Inquiry

FEW_VISITS = 100
FEW_CONVERSIONS = 10
"""Below these a share says little [our ruling]."""


def caveats(inquiry: Inquiry, found: Counts) -> list[str]:
    """A sentence each; the ones that matter most first."""
    return [
        *_of_time(inquiry),
        *_of_size(inquiry, found),
        *_of_cost(found),
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
    rows = found.rows[: inquiry.limit]
    few = sum(is_few(row.values.get("visits"), row.values.get("conversions")) for row in rows)
    if few:
        which = "Each row has" if few == len(rows) else f"{few} of {len(rows)} rows have"
        yield f"{which} fewer than {FEW_VISITS} visits or {FEW_CONVERSIONS} conversions: rates may be chance."


def _many(count: Decimal, what: str) -> str:
    return f"{figure(count, Unit.COUNT)} {what}{'' if count == 1 else 's'}"


def _of_cost(found: Counts) -> Iterator[str]:
    if not found.totals.get("visits"):
        return
    if not found.totals.get("cost"):
        yield "No cost is booked, so profit is revenue and ROI is unknown: book the cost of the source first."
        return
    free = sum(1 for row in found.rows if row.values.get("visits") and row.values.get("cost") == 0)
    if free:
        yield f"No cost is booked for {free} of {len(found.rows)} rows: their profit looks better than it is."


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
