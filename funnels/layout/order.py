"""From top to bottom: the order within each column, with few crossings."""

from .band import Band
from .crossings import Neighbours, crossings, pair_crossings

_WORK = 40_000
"""Items times sweeps: small funnels get many sweeps, large ones are still placed quickly."""
_MOST_SWEEPS = 24
_FEWEST_SWEEPS = 6
_SMALL = 600
"""Items up to which neighbours are swapped one by one after every sweep."""


def ordered(band: Band) -> list[list[int]]:
    """The columns of the band in the best order found; the same band gives the same order."""
    columns = [list(column) for column in band.columns]
    items = len(band.left)
    best, fewest = [list(column) for column in columns], crossings(columns, band)
    idle = 0
    for sweep in range(max(_FEWEST_SWEEPS, min(_MOST_SWEEPS, _WORK // items))):
        if not fewest or idle > 5:
            break
        _sweep(columns, band, to_right=sweep % 2 == 0)
        if items <= _SMALL:
            _swap_neighbours(columns, band)
        count = crossings(columns, band)
        idle += 1
        if count < fewest:
            best, fewest, idle = [list(column) for column in columns], count, 0
    return best


def _sweep(columns: list[list[int]], band: Band, *, to_right: bool) -> None:
    """Sort each column by the mean place of the neighbours in the column just sorted."""
    neighbours = band.left if to_right else band.right
    numbers = range(1, len(columns)) if to_right else range(len(columns) - 2, -1, -1)
    for number in numbers:
        fixed = columns[number - 1 if to_right else number + 1]
        place = {item: at for at, item in enumerate(fixed)}
        columns[number].sort(key=_means(columns[number], neighbours, place).__getitem__)


def _means(column: list[int], neighbours: Neighbours, place: dict[int, int]) -> dict[int, float]:
    """An item without neighbours there stays after the one above it."""
    means: dict[int, float] = {}
    last = -1.0
    for item in column:
        if near := neighbours[item]:
            last = sum([place[one] for one in near]) / len(near)
        means[item] = last
    return means


def _swap_neighbours(columns: list[list[int]], band: Band) -> None:
    improved = True
    rounds = 0
    while improved and rounds < 8:
        improved = False
        rounds += 1
        for number, column in enumerate(columns):
            improved = _swap_in(column, number, columns, band) or improved


def _swap_in(column: list[int], number: int, columns: list[list[int]], band: Band) -> bool:
    sides = [
        _places(column, neighbours, columns[other])
        for neighbours, other in ((band.left, number - 1), (band.right, number + 1))
        if 0 <= other < len(columns)
    ]
    improved = False
    for at in range(len(column) - 1):
        upper, lower = column[at], column[at + 1]
        now = sum(pair_crossings(side[upper], side[lower]) for side in sides)
        if now and now > sum(pair_crossings(side[lower], side[upper]) for side in sides):
            column[at], column[at + 1] = lower, upper
            improved = True
    return improved


def _places(column: list[int], neighbours: Neighbours, other: list[int]) -> dict[int, list[int]]:
    place = {item: at for at, item in enumerate(other)}
    return {item: sorted(place[one] for one in neighbours[item]) for item in column}
