"""Where new nodes go when the others must stay where they are."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count, product

from ..funnel import Graph, Node
from .position import COLUMN, NODE_HEIGHT, NODE_WIDTH, ROW, Position, overlap


class Taken:
    """The places in use, by a grid as coarse as a node: only what is near needs a look."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Position]] = {}

    def add(self, place: Position) -> None:
        self._cells.setdefault(_cell(place), []).append(place)

    def is_free(self, place: Position) -> bool:
        x, y = _cell(place)
        return not any(
            overlap(place, other)
            for near in product((x - 1, x, x + 1), (y - 1, y, y + 1))
            for other in self._cells.get(near, ())
        )


def beside(
    graph: Graph, new: Sequence[str], fresh: Mapping[str, Position], pinned: Mapping[str, Position]
) -> dict[str, Position]:
    """A free place for each of `new`, near the nodes it is connected with; those in `fresh` order, left to right.

    `fresh` is the layout of the whole graph with nothing pinned: it says who comes first and who stands above whom.
    """
    placed = dict(pinned)
    taken = Taken()
    for place in pinned.values():
        taken.add(place)
    searches: dict[Position, Iterator[Position]] = {}
    for id in sorted(new, key=lambda id: (fresh[id], id)):
        wish = _wish(graph, graph.node[id], placed) or _below(placed, fresh[id])
        # What was taken stays taken: the next node with the same wish looks on from there.
        places = searches.setdefault(wish, _around(wish))
        placed[id] = next(place for place in places if taken.is_free(place))
        taken.add(placed[id])
    return placed


def _wish(graph: Graph, node: Node, placed: Mapping[str, Position]) -> Position | None:
    """Right of what leads here, left of where it leads, or between both; None with no neighbour placed yet."""
    before = [placed[one.id_node] for one in graph.before(node) if one.id_node in placed]
    after = [placed[one.id_node] for one in graph.after(node) if one.id_node in placed]
    near = before or after
    if not near:
        return None
    y = sum(place.y for place in near) / len(near)
    if not after:
        return Position(round(max(place.x for place in before)) + COLUMN, round(y))
    end = min(place.x for place in after)
    if not before:
        return Position(round(end) - COLUMN, round(y))
    start = max(place.x for place in before)
    return Position(round(min(start + COLUMN, (start + end) / 2) if end > start else start + COLUMN), round(y))


def _below(placed: Mapping[str, Position], fresh: Position) -> Position:
    lowest = max((place.y + ROW for place in placed.values()), default=0)
    return Position(fresh.x, round(lowest))


def _around(wish: Position) -> Iterator[Position]:
    """The wish, then ever farther below and above it in half rows; it never ends, so a free place is found."""
    yield wish
    for step in count(1):
        yield Position(wish.x, wish.y + step * ROW // 2)
        yield Position(wish.x, wish.y - step * ROW // 2)


def _cell(place: Position) -> tuple[int, int]:
    return int(place.x // NODE_WIDTH), int(place.y // NODE_HEIGHT)
