from collections.abc import Sequence

import numpy as np

from .belief import Belief, Floats


def best(beliefs: Sequence[Belief]) -> list[float]:
    """The probability of each to be the largest; together 1."""
    shares = [float(np.sum(mass)) for mass in _largest(beliefs)[1]]
    return [share / sum(shares) for share in shares]


def losses(beliefs: Sequence[Belief]) -> list[float]:
    """What is lost on average by taking this one instead of the truly best, in the unit of the values."""
    middles, masses = _largest(beliefs)
    largest = float(sum(np.sum(mass * middles) for mass in masses) / sum(np.sum(mass) for mass in masses))
    return [max(largest - one.mean, 0.0) for one in beliefs]


def _largest(beliefs: Sequence[Belief]) -> tuple[Floats, list[Floats]]:
    """Places, and for each belief the probability to lie there with all others below."""
    thinned = max(1, len(beliefs) // 2)
    places = np.unique(np.concatenate([one.grid[0][::thinned] for one in beliefs]))
    below = np.array([one.below(places) for one in beliefs])
    before = _products(below)
    after = _products(below[::-1])[::-1]
    others = before * after
    masses = np.diff(below, axis=1) * (others[:, 1:] + others[:, :-1]) / 2
    return (places[1:] + places[:-1]) / 2, list(masses)


def _products(rows: Floats) -> Floats:
    """For each row, all rows above it multiplied."""
    found = np.ones_like(rows)
    np.cumprod(rows[:-1], axis=0, out=found[1:])
    return found
