"""What is laid out together, and in which order the parts stand below each other."""

from collections.abc import Collection

from ..funnel import Graph


def parts(graph: Graph, ids: Collection[str]) -> list[list[str]]:
    """The connected parts among these nodes, the one with the root first, then by their first node."""
    wanted = set(ids)
    starts = [graph.root.id_node] if graph.root and graph.root.id_node in wanted else []
    seen: set[str] = set()
    found = []
    for start in (*starts, *ids):
        if start not in seen:
            part = _connected(graph, start, wanted)
            seen |= part
            found.append([id for id in ids if id in part] if len(part) > 1 else [start])
    return found


def _connected(graph: Graph, start: str, wanted: set[str]) -> set[str]:
    part = {start}
    waiting = [start]
    while waiting:
        node = graph.node[waiting.pop()]
        for other in (*graph.after(node), *graph.before(node)):
            if other.id_node in wanted and other.id_node not in part:
                part.add(other.id_node)
                waiting.append(other.id_node)
    return part
