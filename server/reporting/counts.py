"""The numbers of an inquiry, as the tracker counts them: rows, totals, and both of the period compared with."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from funnels.assets import Page
from funnels.errors import InputError
from funnels.reports import METRIC, Reach, Unit

from ..tracker import Tracker
from ..tracker.reporting_answers import Drilldown, Row, Values
from ..tracker.reporting_questions import By
from .coverage import Coverage, coverage
from .having import PAYOUT
from .inquiry import OFFER, Inquiry
from .metrics import ROAS
from .period import Period
from .strangers import said

_DATE = "Time: Date"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_VIEWS = "offerViews"

Ids = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    rows: tuple[Row, ...]
    """All that were read, sorted, those that `having` leaves out aside."""
    totals: Values
    """Of all visits that pass the filters."""
    total: int
    """Of rows, those that were not read too."""
    before: Mapping[Ids, Values]
    totals_before: Values
    cut: bool = False
    """`having` was tried on the first rows only."""
    elsewhere: Decimal = Decimal(0)
    """Cost of the visits that came by nothing the rows are by."""
    coverage: Coverage = field(default_factory=Coverage)
    coverage_before: Coverage = field(default_factory=Coverage)

    @property
    def complete(self) -> bool:
        return self.total <= len(self.rows) and not self.cut


async def counts(tracker: Tracker, inquiry: Inquiry) -> Counts:
    """InputError where `having` needs a payout and no offer was reached."""
    question = inquiry.question(inquiry.period)
    found = await (tracker.whole_drilldown(question) if inquiry.having else tracker.drilldown(question))
    rows = [replace(row, values=_with_roas(row.values)) for row in found.rows] if inquiry.by else []
    kept = await _held(tracker, inquiry, rows)
    before = await _before(tracker, inquiry)
    return Counts(
        rows=tuple(sorted(kept, key=lambda row: _order(inquiry, row))),
        totals=_with_roas(found.totals),
        total=len(kept) if inquiry.having else found.total if inquiry.by else 0,
        before=_by_ids(before, inquiry) if before else {},
        totals_before=_with_roas(before.totals) if before else {},
        cut=bool(inquiry.having) and found.total > len(found.rows),
        elsewhere=_elsewhere(inquiry, rows),
        coverage=await _coverage(tracker, inquiry, inquiry.period, found),
        coverage_before=await _coverage(tracker, inquiry, inquiry.before, before),
    )


def _elsewhere(inquiry: Inquiry, rows: Iterable[Row]) -> Decimal:
    touched = [place for place, one in enumerate(inquiry.by) if one.attribute.reach is Reach.TOUCHED]
    none = [row for row in rows if any(row.ids[place] is None for place in touched)]
    return sum((row.values.get("cost") or Decimal(0) for row in none), Decimal(0))


async def _coverage(tracker: Tracker, inquiry: Inquiry, period: Period | None, found: Drilldown | None) -> Coverage:
    """Asked only where it can matter: visits with cost, or to be compared."""
    if period is None or found is None or not found.totals.get("visits"):
        return Coverage()
    if inquiry.before is None and not found.totals.get("cost"):
        return Coverage()
    return await coverage(tracker, inquiry, period)


async def _held(tracker: Tracker, inquiry: Inquiry, rows: Sequence[Row]) -> list[Row]:
    """The rows for which all conditions hold."""
    if not inquiry.having:
        return list(rows)
    payouts = await _payouts(tracker, inquiry, rows) if inquiry.needs_payout and rows else {}
    numbers = ((row, {**row.values, PAYOUT: payouts.get(row.ids)}) for row in rows)
    return [row for row, known in numbers if all(one.holds(known) for one in inquiry.having)]


async def _before(tracker: Tracker, inquiry: Inquiry) -> Drilldown | None:
    if inquiry.before is None:
        return None
    question = inquiry.question(inquiry.before)
    return await (tracker.whole_drilldown(question) if inquiry.by else tracker.drilldown(question))


async def _payouts(tracker: Tracker, inquiry: Inquiry, rows: Sequence[Row]) -> dict[Ids, Decimal | None]:
    """The mean payout of the offers that the visits of each row came to; of all visits, where they came to none."""
    question = inquiry.question(inquiry.period)
    at = next((at for at, one in enumerate(inquiry.by) if one.attribute.name == OFFER), None)
    by = question.by if at is not None else (*question.by, By(OFFER))
    found = await tracker.whole_drilldown(replace(question, by=by, metrics=(_VIEWS,), sort=_VIEWS, descending=True))
    place = at if at is not None else len(by) - 1
    offers = list(dict.fromkeys(id for row in found.rows if (id := row.ids[place])))
    pays = {page.id: _payout(page) for page in await tracker.get_many(Page, offers)}
    seen: dict[Ids, list[tuple[Decimal, Decimal]]] = {}
    for row in found.rows:
        paid = pays.get(row.ids[place] or "")
        if paid is not None:
            ids = row.ids if at is not None else row.ids[:-1]
            seen.setdefault(ids, []).append((row.values.get(_VIEWS) or Decimal(0), paid))
    overall = _mean([one for many in seen.values() for one in many])
    if overall is None:
        raise InputError(
            "having: no visit came to an offer with a payout, so there is none to compare with.",
            hint="Say an amount instead.",
        )
    return {row.ids: _mean(seen.get(row.ids, ())) or overall for row in rows}


def _payout(page: Page) -> Decimal | None:
    amount = page.offer_params.payout if page.offer_params else ""
    return Decimal(amount) if amount else None


def _mean(weighted: Iterable[tuple[Decimal, Decimal]]) -> Decimal | None:
    pairs = list(weighted)
    views = sum((many for many, _ in pairs), Decimal(0))
    return sum((many * paid for many, paid in pairs), Decimal(0)) / views if views else None


def _with_roas(values: Values) -> Values:
    back = values.get("returnOnInvestment")
    return {**values, ROAS.id: None if back is None else back + 1}


def _order(inquiry: Inquiry, row: Row) -> tuple[object, ...]:
    """Numbers as asked, rows without one last; times as they pass."""
    names = tuple(said(key.name) for key in row.keys)
    if inquiry.sort is None:
        return (*(_time_order(one.id) for one in row.keys), names)
    number = row.values.get(inquiry.sort.id)
    if number is None:
        return (1, Decimal(0), names)
    return (0, -number if inquiry.descending else number, names)


def _time_order(id: str | None) -> tuple[int, int, str]:
    if id is None:
        return (1, 0, "")
    if id.casefold() in _WEEKDAYS:
        return (0, _WEEKDAYS.index(id.casefold()), "")
    return (0, int(id), "") if id.isdecimal() else (0, 0, id)


def _by_ids(before: Drilldown, inquiry: Inquiry) -> dict[Ids, Values]:
    """By the keys that the rows of the period have: a date stands for the one as far into it."""
    found: dict[Ids, Values] = {}
    for row in before.rows:
        ids = [
            _moved(id, inquiry) if one.attribute.name == _DATE else id
            for id, one in zip(row.ids, inquiry.by, strict=True)
        ]
        found[tuple(ids)] = _with_roas(row.values)
    return found


def _moved(id: str | None, inquiry: Inquiry) -> str | None:
    if id is None or inquiry.before is None:
        return id
    try:
        day = date.fromisoformat(id[:10])
    except ValueError:
        return id
    return (day + (inquiry.period.start.date() - inquiry.before.start.date())).isoformat()


def nothing(metrics: Iterable[str]) -> Values:
    """What a row that is not there has: none of all counts, and no averages."""
    return {id: None if METRIC[id].is_ratio or METRIC[id].unit == Unit.SHARE else Decimal(0) for id in metrics}
