"""What is believed of an arm after its trials."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import lgamma, sqrt

import numpy as np
import numpy.typing as npt

from .arm import Arm

Floats = npt.NDArray[np.float64]

_POINTS = 4000
_TAIL = 36.0
"""Nats that the density has fallen by where the grid ends."""


@dataclass(frozen=True)
class Belief:
    """A beta distribution over 0..scale: of a rate with scale 1, of revenue with that of one success."""

    alpha: float
    beta: float
    scale: float = 1.0

    @property
    def mean(self) -> float:
        return self.scale * self.alpha / (self.alpha + self.beta)

    @property
    def deviation(self) -> float:
        whole = self.alpha + self.beta
        return self.scale * sqrt(self.alpha * self.beta / (whole + 1)) / whole

    def interval(self, mass: float = 0.95) -> tuple[float, float]:
        """Central: as much lies below as above."""
        places, below = self.grid
        low, high = np.interp([(1 - mass) / 2, (1 + mass) / 2], below, places)
        return float(low), float(high)

    def below(self, places: Floats) -> Floats:
        """The probability of less, at each of these places."""
        own, below = self.grid
        found: Floats = np.interp(places, own, below, left=0.0, right=1.0)
        return found

    @cached_property
    def grid(self) -> tuple[Floats, Floats]:
        """Places from the smallest that matters to the largest, and the probability of less than each.

        Over the logit of the rate, where a beta distribution has one smooth peak however small the rate is.
        """
        logits = np.linspace(*self._reach(), _POINTS)
        over = np.logaddexp(0, -logits)
        under = np.logaddexp(0, logits)
        constant = lgamma(self.alpha + self.beta) - lgamma(self.alpha) - lgamma(self.beta)
        density = np.exp(constant - self.alpha * over - self.beta * under)
        summed = np.concatenate([[0.0], np.cumsum((density[1:] + density[:-1]) / 2)])
        return self.scale * np.exp(-over), summed / summed[-1]

    def _reach(self) -> tuple[float, float]:
        """Beyond these logits lies nothing: tails fall like exp(alpha z) and exp(-beta z), the peak like a bell."""
        peak = float(np.log(self.alpha / self.beta))
        bell = 9 * sqrt(1 / self.alpha + 1 / self.beta)
        return peak - max(bell, _TAIL / self.alpha), peak + max(bell, _TAIL / self.beta)


def beliefs(arms: Sequence[Arm], *, money: bool) -> list[Belief]:
    """Our ruling for the prior: each arm starts as if it had had one success at the rate of all arms together.

    Revenue is the rate times what a success brings: what an arm's own successes brought on average, that of all
    arms where it had none. As far as payouts differ within an arm, its belief is wider by their spread, yet what
    a success brings is never in more doubt than if one payout alone had told of it.
    """
    together = sum(arm.trials for arm in arms), sum(arm.successes for arm in arms)
    prior = (together[0] + 2) / (together[1] + 1) - 1
    worth = sum(arm.revenue for arm in arms) / together[1] if together[1] else 0.0
    return [_belief(arm, prior, (arm.worth if arm.successes else worth) if money else None) for arm in arms]


def _belief(arm: Arm, prior: float, worth: float | None) -> Belief:
    alpha, beta = arm.successes + 1.0, arm.trials - arm.successes + prior
    if worth is None:
        return Belief(alpha, beta)
    if not (arm.spread and arm.successes and worth):
        return Belief(alpha, beta, worth or 1e-9)
    return _widened(alpha, beta, worth, min(arm.spread**2 / arm.successes, 1.0))


def _widened(alpha: float, beta: float, worth: float, doubt: float) -> Belief:
    """The beta distribution with the mean and variance of rate times worth.

    `doubt`: the relative variance of worth, 1 at most; up to there the density stays so flat that its interval holds
    the mean.
    Over four times the worth, so that revenue above the worth of a single success is possible.
    """
    rate = alpha / (alpha + beta)
    relative = (1 - rate) / (rate * (alpha + beta + 1))
    relative += doubt * (1 + relative)
    share = rate / 4
    strength = (1 - share) / (share * relative) - 1
    return Belief(share * strength, (1 - share) * strength, 4 * worth)
