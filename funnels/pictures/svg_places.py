"""Where the nodes of a picture stand: as in the funnel, where that can be read."""

from math import isfinite

from ..funnel import Node
from ..layout import COLUMN, ROW, Position, place
from ..layout.beside import Taken
from .scene import Scene

_SPREAD = 8
"""A picture may be so many times wider or higher than its nodes in one row or column would be."""


def places(scene: Scene) -> dict[str, Position]:
    """The stored places when no two boxes overlap there; nodes that are taken away go where there is room.

    Other programs draw smaller boxes and have other scales, so what is stored may not do.
    """
    stays = [node for node in scene.graph.node.values() if scene.marks.get(node.id_node) != "removed"]
    if not _readable(stays):
        return place(scene.graph)
    if _readable(list(scene.graph.node.values())):
        return {id: _stored(node) for id, node in scene.graph.node.items()}
    return place(scene.graph, pinned={node.id_node: _stored(node) for node in stays})


def _readable(nodes: list[Node]) -> bool:
    spots = [_stored(node) for node in nodes]
    if not spots or not all(isfinite(spot.x) and isfinite(spot.y) for spot in spots):
        return False
    wide = max(spot.x for spot in spots) - min(spot.x for spot in spots)
    high = max(spot.y for spot in spots) - min(spot.y for spot in spots)
    if wide > _SPREAD * COLUMN * len(spots) or high > _SPREAD * ROW * len(spots):
        return False
    taken = Taken()
    for spot in spots:
        if not taken.is_free(spot):
            return False
        taken.add(spot)
    return True


def _stored(node: Node) -> Position:
    return Position(node.pos_x, node.pos_y)
