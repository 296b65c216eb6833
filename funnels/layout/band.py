"""A connected part of a funnel in columns, long ways cut into pieces of one column each."""

from collections.abc import Collection, Iterator, Mapping

from .acyclic import Ways

_BENDS = 400
_BENDS_A_NODE = 4
"""A chain of 3,000 nodes that all lead to its end, too, would have four million bends."""


class Band:
    """Items are numbers: those below `len(ids)` are nodes, the others bends of long ways."""

    def __init__(self, ids: Collection[str], forward: Ways, column: Mapping[str, int]) -> None:
        self.ids = tuple(ids)
        self.number = {id: number for number, id in enumerate(self.ids)}
        self.first = min(column[id] for id in self.ids)
        self.columns: list[list[int]] = [[] for _ in range(max(column[id] for id in self.ids) - self.first + 1)]
        self.column_of = [column[id] - self.first for id in self.ids]
        self.left: list[list[int]] = [[] for _ in self.ids]
        self.right: list[list[int]] = [[] for _ in self.ids]
        self.chains: dict[tuple[str, str], list[int]] = {}
        for id, target in self._followed(forward, column):
            self._join(id, target)
        self._fill_columns()

    def is_bend(self, item: int) -> bool:
        return item >= len(self.ids)

    def _followed(self, forward: Ways, column: Mapping[str, int]) -> Iterator[tuple[str, str]]:
        """The ways within the band; the longest run freely where their bends would outnumber the nodes by far."""
        ways = [(id, target) for id in self.ids for target in forward[id] if target in self.number]
        spans = [column[target] - column[id] for id, target in ways]
        bends = 0
        longest = 0
        for span in sorted(spans):
            bends += span - 1
            if bends > _BENDS_A_NODE * len(self.ids) + _BENDS:
                break
            longest = span
        return (way for way, span in zip(ways, spans, strict=True) if span <= longest)

    def _join(self, id: str, target: str) -> None:
        last, end = self.number[id], self.number[target]
        chain = [last]
        for at in range(self.column_of[last] + 1, self.column_of[end]):
            bend = len(self.left)
            self.column_of.append(at)
            self.left.append([last])
            self.right.append([])
            self.right[last].append(bend)
            chain.append(bend)
            last = bend
        self.right[last].append(end)
        self.left[end].append(last)
        self.chains[id, target] = [*chain, end]

    def _fill_columns(self) -> None:
        """In the order of a walk from the left, depth first: a tree then has no crossings at all."""
        seen: set[int] = set()
        for start in sorted(range(len(self.left)), key=lambda item: (bool(self.left[item]), item)):
            waiting = [start]
            while waiting:
                item = waiting.pop()
                if item not in seen:
                    seen.add(item)
                    self.columns[self.column_of[item]].append(item)
                    waiting.extend(reversed(self.right[item]))
