"""A reading that stays true however often one looks, and stops when one likes it.

The mixture sequential probability ratio test [Robbins; Johari, Pekelis, Walsh]: the likelihood of the difference
seen, averaged over a bell of differences that may be, against that of none. Where there is none, the ratio ever
exceeds 1/alpha with probability alpha at most, so that its inverse is an always valid p-value. The variance is
estimated, so that the promise holds for samples that are not tiny; the verdict waits until they are not.
"""

from math import exp, inf, log

from .arm import Arm
from .significance import variance

EXPECTED_LIFT = 0.2
"""Our ruling: variants of a funnel differ by about a fifth. Others are found, too, only later."""


def always_valid_p(one: Arm, other: Arm, *, money: bool) -> float:
    if not (one.trials and other.trials):
        return 1.0
    middle = together(one, other, money=money)
    return from_difference(
        one.mean(money) - other.mean(money), variance(one, other, money=money), EXPECTED_LIFT * middle
    )


def together(one: Arm, other: Arm, *, money: bool) -> float:
    """The mean of the trials of both."""
    return (one.mean(money) * one.trials + other.mean(money) * other.trials) / (one.trials + other.trials)


def from_difference(difference: float, variance: float, width: float) -> float:
    """`variance`: of the difference as it is estimated; `width`: of the bell of differences that may be."""
    if not width:
        return 1.0
    if not variance:
        return 0.0 if difference else 1.0
    mixed = variance + width**2
    ratio = log(variance / mixed) / 2 + width**2 * difference**2 / (2 * variance * mixed)
    return min(1.0, exp(-ratio)) if ratio < inf else 0.0
