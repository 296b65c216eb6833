"""A question to the reports, understood: what the tracker is asked, and what is made of its answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from funnels.errors import InputError
from funnels.names import folded
from funnels.reports import Metric, Reach

from ..tracker.reporting_answers import Row
from ..tracker.reporting_questions import By, Question, Span
from . import having, periods
from .attributes import Wanted, attribute
from .filters import SOURCE, Filter, read, within
from .having import Condition
from .known import Known
from .metrics import KNOWN, asked_of_tracker, metric, usual
from .period import Period
from .zones import zone

MOST_BY = 4
PAGE = 1000

OFFER = "Element: Offer"

_MOST_DAYS = 62

_ALWAYS = ("visits", "conversions", "revenue", "cost", "profitAndLoss")
"""The reading and its caveats need them, whatever is shown."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    by: tuple[Wanted, ...]
    filters: tuple[Filter, ...]
    narrowed: tuple[By, ...]
    """Filters that nobody said: to the sources that call a tracking field so."""
    shown: tuple[Metric, ...]
    named: bool
    """The metrics were said."""
    sort: Metric | None
    """None: rows stand in the order of their time."""
    ranked: bool
    """The sorting was said."""
    descending: bool
    having: tuple[Condition, ...]
    period: Period
    before: Period | None
    limit: int
    notes: tuple[str, ...]
    paid_by_conversion: tuple[str, ...] = ()
    """Ids of the traffic sources whose visits cost nothing until they convert."""

    @property
    def fetched(self) -> tuple[Metric, ...]:
        """All that is asked for, what is shown first."""
        sort = [self.sort] if self.sort else []
        also = [KNOWN[id] for id in _ALWAYS]
        return tuple({one.id: one for one in (*self.shown, *sort, *having.fetched(self.having), *also)}.values())

    @property
    def overlaps(self) -> bool:
        """One visit may be in several rows."""
        return any(one.attribute.reach is not Reach.VISIT for one in self.by)

    @property
    def needs_payout(self) -> bool:
        return any(one.needs_payout for one in self.having)

    @property
    def is_by_time(self) -> bool:
        return bool(self.by) and self.by[0].attribute.is_time

    def first(self, rows: Sequence[Row]) -> Sequence[Row]:
        """As many as were asked for; of days, which are read as a whole, two months and the latest ones."""
        return rows[-max(self.limit, _MOST_DAYS) :] if self.sort is None else rows[: self.limit]

    def question(self, period: Period) -> Question:
        return Question(
            Span(period.start, period.end),
            zone=self.period.zone,
            by=tuple(By(one.attribute.name, one.slot.number) for one in self.by),
            filters=(*(one.by for one in self.filters), *self.narrowed),
            metrics=tuple(asked_of_tracker(self.fetched)),
            sort=asked_of_tracker([self.sort])[0] if self.sort else self.by[0].attribute.name if self.by else "",
            descending=self.descending,
            length=PAGE,
        )


def inquiry(asked: Mapping[str, Any], known: Known, now: datetime) -> Inquiry:
    """From the arguments of `report`. InputError, NotFoundError or AmbiguousError say what cannot be understood."""
    here = zone(asked["time_zone"])
    when = periods.period(asked["period"], now, here)
    before = periods.compared(asked["compare_to"], when, here) if asked["compare_to"].strip() else None
    filters = read(asked["filters"], known)
    scoped = any(one.by.attribute == SOURCE for one in filters)
    by = _by(asked["by"], within(known, filters), scoped=scoped)
    rows = [one.attribute.name for one in by]
    meant = [metric(one, rows) for one in asked["metrics"]]
    shown = list({one.metric.id: one.metric for one in meant}.values()) or usual(rows)
    sort, descending, notes = _sort(asked["sort"], rows, shown, by)
    conditions = tuple(having.condition(one, rows) for one in asked["having"])
    _check(by, conditions)
    narrowed, remarks = _narrowed(by, known, scoped=scoped)
    said = [one.note for one in meant] + notes + [note for one in conditions for note in one.notes] + remarks
    return Inquiry(
        by=tuple(by),
        filters=tuple(filters),
        narrowed=narrowed,
        shown=tuple(dict.fromkeys([*shown, *([sort] if sort else [])])),
        named=bool(meant),
        sort=sort,
        ranked=bool(asked["sort"].strip()),
        descending=descending,
        having=conditions,
        period=when,
        before=before,
        limit=asked["limit"],
        notes=tuple(dict.fromkeys(filter(None, said))),
        paid_by_conversion=tuple(one.id for one in known.sources if one.cost_type == "cpa"),
    )


def _by(words: Sequence[str], known: Known, *, scoped: bool) -> list[Wanted]:
    found = [attribute(one, known.sources, scoped=scoped) for one in words]
    found = list({(one.attribute.name, one.slot.slot): one for one in found}.values())
    if len(found) > MOST_BY:
        raise InputError(
            f"by: {len(found)} attributes are too many.", hint=f"Group by {MOST_BY} at most, filter by the rest."
        )
    return found


def _sort(
    words: str, rows: Sequence[str], shown: Sequence[Metric], by: Sequence[Wanted]
) -> tuple[Metric | None, bool, list[str]]:
    """The metric, whether the highest goes first, and how the words were read."""
    plain = words.strip()
    if not plain:
        if by and by[0].attribute.is_time:
            return None, False, []
        return next((one for one in shown if one.id == "visits"), shown[0]), True, []
    low = plain.startswith("-") or folded(plain).endswith((" asc", " ascending"))
    name = plain.lstrip("-+").strip()
    for end in (" ascending", " descending", " asc", " desc"):
        name = name.removesuffix(end)
    if by and folded(name) in (folded(by[0].attribute.label), folded(by[0].attribute.name), "date", "time"):
        return None, False, []
    meant = metric(name, rows, what="sort")
    return meant.metric, not low, [meant.note]


def _check(by: Sequence[Wanted], conditions: Sequence[Condition]) -> None:
    if conditions and not by:
        raise InputError("having: there are no rows to choose from.", hint="Say by which attribute.")
    needs = any(one.needs_payout for one in conditions)
    if needs and len(by) == MOST_BY and all(one.attribute.name != OFFER for one in by):
        raise InputError(
            f"having: payout needs the offers of each row, and {MOST_BY} attributes leave no room for them.",
            hint=f"Group by {MOST_BY - 1} at most.",
        )


def _narrowed(by: Sequence[Wanted], known: Known, *, scoped: bool) -> tuple[tuple[By, ...], list[str]]:
    """A word for a tracking field means the visits of the sources that call it so."""
    if scoped:
        return (), []
    found: list[By] = []
    notes: list[str] = []
    for one in by:
        ids = tuple(source.id for source in one.slot.sources)
        if ids and len(ids) < len(known.sources):
            names = ", ".join(sorted(source.name for source in one.slot.sources))
            found.append(By(SOURCE, any=ids))
            notes.append(f"{one.label} is a field of {names}: only visits from there count.")
    return tuple(found), notes
