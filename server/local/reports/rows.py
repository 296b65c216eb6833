"""The rows of a drilldown: what was counted, and what follows from it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from funnels.reports import Number, derived

Key = tuple[str | int, ...]
"""The values of the levels, outermost first; empty text for N/A."""

Counts = dict[str, Number]


@dataclass(slots=True)
class Row:
    key: Key
    counts: Counts
    parent: "Row | None" = None
    children: list["Row"] = field(default_factory=list)
    rates: dict[str, float] = field(default_factory=dict)
    """Chances to win among its siblings, where they were computed."""
    known: dict[str, Number | None] = field(default_factory=dict)

    def value(self, metric: str) -> Number | None:
        """None where it would divide by zero."""
        if metric not in self.known:
            parent = self.parent or self
            self.known[metric] = derived(metric, self.counts, parent.counts, self.top.counts)
        return self.known[metric]

    @property
    def top(self) -> "Row":
        row = self
        while row.parent is not None and row.parent.parent is not None:
            row = row.parent
        return row


def totals(found: Iterable[Sequence[Any]], levels: int, counts: Sequence[str]) -> Row:
    """The totals row, with all others below it as they were found, each as deep as its key is long."""
    added: dict[Key, Counts] = {}
    for answered in found:
        key = tuple(value for value in answered[:levels] if value is not None)
        before = added.get(key)
        new: Counts = dict(zip(counts, answered[levels:], strict=True))
        added[key] = {name: before[name] + value for name, value in new.items()} if before else new
    root = Row((), added.pop((), dict.fromkeys(counts, 0)))
    by_depth = sorted(added.items(), key=lambda one: len(one[0]))
    rows = {key: Row(key, counted) for key, counted in by_depth if any(counted.values())}
    for key, row in rows.items():
        row.parent = next((rows[key[:end]] for end in range(len(key) - 1, 0, -1) if key[:end] in rows), root)
        row.parent.children.append(row)
    return root


def deepest(rows: Iterable[Row], depth: int) -> Iterator[Row]:
    """Those whose key is as long as the depth."""
    for row in rows:
        if len(row.key) == depth:
            yield row
        yield from deepest(row.children, depth)
