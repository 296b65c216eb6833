"""What visitors do on pages: how often they click and buy, and for whom it is more or less often than usual."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

Traits = Mapping[str, str]
"""What is known of a visit: country, device, weekday, source, funnel, tracking fields by alias; and the ids of the
page it is on and of the first it saw, as `page` and `first`."""


class Step(StrEnum):
    CLICK = "click"
    """From a page on to the next."""
    BUY = "buy"
    """On an offer: what makes a conversion."""


@dataclass(frozen=True, slots=True)
class Habit:
    """For these visits a step is `factor` times as likely as usual; 0 for never."""

    step: Step
    factor: float
    of: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Trait -> its values; all traits must fit."""
    since: date | None = None
    until: date | None = None
    """The first day on which it is over."""

    def fits(self, day: date, traits: Traits) -> bool:
        if (self.since and day < self.since) or (self.until and day >= self.until):
            return False
        return all(traits.get(name, "") in values for name, values in self.of.items())


@dataclass(frozen=True)
class Behaviour:
    """The true chances, which reports can only estimate."""

    clicks: Mapping[str, Mapping[int, float]]
    """Page id -> number of the button -> chance that it is what a usual visitor clicks."""
    buys: Mapping[str, float]
    """Page id of an offer -> chance that a usual visitor buys."""
    habits: tuple[Habit, ...] = ()

    def clicking(self, page: str, day: date, traits: Traits) -> dict[int, float]:
        """The chance of each button; together at most 1."""
        usual = self.clicks.get(page, {})
        factor = self._factor(Step.CLICK, day, traits)
        whole = max(1.0, factor * sum(usual.values()))
        return {number: factor * chance / whole for number, chance in usual.items()}

    def buying(self, page: str, day: date, traits: Traits) -> float:
        return min(1.0, self.buys.get(page, 0.0) * self._factor(Step.BUY, day, traits))

    def _factor(self, step: Step, day: date, traits: Traits) -> float:
        factor = 1.0
        for habit in self._by_step[step]:
            if habit.fits(day, traits):
                factor *= habit.factor
        return factor

    @cached_property
    def _by_step(self) -> dict[Step, list[Habit]]:
        return {step: [one for one in self.habits if one.step is step and one.factor != 1] for step in Step}


def chosen(chances: Mapping[int, float], luck: float) -> int:
    """The button that a number in [0, 1) stands for; 0 for none."""
    for number, chance in chances.items():
        if luck < chance:
            return number
        luck -= chance
    return 0
