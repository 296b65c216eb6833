from funnels.funnel import Connection, Graph, Node


def node(id: str, kind: str = "rotator", **more: object) -> Node:
    return Node.read({"idNode": id, "nodeName": id, "nodeType": kind, **more})


def way(source: str, target: str) -> Connection:
    return Connection.read({"idConnection": source + target, "idSourceNode": source, "idTargetNode": target})


GRAPH = Graph(
    [
        node("root", "root"),
        node("a"),
        node("b"),
        node("c"),
        node("alone"),
        node("global", isGlobalNode=True),
        node("d"),
    ],
    [
        way("root", "a"),
        way("a", "b"),
        way("b", "a"),
        way("a", "c"),
        way("global", "d"),
        way("a", "gone"),
        way("gone", "b"),
    ],
)


def names(nodes: object) -> list[str]:
    return [one.id_node for one in nodes]


def test_neighbours_stand_in_the_order_of_the_document() -> None:
    a = GRAPH.node["a"]

    assert names(GRAPH.after(a)) == ["b", "c"]
    assert names(GRAPH.before(a)) == ["root", "b"]
    assert [one.id_connection for one in GRAPH.leaving(a)] == ["ab", "ac"]
    assert [one.id_connection for one in GRAPH.entering(a)] == ["roota", "ba"]


def test_connections_with_a_missing_end_are_dangling_and_nowhere_else() -> None:
    assert [one.id_connection for one in GRAPH.dangling] == ["agone", "goneb"]
    assert [one.id_connection for one in GRAPH.connections] == ["roota", "ab", "ba", "ac", "globald"]


def test_visitors_come_in_at_the_root_and_at_global_nodes() -> None:
    assert GRAPH.root is GRAPH.node["root"]
    assert names(GRAPH.starts) == ["root", "global"]
    assert GRAPH.reached == {"root", "a", "b", "c", "global", "d"}


def test_what_can_be_reached_from_a_node_includes_it() -> None:
    assert GRAPH.reachable([GRAPH.node["b"]]) == {"a", "b", "c"}
    assert GRAPH.reachable([]) == frozenset()


def test_a_funnel_may_lack_a_root() -> None:
    assert Graph([node("a")], []).root is None
