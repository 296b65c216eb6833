from typing import NamedTuple

NODE_WIDTH = 220
NODE_HEIGHT = 92
GAP_X = 150
"""Between two columns: room for what stands on a connection."""
GAP_Y = 32

COLUMN = NODE_WIDTH + GAP_X
ROW = NODE_HEIGHT + GAP_Y


class Position(NamedTuple):
    """The upper left corner of a node, in pixels at 100 %."""

    x: int | float
    y: int | float


def overlap(one: Position, other: Position) -> bool:
    """Whether the boxes of two nodes cover each other; touching is not covering."""
    return abs(one.x - other.x) < NODE_WIDTH and abs(one.y - other.y) < NODE_HEIGHT
