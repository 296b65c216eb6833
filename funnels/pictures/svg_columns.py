"""Boxes that stand above each other, and the gaps between them."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

CLEARANCE = 10
"""Between a connection and a node it passes."""
LANE = 9
"""Between connections that pass through the same gap."""


class Box(NamedTuple):
    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


@dataclass(slots=True)
class Column:
    """Nodes above each other; `blocked` are the heights they take, from the top, merged."""

    left: float
    right: float
    blocked: list[tuple[float, float]] = field(default_factory=list)
    lanes: set[int] = field(default_factory=set)

    def free(self, wish: float) -> float:
        """The height nearest to the wish at which a connection can pass, a lane of its own if there is one."""
        height = self._beside_nodes(wish)
        for away in (0, LANE, -LANE, 2 * LANE, -2 * LANE):
            lane = height + away
            if self._beside_nodes(lane) == lane and not {int(lane // LANE)} & self.lanes:
                height = lane
                break
        self.lanes.add(int(height // LANE))
        return height

    def _beside_nodes(self, wish: float) -> float:
        at = bisect_left(self.blocked, (wish, wish)) - 1
        for top, bottom in self.blocked[max(at, 0) : at + 2]:
            if top < wish < bottom:
                return top if wish - top < bottom - wish else bottom
        return wish


def columns_of(boxes: Iterable[Box]) -> list[Column]:
    columns: list[Column] = []
    for box in sorted(boxes):
        if columns and box.x < columns[-1].right:
            columns[-1].right = max(columns[-1].right, box.right)
        else:
            columns.append(Column(box.x, box.right))
        columns[-1].blocked.append((box.y - CLEARANCE, box.bottom + CLEARANCE))
    for column in columns:
        column.blocked = _merged(column.blocked)
    return columns


def _merged(spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for top, bottom in sorted(spans):
        if merged and top <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], bottom)
        else:
            merged.append((top, bottom))
    return merged


def lane_past(columns: Sequence[Column], wish: float) -> float:
    """The height nearest below the wish that is free in all these columns."""
    for top, bottom in _merged([span for column in columns for span in column.blocked]):
        if top < wish < bottom:
            wish = bottom + 4
    return wish
