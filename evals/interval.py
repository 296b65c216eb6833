"""How far a rate may be from what was measured."""

from math import comb, sqrt

_Z = 1.959964
"""Of a normal distribution, 95 % lie within so many standard deviations."""


def interval(passed: int, of: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a rate; the whole range where nothing was tried."""
    if not of:
        return 0.0, 1.0
    rate, room = passed / of, _Z * _Z / of
    middle = (rate + room / 2) / (1 + room)
    half = _Z * sqrt(rate * (1 - rate) / of + room / (4 * of)) / (1 + room)
    return max(0.0, middle - half), min(1.0, middle + half)


def all_of(passed: int, trials: int, k: int) -> float:
    """The chance that `k` trials picked from those made all passed: pass^k of one case."""
    return comb(passed, k) / comb(trials, k)
