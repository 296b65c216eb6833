"""In which order the nodes of a funnel come when it is written as a tree, and where one is only referred to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from ..funnel import Connection, Node, NodeKind
from .scene import Scene


class How(Enum):
    DRAWN = auto()
    SEEN = auto()
    """Drawn elsewhere: above, or below where it would have been too far to the right."""
    BACK = auto()
    """Closes a loop: the way came through it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One node, or one reference to it."""

    id: str
    way: Connection | None
    how: How = How.DRAWN
    ends: tuple[bool, ...] = ()
    """For each level down to this one: whether it is the last arm there."""
    leads_on: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    title: str
    rows: tuple[Row, ...]


NOT_REACHED = "Not reached by visitors:"
ALSO_ENTERED = "Visitors may also come in at:"


class Tree:
    """Walks depth first; every node is drawn exactly once, notes excepted."""

    def __init__(self, scene: Scene, deepest: int) -> None:
        self._scene = scene
        self._graph = scene.graph
        self._deepest = deepest
        self._drawn: set[str] = set()
        self._continued: list[str] = []

    def blocks(self) -> list[Block]:
        root = self._graph.root
        blocks = list(self._from("", [root])) if root else []
        starts = [node for node in self._graph.starts if node is not root]
        blocks += self._from(ALSO_ENTERED, starts)
        rest = [node for node in self._graph.node.values() if not self._is_note(node)]
        heads = [node for node in rest if all(map(self._is_taken_away, self._graph.entering(node)))]
        return [*blocks, *self._from(NOT_REACHED, [*heads, *rest])]

    def notes(self) -> list[Node]:
        return [node for node in self._graph.node.values() if self._is_note(node)]

    def _is_note(self, node: Node) -> bool:
        alone = not self._graph.leaving(node) and not self._graph.entering(node)
        return node.node_type is NodeKind.LABEL and alone

    def _from(self, title: str, starts: Sequence[Node]) -> Iterator[Block]:
        """A block a start, and one for each place where the drawing got too wide; the title stands once."""
        for start in starts:
            self._continued.append(start.id_node)
            for id in self._continued:
                if id not in self._drawn:
                    yield Block(title, tuple(self._rows(Row(id, None), ())))
                    title = ""
            self._continued.clear()

    def _rows(self, row: Row, path: tuple[str, ...]) -> Iterator[Row]:
        self._drawn.add(row.id)
        ways = self._ways(row.id)
        yield Row(row.id, row.way, How.DRAWN, row.ends, bool(ways))
        path = (*path, row.id)
        for number, way in enumerate(ways, 1):
            ends = (*row.ends, number == len(ways))
            how = self._how(way, path)
            if how is How.DRAWN:
                yield from self._rows(Row(way.id_target_node, way, how, ends), path)
            else:
                yield Row(way.id_target_node, way, how, ends)

    def _ways(self, id: str) -> list[Connection]:
        """What is taken away comes last."""
        ways = self._graph.leaving(self._graph.node[id])
        return sorted(ways, key=self._is_taken_away)

    def _is_taken_away(self, way: Connection) -> bool:
        return self._scene.ways.get(way.id_connection) == "removed"

    def _how(self, way: Connection, path: tuple[str, ...]) -> How:
        target = way.id_target_node
        if target in path:
            return How.BACK
        if target in self._drawn or (self._is_taken_away(way) and self._scene.marks.get(target) != "removed"):
            return How.SEEN
        if len(path) > self._deepest and target not in self._continued:
            self._continued.append(target)
        if target in self._continued:
            return How.SEEN
        return How.DRAWN
