from collections.abc import Mapping, Sequence
from itertools import pairwise

from ..funnel import Graph, NodeKind
from .acyclic import Ways, without_back_ways
from .band import Band
from .beside import beside
from .coordinates import heights
from .layers import columns
from .main_way import main_way
from .order import ordered
from .parts import parts
from .position import COLUMN, GAP_Y, NODE_HEIGHT, ROW, Position

_NOTHING_PINNED: Mapping[str, Position] = {}
_ROW_LENGTH = 4
"""Nodes without any connection stand in rows at least this long."""


def place(graph: Graph, *, pinned: Mapping[str, Position] = _NOTHING_PINNED) -> dict[str, Position]:
    """A place for every node: columns from left to right, no two boxes over each other.

    Connections run to the right, except those that close a loop. Nodes in `pinned` keep exactly their place, even
    where these overlap among themselves; the others then take free places near the nodes they are connected with.
    """
    kept = {id: pinned[id] for id in graph.node if id in pinned}
    new = [id for id in graph.node if id not in kept]
    if not new:
        return kept
    fresh = _fresh(graph)
    if not kept:
        return fresh
    found = beside(graph, new, fresh, kept)
    return {id: found[id] for id in graph.node}


def _fresh(graph: Graph) -> dict[str, Position]:
    """Reached parts on top, then what no visitor reaches, then what nothing leads to or from; notes at the right."""
    joined = [id for id, node in graph.node.items() if graph.leaving(node) or graph.entering(node)]
    some = frozenset(joined)
    alone = [id for id in graph.node if id not in some]
    ways = {id: [one.id_node for one in graph.after(graph.node[id]) if one.id_node != id] for id in joined}
    forward = without_back_ways(ways, [one.id_node for one in graph.starts if one.id_node in ways])
    column = columns(forward)
    placed: dict[str, Position] = {}
    bottom = 0
    for group in _groups(graph, joined):
        bottom = _place_band(Band(group, forward, column), graph, forward, placed, bottom)
    _place_alone(graph, alone, placed, bottom)
    return {id: placed[id] for id in graph.node}


def _groups(graph: Graph, joined: Sequence[str]) -> list[list[str]]:
    reached = [id for id in joined if id in graph.reached]
    return [*parts(graph, reached), *parts(graph, [id for id in joined if id not in graph.reached])]


def _place_band(band: Band, graph: Graph, forward: Ways, placed: dict[str, Position], top: int) -> int:
    """Returns where the next band starts."""
    order = ordered(band)
    height = heights(order, band, _main_items(band, graph, forward))
    for number, id in enumerate(band.ids):
        x = (band.first + band.column_of[number]) * COLUMN
        placed[id] = Position(x, top + round(height[number] - NODE_HEIGHT / 2))
    return top + round(max(height[: len(band.ids)]) + NODE_HEIGHT / 2) + 2 * GAP_Y


def _main_items(band: Band, graph: Graph, forward: Ways) -> frozenset[int]:
    way = main_way(graph, forward) if graph.root and graph.root.id_node in band.number else []
    return frozenset(item for step in pairwise(way) for item in band.chains.get(step, ()))


def _place_alone(graph: Graph, alone: Sequence[str], placed: dict[str, Position], bottom: int) -> None:
    notes = [id for id in alone if graph.node[id].node_type is NodeKind.LABEL]
    others = [id for id in alone if graph.node[id].node_type is not NodeKind.LABEL]
    others.sort(key=lambda id: id not in graph.reached)
    right = max((spot.x for spot in placed.values()), default=-COLUMN)
    length = max(_ROW_LENGTH, right // COLUMN + 1)
    for number, id in enumerate(others):
        placed[id] = Position(number % length * COLUMN, bottom + number // length * ROW)
    right = max((spot.x for spot in placed.values()), default=-COLUMN)
    rows = max(_ROW_LENGTH, (max((spot.y for spot in placed.values()), default=0)) // ROW + 1)
    for number, id in enumerate(notes):
        placed[id] = Position(right + COLUMN + number // rows * COLUMN, number % rows * ROW)
