"""From top to bottom: the order within each column, with few crossings."""

from collections.abc import Iterator

from .band import Band
from .crossings import Neighbours, crossings
from .sift import sift

_WORK = 12_000
"""Items times sweeps: small funnels are tried from many starts, large ones are still placed quickly."""
_MOST_STARTS = 16
_MOST_SWEEPS = 24
_PATIENCE = 4
"""Sweeps without a gain before a start is given up."""
_SIFTS = 2

Columns = list[list[int]]


def ordered(band: Band) -> Columns:
    """The columns of the band in the best order found; the same band gives the same order."""
    best: Columns = []
    fewest = None
    work = 0
    for columns in _starts(band):
        found, sweeps = _swept(columns, band)
        count = crossings(found, band)
        for _ in range(_SIFTS if count else 0):
            sift(found, band)
            count = crossings(found, band)
        if fewest is None or count < fewest:
            best, fewest = found, count
        work += sweeps * len(band.left)
        if not fewest or work > _WORK:
            break
    return best


def _starts(band: Band) -> Iterator[Columns]:
    """The order of the walk, then mixtures of it that are always the same."""
    yield [list(column) for column in band.columns]
    for number in range(1, _MOST_STARTS):
        mixed = [(item * (number * 40503 + 1)) % 65537 for item in range(len(band.left))]
        yield [sorted(column, key=mixed.__getitem__) for column in band.columns]


def _swept(columns: Columns, band: Band) -> tuple[Columns, int]:
    best, fewest, idle, sweep = _copy(columns), crossings(columns, band), 0, 0
    while fewest and idle < _PATIENCE and sweep < _MOST_SWEEPS:
        _sweep(columns, band, to_right=sweep % 2 == 0, turned=sweep % 4 > 1)
        count = crossings(columns, band)
        sweep, idle = sweep + 1, idle + 1
        if count < fewest:
            best, fewest, idle = _copy(columns), count, 0
    return best, sweep


def _sweep(columns: Columns, band: Band, *, to_right: bool, turned: bool) -> None:
    """Sort each column by the mean place of the neighbours in the column just sorted; `turned` turns equals over."""
    neighbours = band.left if to_right else band.right
    numbers = range(1, len(columns)) if to_right else range(len(columns) - 2, -1, -1)
    for number in numbers:
        fixed = columns[number - 1 if to_right else number + 1]
        place = {item: at for at, item in enumerate(fixed)}
        means = _means(columns[number], neighbours, place)
        if turned:
            columns[number].reverse()
        columns[number].sort(key=means.__getitem__)


def _means(column: list[int], neighbours: Neighbours, place: dict[int, int]) -> dict[int, float]:
    """An item without neighbours there stays with the one above it."""
    means: dict[int, float] = {}
    last = -1.0
    for item in column:
        if near := neighbours[item]:
            last = sum([place[one] for one in near]) / len(near)
        means[item] = last
    return means


def _copy(columns: Columns) -> Columns:
    return [list(column) for column in columns]
