from bisect import bisect_right, insort
from collections.abc import Sequence
from itertools import pairwise

from .band import Band

Neighbours = Sequence[Sequence[int]]


def crossings(columns: Sequence[Sequence[int]], band: Band) -> int:
    """How many pairs of ways cross between neighbouring columns."""
    return sum(_between(column, following, band.right) for column, following in pairwise(columns))


def _between(column: Sequence[int], following: Sequence[int], right: Neighbours) -> int:
    place = {item: at for at, item in enumerate(following)}
    ends: list[int] = []
    count = 0
    for item in column:
        targets = sorted(place[target] for target in right[item])
        for target in targets:
            count += len(ends) - bisect_right(ends, target)
        for target in targets:
            insort(ends, target)
    return count
