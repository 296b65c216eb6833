"""How many trials it takes."""

from math import ceil
from statistics import NormalDist

from .sequential import EXPECTED_LIFT, from_difference

_NORMAL = NormalDist()
_MOST = 10**12


def needed(
    first: tuple[float, float], second: tuple[float, float], *, alpha: float = 0.05, power: float = 0.8
) -> int | None:
    """Trials of each arm to see a difference of two (mean, variance of one trial); None where there is none.

    Looked at once, two-sided.
    """
    difference = first[0] - second[0]
    if not difference:
        return None
    z = _NORMAL.inv_cdf(1 - alpha / 2) + _NORMAL.inv_cdf(power)
    return max(1, ceil(z * z * (first[1] + second[1]) / difference**2))


def needed_for_lift(rate: float, lift: float, *, alpha: float = 0.05, power: float = 0.8) -> int | None:
    """Trials of each arm to see a rate and the rate `lift` above it, where 0.1 is a tenth; None for a rate of 0."""
    better = rate * (1 + lift)
    if not 0 < better < 1:
        return None
    return needed((rate, rate * (1 - rate)), (better, better * (1 - better)), alpha=alpha, power=power)


def needed_peeking(
    first: tuple[float, float], second: tuple[float, float], shares: tuple[float, float], *, alpha: float = 0.05
) -> int | None:
    """Trials of all arms until the always valid reading sees this difference, if it stays as it is.

    `shares`: of all trials, those that come to each of the two. None where it never will.
    """
    difference = first[0] - second[0]
    if not difference or not all(shares):
        return None
    width = EXPECTED_LIFT * (first[0] * shares[0] + second[0] * shares[1]) / sum(shares)
    spread = first[1] / shares[0] + second[1] / shares[1]
    low, high = 0, 1
    while high < _MOST and from_difference(difference, spread / high, width) > alpha:
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        seen = from_difference(difference, spread / middle, width) <= alpha
        low, high = (low, middle) if seen else (middle, high)
    return high if high < _MOST else None
