"""What is drawn: a funnel as it would be, with what an edit takes away still visible."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from ..assets import Funnel
from ..funnel import Connection, Graph

Mark = Literal["added", "changed", "removed"]
Marks = Mapping[str, Mark]
"""Id of a node -> what happens to it."""

NO_MARKS: Marks = {}


class Found(Protocol):
    """What a picture needs to know of a finding."""

    @property
    def severity(self) -> Literal["error", "warning", "hint"]: ...

    @property
    def nodes(self) -> tuple[str, ...]: ...

    @property
    def why(self) -> str: ...


SEVERITIES: tuple[Literal["error", "warning", "hint"], ...] = ("error", "warning", "hint")
"""Worst first."""


@dataclass(frozen=True)
class Scene:
    graph: Graph
    marks: Marks
    ways: Marks
    """Id of a connection -> what happens to it."""
    found: Mapping[str, Sequence[Found]]
    """Id of a node -> what was found there, worst first."""
    counts: Mapping[str, int]
    """Severity -> how many findings, also those without a node."""


def scene(funnel: Funnel, findings: Sequence[Found], marks: Marks, before: Funnel | None) -> Scene:
    gone = [node for node in before.nodes if node.id_node not in funnel.graph.node] if before else []
    ways = _ways(funnel, marks, before)
    lost = [one for one in before.connections if ways.get(one.id_connection) == "removed"] if before else []
    graph = Graph((*funnel.nodes, *gone), (*funnel.connections, *lost))
    seen: dict[str, Mark] = {**_nodes(funnel, before), **marks, **{node.id_node: "removed" for node in gone}}
    return Scene(
        graph=graph,
        marks={id: mark for id, mark in seen.items() if id in graph.node},
        ways=ways,
        found=_by_node(findings),
        counts=Counter(one.severity for one in findings),
    )


def _nodes(funnel: Funnel, before: Funnel | None) -> dict[str, Mark]:
    """What the nodes themselves say; where they stand does not matter."""
    if before is None:
        return {}
    nodes: dict[str, Mark] = {}
    for node in funnel.nodes:
        old = before.graph.node.get(node.id_node)
        if old is None:
            nodes[node.id_node] = "added"
        elif old.changed(pos_x=node.pos_x, pos_y=node.pos_y) != node.changed(pos_x=node.pos_x, pos_y=node.pos_y):
            nodes[node.id_node] = "changed"
    return nodes


def _ways(funnel: Funnel, marks: Marks, before: Funnel | None) -> dict[str, Mark]:
    """Told from `before` where it is known; otherwise from the nodes at both ends."""
    if before is None:
        return {one.id_connection: mark for one in funnel.connections if (mark := _of_ends(one, marks))}
    old = {one.id_connection: one for one in before.connections}
    new = {one.id_connection for one in funnel.connections}
    ways: dict[str, Mark] = {id: "removed" for id in old if id not in new}
    for one in funnel.connections:
        if one.id_connection not in old:
            ways[one.id_connection] = "added"
        elif one.document() != old[one.id_connection].document():
            ways[one.id_connection] = "changed"
    return ways


def _of_ends(one: Connection, marks: Marks) -> Mark | None:
    ends = {marks.get(one.id_source_node), marks.get(one.id_target_node)}
    return "removed" if "removed" in ends else "added" if "added" in ends else None


def _by_node(findings: Sequence[Found]) -> dict[str, list[Found]]:
    found: dict[str, list[Found]] = {}
    for one in sorted(findings, key=lambda one: SEVERITIES.index(one.severity)):
        for id in dict.fromkeys(one.nodes):
            found.setdefault(id, []).append(one)
    return found
