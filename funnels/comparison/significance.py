"""Two arms compared as if one looked once: the chance of such a difference where there is none."""

from math import inf, sqrt
from statistics import NormalDist

import numpy as np

from .arm import Arm

_NORMAL = NormalDist()

_FEW = 5
"""Below this many expected successes or failures the normal approximation fails, and Fisher's test is exact."""

_ALIKE = 1e-10
"""Nats within which two tables are equally likely: their likelihoods are sums that round."""


def p_value(one: Arm, other: Arm, *, money: bool) -> float:
    """Two-sided; 1 without trials in both."""
    if not (one.trials and other.trials):
        return 1.0
    if not money and _few(one, other):
        return _fisher(one, other)
    return 2 * (1 - _NORMAL.cdf(abs(distance(one, other, money=money))))


def distance(one: Arm, other: Arm, *, money: bool) -> float:
    """The difference in its standard errors; rates share a variance, as they would without a difference."""
    error = sqrt(variance(one, other, money=money))
    difference = one.mean(money) - other.mean(money)
    if error:
        return difference / error
    return inf if difference else 0.0


def variance(one: Arm, other: Arm, *, money: bool) -> float:
    """Of the difference of the means."""
    if money:
        return one.variance(True) / one.trials + other.variance(True) / other.trials
    rate = (one.successes + other.successes) / (one.trials + other.trials)
    return rate * (1 - rate) * (1 / one.trials + 1 / other.trials)


def _few(one: Arm, other: Arm) -> bool:
    successes = one.successes + other.successes
    whole = one.trials + other.trials
    smaller = min(one.trials, other.trials)
    return smaller * min(successes, whole - successes) / whole < _FEW


def _fisher(one: Arm, other: Arm) -> float:
    """All tables with the same margins that are at most as likely as this one.

    By the ratios of neighbouring tables, as the numbers of ways grow too long to count.
    """
    successes = one.successes + other.successes
    least, most = max(0, successes - other.trials), min(successes, one.trials)
    counts = np.arange(least, most, dtype=np.float64)
    ratios = (one.trials - counts) * (successes - counts) / (counts + 1) / (other.trials - successes + counts + 1)
    chances = np.concatenate([[0.0], np.cumsum(np.log(ratios))])
    ways = np.exp(chances - chances.max())
    return float(ways[chances <= chances[one.successes - least] + _ALIKE].sum() / ways.sum())
