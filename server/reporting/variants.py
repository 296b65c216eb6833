"""The arms of a split with their numbers out of the account's reports."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import sqrt

from anyio import to_thread

from funnels.comparison import LEAST_SUCCESSES, Arm, Judgement, compare

from ..tracker import Tracker
from ..tracker.reporting_answers import Row
from ..tracker.reporting_questions import By, Question, Span
from .measures import Measure, measure, measures, usual
from .splits import SplitArm, SplitStep
from .strangers import said as shown

_ATTRIBUTES = {"lander": "Element: Lander", "offer": "Element: Offer", "step": "Element: Node"}
_FEWEST_DAYS = 5
"""With conversions, below which their revenue says nothing of how it varies."""


@dataclass(frozen=True, slots=True)
class Day:
    """Numbers of one arm on one day, by the metric."""

    date: str
    values: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Variants:
    """What is compared, and how it came out."""

    split: SplitStep
    measure: Measure
    judged: Judgement
    """Of the running arms, by their ids."""
    others: tuple[tuple[Arm, str, str], ...]
    """Arms that are not running: their numbers, name, and `paused`, `archived` or `removed`."""
    days: int
    """With any traffic on the arms."""
    stands_in: bool
    """Clicks decide, as conversions are too few to."""
    capped: bool
    """More successes than trials were counted somewhere."""

    def arm(self, id: str) -> SplitArm:
        return next(one for one in self.split.arms if one.id == id)

    @property
    def trials(self) -> int:
        return sum(one.arm.trials for one in self.judged.standings)


async def variants(tracker: Tracker, funnel: str, split: SplitStep, said: str, span: Span, zone: str) -> Variants:
    """`said`: the metric in any words; empty for what decides usually. InputError for one that cannot judge."""
    wanted = measure(split.by, said) if said else None
    daily, names = await _daily(tracker, funnel, split, span, zone)
    chosen = wanted or usual(split.by, _sums(daily.values()), LEAST_SUCCESSES)
    running = [one.id for one in split.arms if one.weight > 0 and not one.is_archived]
    arms = {id: _arm(id, days, chosen) for id, days in daily.items()}
    known = {one.id: one for one in split.arms}
    others = [id for id in dict.fromkeys([*known, *arms]) if id not in running]
    judging = partial(compare, [arms.get(id, Arm(id, 0, 0)) for id in running], money=chosen.money)
    return Variants(
        split,
        chosen,
        await to_thread.run_sync(judging),
        tuple((arms.get(id, Arm(id, 0, 0)), _name(id, known, names), _state(known.get(id))) for id in others),
        len({day.date for days in daily.values() for day in days if day.values.get(chosen.trials)}),
        not said and not chosen.money,
        any(_total(days, chosen.successes) > _total(days, chosen.trials) for days in daily.values()),
    )


async def _daily(
    tracker: Tracker, funnel: str, split: SplitStep, span: Span, zone: str
) -> tuple[dict[str, list[Day]], dict[str, str]]:
    """Days of each arm that had any, and the names of arms."""
    metrics = tuple(dict.fromkeys(name for one in measures(split.by) for name in one.metrics))
    question = Question(
        span, zone, by=_groupings(split), filters=(By("Element: Funnel", any=(funnel,)),), metrics=metrics
    )
    found = await tracker.whole_drilldown(question)
    days: dict[str, list[Day]] = defaultdict(list)
    names: dict[str, str] = {}
    for row in found.rows:
        arm, date = row.keys[-2], row.keys[-1]
        if arm.id:
            days[arm.id].append(Day(date.id or "", _values(row)))
            names[arm.id] = arm.name
    return dict(days), names


def _groupings(split: SplitStep) -> tuple[By, ...]:
    """Pages are counted where this step shows them: elsewhere other visitors see them."""
    date = By("Time: Date")
    if split.by == "step":
        return (By(_ATTRIBUTES["step"], any=tuple(one.id for one in split.arms)), date)
    return (By("Element: Node", any=(split.node,)), By(_ATTRIBUTES[split.by]), date)


def _arm(id: str, days: Sequence[Day], measure: Measure) -> Arm:
    trials = round(_total(days, measure.trials))
    successes = min(round(_total(days, measure.successes)), trials)
    return Arm(id, trials, successes, _total(days, "revenue"), spread(days) if measure.money else 0.0)


def spread(days: Iterable[Day]) -> float:
    """The standard deviation of what one conversion brings over its mean, from how daily averages stray."""
    known = [(day.values["conversions"], day.values["revenue"]) for day in days if day.values.get("conversions")]
    count = sum(conversions for conversions, _ in known)
    mean = sum(revenue for _, revenue in known) / count if count else 0.0
    if len(known) < _FEWEST_DAYS or not mean:
        return 0.0
    strayed = sum(conversions * (revenue / conversions - mean) ** 2 for conversions, revenue in known)
    return sqrt(strayed / (len(known) - 1)) / mean


def _total(days: Iterable[Day], metric: str) -> float:
    return sum(day.values.get(metric, 0.0) for day in days)


def _sums(many: Iterable[Sequence[Day]]) -> dict[str, int]:
    days = [day for one in many for day in one]
    return {name: round(_total(days, name)) for name in {key for day in days for key in day.values}}


def _values(row: Row) -> dict[str, float]:
    return {name: float(value or 0) for name, value in row.values.items()}


def _state(arm: SplitArm | None) -> str:
    if arm is None:
        return "removed"
    return "archived" if arm.is_archived else "paused"


def _name(id: str, known: Mapping[str, SplitArm], names: Mapping[str, str]) -> str:
    return known[id].name if id in known else shown(names.get(id) or id)
