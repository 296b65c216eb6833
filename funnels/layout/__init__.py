"""Where the nodes of a funnel stand."""

from .place import place
from .position import COLUMN, GAP_X, GAP_Y, NODE_HEIGHT, NODE_WIDTH, ROW, Position, overlap

__all__ = ["COLUMN", "GAP_X", "GAP_Y", "NODE_HEIGHT", "NODE_WIDTH", "ROW", "Position", "overlap", "place"]
