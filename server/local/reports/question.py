"""A drilldown as it was asked, checked.

Our rulings where the contract is silent: up to four levels; unknown columns are refused with the nearest names; a
level's own filters are filters of the whole report, totals included, besides choosing the level's rows; `mixed` is a
tree where a journey is among the levels, and flat otherwise.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from funnels.reports import METRIC, METRICS, Of, needed
from funnels.wire import Json

from ..refusal import invalid
from ..storage import Store
from .condition import Condition, column, condition
from .dimension import Clock, Dimension, dimension
from .filters import Filter, chosen
from .period import Period, period
from .zones import zone

MOST_LEVELS = 4

_RATES = {
    "ctr": ["landerClicks", "landerViews", "offerClicks", "offerViews"],
    "cvr": ["conversions", "visits"],
    "epv": ["conversions", "visits", "revenue"],
}
"""The metrics that chances to win are computed from."""


@dataclass(frozen=True, slots=True)
class Sorting:
    level: int | None
    """Of the level whose values are sorted; None for a metric."""
    metric: str
    descending: bool


@dataclass(frozen=True, slots=True)
class Question:
    period: Period
    by_event: bool
    levels: tuple[Dimension, ...]
    level_filters: tuple[Filter | None, ...]
    filters: tuple[Filter, ...]
    metrics: tuple[str, ...]
    conditions: tuple[Condition, ...]
    sorting: tuple[Sorting, ...]
    is_tree: bool
    shows_archived: bool
    only_converted: bool
    rates: frozenset[str]
    """Which chances to win are asked for: ctr, cvr, epv."""

    @property
    def base(self) -> list[str]:
        """The base metrics to count; visits among them, for a row with visits is always there."""
        return needed([*self.shown_or_used, "visits", *_of_rates(self.rates)])

    @property
    def shown_or_used(self) -> list[str]:
        used = [*(one.metric for one in self.conditions), *(one.metric for one in self.sorting)]
        return list(dict.fromkeys([*self.metrics, *filter(None, used)]))

    @property
    def depths(self) -> tuple[int, ...]:
        """How many levels the rows have that are counted; 0 for the totals."""
        last = len(self.levels)
        wanted = {0, last}
        of = {METRIC[metric].of for metric in self.shown_or_used}
        if self.is_tree or self.rates:
            wanted |= set(range(last))
        if Of.PARENT in of and last:
            wanted.add(last - 1)
        if Of.TOP in of and last:
            wanted.add(1)
        return tuple(sorted(wanted))


def question(body: Json, store: Store) -> Question:
    asked, options = body["attributes"], body.get("options") or {}
    if len(asked) > MOST_LEVELS:
        raise invalid("attributes", f"must have at most {MOST_LEVELS} levels, not {len(asked)}")
    by_event = options.get("timeAttribution") == "event"
    clock = Clock(zone(body.get("timezone", "UTC")), period(body), by_event)
    levels = tuple(dimension(one, f"attributes[{at}]", clock, store) for at, one in enumerate(asked))
    view = options.get("viewType", "tree")
    return Question(
        period=clock.period,
        by_event=by_event,
        levels=levels,
        level_filters=tuple(map(chosen, levels, asked)),
        filters=filters(body.get("topLevelFilters") or [], "topLevelFilters", clock, store),
        metrics=tuple(dict.fromkeys(body.get("metrics") or [metric.id for metric in METRICS])),
        conditions=tuple(
            condition(one, f"columnFilters[{at}]", levels) for at, one in enumerate(body.get("columnFilters") or [])
        ),
        sorting=_sorting(body.get("sorting") or [{}], levels),
        is_tree=view == "tree" or (view == "mixed" and any(level.is_journey for level in levels)),
        shows_archived=options.get("showArchivedAssets", True),
        only_converted=options.get("onlyConvertedHits", False),
        rates=frozenset(rate for rate in _RATES if options.get(f"compute{rate.upper()}ConfidenceRate")),
    )


def filters(asked: Sequence[Json], place: str, clock: Clock, store: Store) -> tuple[Filter, ...]:
    found = (chosen(dimension(one, f"{place}[{at}]", clock, store), one) for at, one in enumerate(asked))
    return tuple(one for one in found if one)


def _sorting(asked: Sequence[Json], levels: Sequence[Dimension]) -> tuple[Sorting, ...]:
    found = []
    for at, one in enumerate(asked):
        level, metric = column(one.get("columnName", "visits"), f"sorting[{at}].columnName", levels)
        found.append(Sorting(level, metric, one.get("order", "desc") == "desc"))
    return tuple(found)


def _of_rates(rates: frozenset[str]) -> list[str]:
    return [metric for rate in sorted(rates) for metric in _RATES[rate]]
