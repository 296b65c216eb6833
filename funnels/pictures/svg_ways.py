"""The course of a connection: between columns of nodes, through gaps, never over a node."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..funnel import Connection, Graph
from .svg_columns import CLEARANCE, LANE, Box, Column, columns_of, lane_past
from .svg_curves import Point, along, curve, line_to, rounded, start_at

_PORT = 13
"""Between the ends of connections at the same node."""
_WINDING = 8
"""Columns up to which a connection takes the nearest gap in each."""
_FAR = 40
"""Columns up to which one free height is looked for."""


@dataclass(frozen=True, slots=True)
class Way:
    """As an SVG path, and points along it where a label may stand, best first."""

    path: str
    label_points: tuple[Point, ...]
    points: tuple[Point, ...]


class Courses:
    """Finds the ways among these boxes. Ways share gaps, so ask for each connection once and in order."""

    def __init__(self, graph: Graph, boxes: Mapping[str, Box]) -> None:
        self._boxes = boxes
        self._columns = columns_of(boxes.values())
        self._lefts = [column.left for column in self._columns]
        self._start = _ports(graph, boxes, leaving=True)
        self._end = _ports(graph, boxes, leaving=False)
        self._loops = 0
        self._bottom = max((box.bottom for box in boxes.values()), default=0) + 2 * CLEARANCE

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

    def _forward(self, start: Point, end: Point, passed: Sequence[Column]) -> Way:
        path = start_at(start)
        at = start
        firsts: list[Point] = []
        points = [start]
        for column in passed:
            middle = (column.left + column.right) / 2
            height = column.free(start[1] + (end[1] - start[1]) * (middle - start[0]) / (end[0] - start[0]))
            entry, leave = (column.left, height), (column.right, height)
            path += curve(at, entry) + line_to(leave)
            firsts += along(at, entry)
            points += [entry, leave]
            at = leave
        return Way(path + curve(at, end), tuple(firsts + along(at, end)), (*points, end))

    def _far(self, start: Point, end: Point, passed: Sequence[Column]) -> Way:
        """Straight along one height that is free all the way, or below everything."""
        lane = self._height(passed, (start[1] + end[1]) / 2)
        entry, leave = (passed[0].left, lane), (passed[-1].right, lane)
        path = start_at(start) + curve(start, entry) + line_to(leave) + curve(leave, end)
        return Way(path, tuple(along(start, entry) + along(leave, end)), (start, entry, leave, end))

    def _back(self, start: Point, end: Point, around: Sequence[Column]) -> Way:
        """Out to the right, below or between the nodes back to the left, and in again from the left."""
        out = start[0] + 18 + self._loops % 4 * 7
        into = end[0] - 24 - self._loops % 4 * 7
        lane = self._height(around, max(start[1], end[1]))
        corners = [start, (out, start[1]), (out, lane), (into, lane), (into, end[1]), end]
        label = tuple(((out * share + into * (1 - share)), lane) for share in (0.75, 0.5, 0.9, 0.25))
        return Way(rounded(corners), label, tuple(corners))

    def _height(self, columns: Sequence[Column], wish: float) -> float:
        """Where a way can run straight past all these columns; several seldom run at the same height."""
        self._loops += 1
        apart = self._loops % 4 * LANE
        return lane_past(columns, wish + apart) if len(columns) <= _FAR else self._bottom + apart


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
