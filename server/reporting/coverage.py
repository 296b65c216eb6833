"""What a period is known by: from when on it has visits, and which of them have no cost.

Costs that are booked afterwards are missing until then, of a traffic source and a day, which rows by anything else
hide.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ..tracker import Tracker
from ..tracker.reporting_answers import Row
from ..tracker.reporting_questions import By, Question
from .filters import SOURCE
from .inquiry import Inquiry
from .period import Period
from .strangers import said

_DAY, _MONTH = "Time: Date", "Time: Month"
_MOST_DAYS = 92
"""Our ruling: a longer period is looked at by month."""


@dataclass(frozen=True, slots=True)
class Costless:
    """Visits of a traffic source without cost, on days, or in months, of which all its visits have none."""

    source: str
    visits: Decimal
    times: tuple[str, ...]
    """Dates or months, as time passes."""


@dataclass(frozen=True, slots=True)
class Coverage:
    begins: str = ""
    """The first date, or month, with visits; empty where there are none."""
    costless: tuple[Costless, ...] = ()
    """Those with most visits first."""


async def coverage(tracker: Tracker, inquiry: Inquiry, period: Period) -> Coverage:
    """Of the visits that pass the filters."""
    found = await tracker.whole_drilldown(_question(inquiry.question(period), period))
    rows = [row for row in found.rows if row.values.get("visits")]
    return Coverage(
        min((time for row in rows if (time := row.ids[1])), default=""),
        tuple(_costless(rows, inquiry.paid_by_conversion)),
    )


def _question(question: Question, period: Period) -> Question:
    by = (By(SOURCE), By(_DAY if period.days <= _MOST_DAYS else _MONTH))
    return replace(question, by=by, metrics=("visits", "conversions", "cost"), sort="visits", descending=True)


def _costless(rows: Iterable[Row], paid_by_conversion: Sequence[str]) -> list[Costless]:
    """Visits that no source sent cost nothing; where conversions are paid for, visits without one do not either."""
    by_source: dict[str, list[Row]] = {}
    for row in rows:
        owed = row.ids[0] not in paid_by_conversion or row.values.get("conversions")
        if None not in row.ids and row.values.get("cost") == 0 and owed:
            by_source.setdefault(row.ids[0] or "", []).append(row)
    found = [_of_source(some) for some in by_source.values()]
    return sorted(found, key=lambda one: (-one.visits, one.source))


def _of_source(rows: Sequence[Row]) -> Costless:
    visits = sum((row.values.get("visits") or Decimal(0) for row in rows), Decimal(0))
    return Costless(said(rows[0].keys[0].name, 60), visits, tuple(sorted(row.ids[1] or "" for row in rows)))
