"""Walking a funnel."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from .connection import Connection
from .kinds import NodeKind
from .node import Node


class Graph:
    """Nodes and connections with an index. Built once per funnel; every look-up is constant time.

    Connections with an end that does not exist are in `dangling` and nowhere else.
    """

    def __init__(self, nodes: Sequence[Node], connections: Sequence[Connection]) -> None:
        self.nodes = tuple(nodes)
        self.node = {node.id_node: node for node in self.nodes}
        self.connections = tuple(
            one for one in connections if one.id_source_node in self.node and one.id_target_node in self.node
        )
        self.dangling = tuple(
            one for one in connections if one.id_source_node not in self.node or one.id_target_node not in self.node
        )
        self._leaving: dict[str, list[Connection]] = {id: [] for id in self.node}
        self._entering: dict[str, list[Connection]] = {id: [] for id in self.node}
        for one in self.connections:
            self._leaving[one.id_source_node].append(one)
            self._entering[one.id_target_node].append(one)

    def leaving(self, node: Node) -> Sequence[Connection]:
        return self._leaving[node.id_node]

    def entering(self, node: Node) -> Sequence[Connection]:
        return self._entering[node.id_node]

    def source(self, connection: Connection) -> Node:
        return self.node[connection.id_source_node]

    def target(self, connection: Connection) -> Node:
        return self.node[connection.id_target_node]

    def after(self, node: Node) -> list[Node]:
        return [self.target(one) for one in self.leaving(node)]

    def before(self, node: Node) -> list[Node]:
        return [self.source(one) for one in self.entering(node)]

    @cached_property
    def root(self) -> Node | None:
        return next((node for node in self.nodes if node.node_type is NodeKind.ROOT), None)

    @cached_property
    def starts(self) -> tuple[Node, ...]:
        """Where visitors can come in: the root, and nodes marked global."""
        return tuple(node for node in self.nodes if node.node_type is NodeKind.ROOT or node.is_global_node)

    @cached_property
    def reached(self) -> frozenset[str]:
        """Ids of the nodes a visitor can get to."""
        return self.reachable(self.starts)

    def reachable(self, starts: Iterable[Node]) -> frozenset[str]:
        """Ids of the nodes that can be got to from any of `starts`, these included."""
        seen = {node.id_node for node in starts}
        waiting = list(seen)
        while waiting:
            for one in self._leaving[waiting.pop()]:
                if one.id_target_node not in seen:
                    seen.add(one.id_target_node)
                    waiting.append(one.id_target_node)
        return frozenset(seen)
