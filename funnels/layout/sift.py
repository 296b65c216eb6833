"""Moving single items up or down their column where that saves crossings."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from .band import Band
from .crossings import Neighbours

_REACH = 12
"""How far an item looks up and down its column; farther hardly ever helps and costs much."""

Sides = Sequence[dict[int, list[int]]]


def sift(columns: list[list[int]], band: Band) -> None:
    """Move every item to the best of the places near it; the number of crossings never grows."""
    for number, column in enumerate(columns):
        sides = [
            _places(column, neighbours, columns[other])
            for neighbours, other in ((band.left, number - 1), (band.right, number + 1))
            if 0 <= other < len(columns)
        ]
        for item in tuple(column):
            at = column.index(item)
            best = _best_place(column, at, sides)
            if best != at:
                column.insert(best, column.pop(at))


def _places(column: list[int], neighbours: Neighbours, other: list[int]) -> dict[int, list[int]]:
    place = {item: at for at, item in enumerate(other)}
    return {item: sorted([place[one] for one in neighbours[item]]) for item in column}


def _best_place(column: list[int], at: int, sides: Sides) -> int:
    best, least = at, 0
    for step in (1, -1):
        change = 0
        for place in range(at + step, at + step * (_REACH + 1), step):
            if not 0 <= place < len(column):
                break
            change += step * sum([_more_below(side[column[at]], side[column[place]]) for side in sides])
            if change < least:
                best, least = place, change
    return best


def _more_below(one: list[int], other: list[int]) -> int:
    """How many crossings more there are with `one` below `other` than above it, by the places they lead to."""
    if not one or not other:
        return 0
    if one[-1] < other[0]:
        return len(one) * len(other)
    if one[0] > other[-1]:
        return -len(one) * len(other)
    return sum([len(other) - bisect_right(other, place) - bisect_left(other, place) for place in one])
