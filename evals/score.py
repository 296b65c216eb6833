"""What trials come to, per half, kind and style."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import fmean, median, quantiles

from agent.models.base import Usage

from .interval import all_of, interval
from .trial import Trial


@dataclass(frozen=True, slots=True)
class Score:
    """Of some cases, each tried equally often. A case counts as passed by the share of its trials that did."""

    cases: int
    trials: int
    passed: int
    """Trials that passed."""
    wrong_writes: int
    broken: int
    calls: float
    """Tool calls of a trial, in the mean."""
    usage: Usage
    thinking: tuple[float, float]
    """Seconds the model needed for a turn: median, and what 95 % stay below."""
    all_k: float
    """pass^k: the mean chance that k trials of a case all pass; k is how often each was tried."""

    @property
    def pass_rate(self) -> float:
        return self.passed / self.trials if self.trials else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        return interval(self.passed, self.trials)

    @property
    def cost(self) -> Decimal | None:
        """Dollars of all trials; None where no price is known."""
        return self.usage.cost


def score(trials: Sequence[Trial]) -> Score:
    by_case: dict[str, list[Trial]] = {}
    for trial in trials:
        by_case.setdefault(trial.case.id, []).append(trial)
    waits = [turn.thinking for trial in trials for turn in trial.turns]
    return Score(
        cases=len(by_case),
        trials=len(trials),
        passed=sum(trial.passed for trial in trials),
        wrong_writes=sum(trial.wrong_write for trial in trials),
        broken=sum(bool(trial.broken) for trial in trials),
        calls=fmean(trial.calls for trial in trials) if trials else 0.0,
        usage=sum((trial.usage for trial in trials), Usage()),
        thinking=_spread(waits),
        all_k=fmean(_all_passed(some) for some in by_case.values()) if by_case else 0.0,
    )


def by(trials: Iterable[Trial], names: Callable[[Trial], Iterable[str]]) -> dict[str, Score]:
    """The score of each name that trials go by; one trial may go by several."""
    found: dict[str, list[Trial]] = {}
    for trial in trials:
        for name in names(trial):
            found.setdefault(name, []).append(trial)
    return {name: score(some) for name, some in found.items()}


def by_kind(trials: Iterable[Trial]) -> dict[str, Score]:
    return by(trials, lambda trial: (trial.case.kind,))


def by_style(trials: Iterable[Trial]) -> dict[str, Score]:
    return by(trials, lambda trial: trial.case.style)


def _all_passed(trials: Sequence[Trial]) -> float:
    return all_of(sum(trial.passed for trial in trials), len(trials), len(trials))


def _spread(waits: Sequence[float]) -> tuple[float, float]:
    if len(waits) < 2:  # quantiles need two
        return (waits[0], waits[0]) if waits else (0.0, 0.0)
    return median(waits), quantiles(waits, n=20)[-1]
