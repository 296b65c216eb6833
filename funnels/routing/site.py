"""A node while it is wired."""

from collections.abc import Mapping, Sequence

from ..account import Account
from ..funnel import Connection, Graph, Node
from .steps import Lost, Onward, Step


class Site:
    """A node with its ways out, and what it may ask the account."""

    def __init__(self, node: Node, graph: Graph, account: Account) -> None:
        self.node = node
        self.ways: Sequence[Connection] = graph.leaving(node)
        self.account = account
        self.unevaluated = ""

    def step(self, **fields: object) -> Step:
        return Step(self.node.id_node, self.node.node_type, **fields)  # type: ignore[arg-type]

    def lost(self, reason: str, *, route: str = "") -> Onward:
        return Onward(self.step(route=route), ending=Lost(self.node.id_node, reason))

    def by_action(self) -> dict[int, Connection]:
        return {number: one for one in reversed(self.ways) for number in one.actions}

    def by_route(self) -> dict[str, Connection]:
        return {route: one for one in reversed(self.ways) for route in one.routes}

    def routed(self, route: str, ways: Mapping[str, Connection]) -> Onward:
        one = ways.get(route)
        if one is None:
            return self.lost(f"its route {route!r} is not connected", route=route)
        return Onward(self.step(route=route, connection=one), one.id_target_node)
