"""The lines of a drawing for a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap

from ..account import Account
from ..funnel import Node
from .clean import clean
from .labels import NodeLabel, connection_label, node_label
from .scene import Mark, Scene
from .terminal_signs import Signs
from .terminal_tree import Block, How, Row

MARK_SIGNS: Mapping[Mark, str] = {"added": "+", "changed": "~", "removed": "-"}

_MOST_DETAILS = 6
_LONGEST_WHY = 300


class Lines:
    def __init__(
        self,
        scene: Scene,
        account: Account,
        blocks: Sequence[Block],
        keys: Mapping[str, str],
        signs: Signs,
        width: int,
    ) -> None:
        self._scene = scene
        self._account = account
        self._blocks = blocks
        self._keys = keys
        self._signs = signs
        self._width = width
        self.marks: set[Mark] = {*scene.marks.values(), *scene.ways.values()}
        rows = [row for block in blocks for row in block.rows]
        self._number = _numbers(rows)
        self._drawn_at = {row.id: at for at, row in enumerate(rows) if row.how is How.DRAWN}

    def of_blocks(self) -> Iterator[str]:
        at = 0
        for block in self._blocks:
            yield ""
            if block.title:
                yield self._marked(None, block.title)
            for row in block.rows:
                yield from self._of_row(row, at)
                at += 1

    def of_notes(self, notes: Sequence[Node]) -> Iterator[str]:
        if notes:
            yield ""
            yield self._marked(None, "Notes:")
        for node in notes:
            label = node_label(node, self._account)
            yield self._marked(self._scene.marks.get(node.id_node), " · ".join(label.details) or label.name)

    def _of_row(self, row: Row, at: int) -> Iterator[str]:
        way = connection_label(row.way, self._scene.graph, self._account) if row.way else ""
        arm = self._signs.before(row.ends) + (f"{way} {self._signs.to} " if way else "")
        mark = self._mark(row)
        if row.how is not How.DRAWN:
            yield self._marked(mark, arm + self._reference(row, at))
            return
        label = node_label(self._scene.graph.node[row.id], self._account)
        yield self._marked(mark, arm + self._heading(row, label))
        below = self._signs.below(row.ends, leads_on=row.leads_on)
        for line in (*self._details(label), *self._findings(row.id, len(below))):
            yield self._marked(self._scene.marks.get(row.id), f"{below}{line}")

    def _heading(self, row: Row, label: NodeLabel) -> str:
        name = self._name(row.id)
        parts = [f"{self._handle(row.id)} {name}".strip(), *([label.kind] if label.kind != name else [])]
        if len(label.details) == 1:
            parts += label.details
        if row.way and self._scene.ways.get(row.way.id_connection) and row.id not in self._scene.marks:
            parts.append(f"connection {self._scene.ways[row.way.id_connection]}")
        return " · ".join(part for part in parts if part)

    def _reference(self, row: Row, at: int) -> str:
        name = f"{self._handle(row.id)} {self._name(row.id)}".strip()
        if row.how is How.BACK:
            return f"{self._signs.back} {name}"
        direction = "above" if self._drawn_at.get(row.id, at) < at else "below"
        return f"see {name} {direction}"

    def _handle(self, id: str) -> str:
        """By what others refer to it: its step key, else its number where there is a reference at all."""
        if id in self._keys:
            return f"[{clean(self._keys[id])}]"
        return f"[{self._number[id]}]" if id in self._number else ""

    def _name(self, id: str) -> str:
        """Empty where the step key says the same."""
        name = node_label(self._scene.graph.node[id], self._account).name
        return "" if name == self._keys.get(id) else name

    def _details(self, label: NodeLabel) -> list[str]:
        if len(label.details) < 2:
            return []
        over = len(label.details) - _MOST_DETAILS
        more = [f"and {over} more"] if over > 0 else []
        return [f"  {line}" for line in (*label.details[:_MOST_DETAILS], *more)]

    def _findings(self, id: str, indent: int) -> Iterator[str]:
        room = max(self._width - indent - (4 if self.marks else 2), 20)
        for found in self._scene.found.get(id, ()):
            lines = wrap(clean(found.why, most=_LONGEST_WHY), room) or [""]
            yield f"{self._signs.of(found.severity)} {lines[0]}"
            yield from (f"  {line}" for line in lines[1:])

    def _mark(self, row: Row) -> Mark | None:
        of_way = self._scene.ways.get(row.way.id_connection) if row.way else None
        return self._scene.marks.get(row.id, of_way) if row.how is How.DRAWN else of_way

    def _marked(self, mark: Mark | None, line: str) -> str:
        return f"{MARK_SIGNS[mark] if mark else ' '} {line}" if self.marks else line


def _numbers(rows: Sequence[Row]) -> dict[str, int]:
    """A number for every node that something refers to, in the order they are drawn."""
    referred = {row.id for row in rows if row.how is not How.DRAWN}
    drawn = [row.id for row in rows if row.how is How.DRAWN and row.id in referred]
    return {id: number for number, id in enumerate(drawn, 1)}
