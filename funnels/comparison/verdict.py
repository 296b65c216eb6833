"""Which arm is better, and whether that is real."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from .arm import Arm
from .belief import beliefs
from .best import best, losses
from .sample_size import needed, needed_peeking
from .sequential import always_valid_p
from .significance import p_value

ALPHA = 0.05
"""The promise: where no arm differs, at most so many splits ever have a winner, however often one looks."""

LEAST_TRIALS = 100
"""Our ruling: of every arm, before anything is said."""

LEAST_SUCCESSES = 25
"""Our ruling: of all arms together; below it the estimated variance is worth nothing."""

_SURE = 0.95
_LIKELY = 0.8
_SAME = 0.1
"""Our ruling: a difference of a tenth would matter."""


class Verdict(StrEnum):
    WINNER = "winner"
    LEADING = "leading"
    NO_DIFFERENCE = "no_difference"
    TOO_EARLY = "too_early"
    NO_DATA = "no_data"


@dataclass(frozen=True, slots=True)
class Standing:
    """An arm as it is judged. Values are of one trial: a share, or money."""

    arm: Arm
    value: float
    low: float
    high: float
    """With `low`: the central 95 % of what is believed of it."""
    best: float
    loss: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """The arms, best value first; `p` and the rest are of the first against the second.

    p-values are multiplied by the number of other arms (Bonferroni), as the first was chosen among them.
    """

    verdict: Verdict
    standings: tuple[Standing, ...]
    p: float | None
    always_valid_p: float | None
    needed: int | None
    """Trials of each of the two for 80 % power, looked at once."""
    until_sure: int | None
    """Trials of all arms, those had included, until the always valid reading is expected to be sure."""


def compare(arms: Sequence[Arm], *, money: bool) -> Judgement:
    """The order in which they are given makes no difference; equal ones are told by their keys."""
    held = beliefs(arms, money=money)
    judged = zip(arms, held, best(held), losses(held), strict=True) if arms else ()
    standings = sorted(
        (Standing(arm, arm.mean(money), *belief.interval(), chance, loss) for arm, belief, chance, loss in judged),
        key=lambda one: (not one.arm.trials, -one.value, one.arm.key),
    )
    if len(standings) < 2 or not any(one.arm.successes for one in standings):
        return Judgement(Verdict.NO_DATA, tuple(standings), None, None, None, None)
    return _judged(standings, money)


def _judged(standings: Sequence[Standing], money: bool) -> Judgement:
    first, second = standings[0].arm, standings[1].arm
    others = len(standings) - 1
    valid = max(always_valid_p(first, one.arm, money=money) for one in standings[1:])
    moments = [(one.mean(money), one.variance(money)) for one in (first, second)]
    trials = sum(one.arm.trials for one in standings)
    return Judgement(
        _verdict(standings, min(1.0, valid * others), money),
        tuple(standings),
        min(1.0, max(p_value(first, one.arm, money=money) for one in standings[1:]) * others),
        min(1.0, valid * others),
        needed(moments[0], moments[1], alpha=ALPHA / others),
        needed_peeking(moments[0], moments[1], (first.trials / trials, second.trials / trials), alpha=ALPHA / others),
    )


def _verdict(standings: Sequence[Standing], valid: float, money: bool) -> Verdict:
    if _is_small(standings):
        return Verdict.TOO_EARLY
    first = standings[0]
    if valid <= ALPHA and first.best >= _SURE:
        return Verdict.WINNER
    if first.best >= _LIKELY:
        return Verdict.LEADING
    return Verdict.NO_DIFFERENCE if _would_show(standings, money) else Verdict.TOO_EARLY


def _is_small(standings: Sequence[Standing]) -> bool:
    fewest = min(one.arm.trials for one in standings)
    return fewest < LEAST_TRIALS or sum(one.arm.successes for one in standings) < LEAST_SUCCESSES


def _would_show(standings: Sequence[Standing], money: bool) -> bool:
    """Whether every arm has had the trials in which a difference that matters would have been seen."""
    first = standings[0].arm
    mean, variance = first.mean(money), first.variance(money)
    enough = needed((mean, variance), (mean * (1 - _SAME), variance), alpha=ALPHA / (len(standings) - 1))
    return enough is not None and all(one.arm.trials >= enough for one in standings)
