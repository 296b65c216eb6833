"""The course of a connection: between columns of nodes, through gaps, never over a node."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..funnel import Connection, Graph

Point = tuple[float, float]

_CLEARANCE = 10
"""Between a connection and a node it passes."""
_LANE = 9
"""Between connections that pass through the same gap."""
_PORT = 13
"""Between the ends of connections at the same node."""
_ROUND = 12
_WINDING = 8
"""Columns up to which a connection takes the nearest gap in each."""
_FAR = 40
"""Columns up to which one free height is looked for."""


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


@dataclass(frozen=True, slots=True)
class Way:
    """As an SVG path, and points along it where a label may stand, best first."""

    path: str
    label_points: tuple[Point, ...]
    points: tuple[Point, ...]


@dataclass(slots=True)
class _Column:
    """Nodes above each other; `blocked` are the heights they take, from the top, merged."""

    left: float
    right: float
    blocked: list[tuple[float, float]] = field(default_factory=list)
    lanes: set[int] = field(default_factory=set)

    def free(self, wish: float) -> float:
        """The height nearest to the wish at which a connection can pass, a lane of its own if there is one."""
        height = self._beside_nodes(wish)
        for away in (0, _LANE, -_LANE, 2 * _LANE, -2 * _LANE):
            lane = height + away
            if self._beside_nodes(lane) == lane and not {int(lane // _LANE)} & self.lanes:
                height = lane
                break
        self.lanes.add(int(height // _LANE))
        return height

    def _beside_nodes(self, wish: float) -> float:
        at = bisect_left(self.blocked, (wish, wish)) - 1
        for top, bottom in self.blocked[max(at, 0) : at + 2]:
            if top < wish < bottom:
                return top if wish - top < bottom - wish else bottom
        return wish


class Courses:
    """Finds the ways among these boxes. Ways share gaps, so ask for each connection once and in order."""

    def __init__(self, graph: Graph, boxes: Mapping[str, Box]) -> None:
        self._boxes = boxes
        self._columns = _columns(boxes.values())
        self._lefts = [column.left for column in self._columns]
        self._start = _ports(graph, boxes, leaving=True)
        self._end = _ports(graph, boxes, leaving=False)
        self._loops = 0
        self._bottom = max((box.bottom for box in boxes.values()), default=0) + 2 * _CLEARANCE

    def of(self, number: int, connection: Connection) -> Way:
        """The way of the connection with this number in the graph."""
        source, target = self._boxes[connection.id_source_node], self._boxes[connection.id_target_node]
        start = source.right, source.middle + self._start[number]
        end = target.x, target.middle + self._end[number]
        first, last = self._column_of(source), self._column_of(target)
        passed = self._columns[first + 1 : last]
        if len(passed) > _WINDING:
            return self._far(start, end, passed)
        if first < last:
            return self._forward(start, end, passed)
        if target.x > source.right:
            return self._forward(start, end, ())
        return self._back(start, end, self._columns[last : first + 1])

    def _column_of(self, box: Box) -> int:
        return bisect_left(self._lefts, box.x + 1) - 1

    def _forward(self, start: Point, end: Point, passed: Sequence[_Column]) -> Way:
        path = f"M{_n(start[0])} {_n(start[1])}"
        at = start
        firsts: list[Point] = []
        points = [start]
        for column in passed:
            middle = (column.left + column.right) / 2
            height = column.free(start[1] + (end[1] - start[1]) * (middle - start[0]) / (end[0] - start[0]))
            entry, leave = (column.left, height), (column.right, height)
            path += f"{_curve(at, entry)}L{_n(leave[0])} {_n(height)}"
            firsts += _along(at, entry)
            points += [entry, leave]
            at = leave
        return Way(path + _curve(at, end), tuple(firsts + _along(at, end)), (*points, end))

    def _far(self, start: Point, end: Point, passed: Sequence[_Column]) -> Way:
        """Straight along one height that is free all the way, or below everything."""
        lane = self._height(passed, (start[1] + end[1]) / 2)
        entry, leave = (passed[0].left, lane), (passed[-1].right, lane)
        path = f"M{_n(start[0])} {_n(start[1])}{_curve(start, entry)}L{_n(leave[0])} {_n(lane)}{_curve(leave, end)}"
        return Way(path, tuple(_along(start, entry) + _along(leave, end)), (start, entry, leave, end))

    def _back(self, start: Point, end: Point, around: Sequence[_Column]) -> Way:
        """Out to the right, below or between the nodes back to the left, and in again from the left."""
        out = start[0] + 18 + self._loops % 4 * 7
        into = end[0] - 24 - self._loops % 4 * 7
        lane = self._height(around, max(start[1], end[1]))
        corners = [start, (out, start[1]), (out, lane), (into, lane), (into, end[1]), end]
        label = tuple(((out * share + into * (1 - share)), lane) for share in (0.75, 0.5, 0.9, 0.25))
        return Way(_rounded(corners), label, tuple(corners))

    def _height(self, columns: Sequence[_Column], wish: float) -> float:
        """Where a way can run straight past all these columns; several seldom run at the same height."""
        self._loops += 1
        apart = self._loops % 4 * _LANE
        return _lane(columns, wish + apart) if len(columns) <= _FAR else self._bottom + apart


def _columns(boxes: Iterable[Box]) -> list[_Column]:
    columns: list[_Column] = []
    for box in sorted(boxes):
        if columns and box.x < columns[-1].right:
            columns[-1].right = max(columns[-1].right, box.right)
        else:
            columns.append(_Column(box.x, box.right))
        columns[-1].blocked.append((box.y - _CLEARANCE, box.bottom + _CLEARANCE))
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


def _lane(columns: Sequence[_Column], wish: float) -> float:
    """The height nearest below the wish that is free in all these columns."""
    for top, bottom in _merged([span for column in columns for span in column.blocked]):
        if top < wish < bottom:
            wish = bottom + 4
    return wish


def _ports(graph: Graph, boxes: Mapping[str, Box], *, leaving: bool) -> dict[int, float]:
    """How far from the middle of its node each connection starts or ends, so that they do not cross there."""
    ends: dict[str, list[tuple[float, int]]] = {}
    for number, one in enumerate(graph.connections):
        source, target = boxes[one.id_source_node], boxes[one.id_target_node]
        steep = _steepness(source, target) if leaving else -_steepness(source, target)
        here = one.id_source_node if leaving else one.id_target_node
        ends.setdefault(here, []).append((abs(steep) if target.x <= source.right else steep, number))
    offsets: dict[int, float] = {}
    for id, found in ends.items():
        gap = min(_PORT, (boxes[id].height - 20) / max(len(found) - 1, 1))
        for place, (_, number) in enumerate(sorted(found)):
            offsets[number] = (place - (len(found) - 1) / 2) * gap
    return offsets


def _steepness(source: Box, target: Box) -> float:
    """Downwards is more; what runs back goes below everything."""
    distance = target.x - source.right
    return (target.middle - source.middle) / distance if distance > 0 else 1e9 - distance


def _curve(start: Point, end: Point) -> str:
    bend = max((end[0] - start[0]) / 2, 20)
    return f"C{_n(start[0] + bend)} {_n(start[1])} {_n(end[0] - bend)} {_n(end[1])} {_n(end[0])} {_n(end[1])}"


def _along(start: Point, end: Point) -> list[Point]:
    """Points on the curve between both, its middle first."""
    bend = max((end[0] - start[0]) / 2, 20)
    return [
        (
            _bezier(start[0], start[0] + bend, end[0] - bend, end[0], at),
            _bezier(start[1], start[1], end[1], end[1], at),
        )
        for at in (0.5, 0.42, 0.58, 0.34, 0.66)
    ]


def _bezier(one: float, two: float, three: float, four: float, at: float) -> float:
    rest = 1 - at
    return rest**3 * one + 3 * rest**2 * at * two + 3 * rest * at**2 * three + at**3 * four


def _rounded(corners: Sequence[Point]) -> str:
    """Straight lines with round corners."""
    path = f"M{_n(corners[0][0])} {_n(corners[0][1])}"
    for before, corner, after in zip(corners, corners[1:], corners[2:], strict=False):
        enter, leave = _towards(corner, before), _towards(corner, after)
        path += f"L{_n(enter[0])} {_n(enter[1])}Q{_n(corner[0])} {_n(corner[1])} {_n(leave[0])} {_n(leave[1])}"
    return path + f"L{_n(corners[-1][0])} {_n(corners[-1][1])}"


def _towards(corner: Point, other: Point) -> Point:
    away = abs(other[0] - corner[0]) + abs(other[1] - corner[1])
    share = min(_ROUND, away / 2) / away if away else 0
    return corner[0] + (other[0] - corner[0]) * share, corner[1] + (other[1] - corner[1]) * share


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
