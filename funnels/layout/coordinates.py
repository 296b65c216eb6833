"""How high each item of a band stands."""

from collections.abc import Collection, Sequence

from .band import Band
from .position import GAP_Y, NODE_HEIGHT

_SWEEPS = 8
_FEW_SWEEPS = 2
_MANY = 600
"""From so many items on, fewer sweeps: what is larger than a screen gains nothing a person sees from more."""
_BEND = 16
"""The height a passing way takes."""
_STRAIGHT = 8.0
"""How much more a bend holds on to its neighbours than a node does: long ways stay straight."""


Columns = Sequence[Sequence[int]]
Offsets = Sequence[Sequence[float]]
"""The middles of the items of each column when packed as tightly as allowed."""


def heights(columns: Columns, band: Band, main: Collection[int]) -> list[float]:
    """The middle of each item, top at zero. Items of `main`, one a column, stand on one line."""
    middle = [0.0] * len(band.left)
    packed = [_offsets(column, band) for column in columns]
    for column, offsets in zip(columns, packed, strict=True):
        for item, offset in zip(column, offsets, strict=True):
            middle[item] = offset
    sweeps = _FEW_SWEEPS if len(band.left) > _MANY else _SWEEPS
    for sweep in range(sweeps):
        _sweep(columns, packed, band, middle, both=sweep >= sweeps - 2, to_right=sweep % 2 == 0)
    _straighten(columns, packed, middle, main)
    top = min(middle[item] - _size(item, band) / 2 for column in columns for item in column)
    return [one - top for one in middle]


def _sweep(columns: Columns, packed: Offsets, band: Band, middle: list[float], *, both: bool, to_right: bool) -> None:
    """Move each item towards the middle of its neighbours, as far as the others in its column let it."""
    both_ways = (
        zip(columns, packed, strict=True) if to_right else zip(reversed(columns), reversed(packed), strict=True)
    )
    for column, offsets in both_ways:
        wanted, weights = [], []
        for item in column:
            near = band.left[item] if to_right else band.right[item]
            if both or not near:
                near = [*band.left[item], *band.right[item]]
            wanted.append(_median([middle[one] for one in near]) if near else middle[item])
            weights.append(_STRAIGHT if band.is_bend(item) else 1.0)
        for item, height in zip(column, _apart(offsets, wanted, weights), strict=True):
            middle[item] = height


def _straighten(columns: Columns, packed: Offsets, middle: list[float], main: Collection[int]) -> None:
    if not main:
        return
    line = _median([middle[item] for item in main])
    for column, offsets in zip(columns, packed, strict=True):
        wanted = [line if item in main else middle[item] for item in column]
        weights = [1e9 if item in main else 1.0 for item in column]
        for item, height in zip(column, _apart(offsets, wanted, weights), strict=True):
            middle[item] = line if item in main else height


def _apart(offsets: Sequence[float], wanted: list[float], weights: list[float]) -> list[float]:
    """The heights nearest to `wanted` (least squares) that keep order and distance: pool adjacent violators."""
    pools: list[tuple[float, float, int]] = []
    for height, offset, weight in zip(wanted, offsets, weights, strict=True):
        mean, total, size = height - offset, weight, 1
        while pools and pools[-1][0] > mean:
            other, other_total, other_size = pools.pop()
            mean = (mean * total + other * other_total) / (total + other_total)
            total, size = total + other_total, size + other_size
        pools.append((mean, total, size))
    means = [mean for mean, _, size in pools for _ in range(size)]
    return [mean + offset for mean, offset in zip(means, offsets, strict=True)]


def _offsets(column: Sequence[int], band: Band) -> list[float]:
    """The middles of the items of a column when packed as tightly as allowed."""
    offsets: list[float] = []
    at = 0.0
    for item in column:
        size = _size(item, band)
        offsets.append(at + size / 2)
        at += size + GAP_Y
    return offsets


def _size(item: int, band: Band) -> int:
    return _BEND if band.is_bend(item) else NODE_HEIGHT


def _median(values: list[float]) -> float:
    values = sorted(values)
    half = len(values) // 2
    return values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2
