from collections.abc import Mapping

from ..funnel import Connection, Graph
from .acyclic import Ways
from .layers import depth


def main_way(graph: Graph, forward: Ways) -> list[str]:
    """The way most visitors are meant to take, from the root: the heaviest arm, otherwise the longest way on."""
    if graph.root is None:
        return []
    steps = depth(forward)
    way = [graph.root.id_node]
    while onward := [one for one in graph.leaving(graph.node[way[-1]]) if one.id_target_node in forward[way[-1]]]:
        way.append(max(onward, key=lambda one: _rank(one, steps)).id_target_node)
    return way


def _rank(connection: Connection, steps: Mapping[str, int]) -> tuple[float, int]:
    return connection.weight or 0, steps[connection.id_target_node]
