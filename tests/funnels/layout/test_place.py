"""Where nodes stand: rules that hold for every graph, and small graphs written out."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from funnels.funnel import Connection, Graph, Node, NodeKind
from funnels.layout import COLUMN, NODE_HEIGHT, ROW, Position, overlap, place

KINDS_OF_STEPS = [kind for kind in NodeKind if kind is not NodeKind.ROOT]


def graph_of(*ways: str, root: str = "root", notes: str = "", alone: str = "") -> Graph:
    """`"root-a"` is a connection from root to a; nodes come in the order they are named."""
    ends = [way.split("-") for way in ways]
    ids = dict.fromkeys(
        [root, *(id for pair in ends for id in pair), *alone.split(), *notes.split()]
        if root
        else [*(id for pair in ends for id in pair), *alone.split(), *notes.split()]
    )
    nodes = [
        _node(id, NodeKind.ROOT if id == root else NodeKind.LABEL if id in notes.split() else NodeKind.LANDER)
        for id in ids
    ]
    return Graph(nodes, [_way(number, *pair) for number, pair in enumerate(ends)])


def _node(id: str, kind: NodeKind) -> Node:
    return Node(id_node=id, node_name=id, node_type=kind)


def _way(number: int, source: str, target: str) -> Connection:
    return Connection(id_connection=f"way{number}", id_source_node=source, id_target_node=target)


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Any graph: loops, ways to itself, doubled ways, no root, two roots, notes, global nodes, loose ends."""
    count = draw(st.integers(0, 24))
    ids = [f"n{number}" for number in range(count)]
    kinds = draw(st.lists(st.sampled_from(list(NodeKind)), min_size=count, max_size=count))
    everywhere = draw(st.sets(st.sampled_from(ids))) if ids else set()
    nodes = [
        Node(id_node=id, node_name=id, node_type=kind, is_global_node=id in everywhere)
        for id, kind in zip(ids, kinds, strict=True)
    ]
    ends = st.sampled_from([*ids, "nowhere"])
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=2 * count))
    return Graph(nodes, [_way(number, *pair) for number, pair in enumerate(pairs)])


@given(graphs())
def test_every_node_has_a_place_and_no_two_are_over_each_other(graph: Graph) -> None:
    placed = place(graph)
    assert list(placed) == list(graph.node)
    assert not [pair for pair in combinations(placed.values(), 2) if overlap(*pair)]


@given(graphs())
def test_the_same_graph_has_the_same_layout(graph: Graph) -> None:
    assert place(graph) == place(Graph(graph.nodes, graph.connections))


@given(graphs())
def test_only_ways_that_close_a_loop_run_to_the_left(graph: Graph) -> None:
    placed = place(graph)
    for one in graph.connections:
        if placed[one.id_source_node].x >= placed[one.id_target_node].x:
            assert one.id_source_node in graph.reachable([graph.target(one)])


@given(graphs(), st.data())
def test_pinned_nodes_stay_and_new_ones_keep_clear_of_them(graph: Graph, data: st.DataObject) -> None:
    everything = place(graph)
    some = data.draw(st.sets(st.sampled_from(list(everything)))) if everything else set()
    pinned = {id: Position(everything[id].x + 7.5, everything[id].y - 3) for id in some}
    placed = place(graph, pinned=pinned)
    assert list(placed) == list(graph.node)
    assert {id: placed[id] for id in pinned} == pinned
    assert not [pair for pair in combinations(placed.values(), 2) if overlap(*pair)]


def test_a_chain_is_one_straight_line() -> None:
    assert place(graph_of("root-a", "a-b")) == {
        "root": Position(0, 0),
        "a": Position(COLUMN, 0),
        "b": Position(2 * COLUMN, 0),
    }


def test_arms_stand_below_each_other_and_meet_again_on_the_main_line() -> None:
    placed = place(graph_of("root-a", "root-b", "a-end", "b-end"))
    assert placed["b"] == Position(COLUMN, placed["a"].y + ROW)
    assert placed["root"].y == placed["a"].y == placed["end"].y


def test_an_offer_shared_by_early_and_late_steps_stands_after_the_last() -> None:
    placed = place(graph_of("root-a", "root-offer", "a-b", "b-offer"))
    assert placed["offer"].x == 3 * COLUMN


def test_a_loop_does_not_bend_the_way_through_the_funnel() -> None:
    placed = place(graph_of("root-split", "split-page", "page-offer", "page-split"))
    assert [placed[id].x for id in ("root", "split", "page", "offer")] == [0, COLUMN, 2 * COLUMN, 3 * COLUMN]


def test_two_ways_that_could_cross_do_not() -> None:
    placed = place(graph_of("root-a", "root-b", "a-low", "b-high", "a-low2", "b-high2"))
    a_above = placed["a"].y < placed["b"].y
    assert (placed["low"].y < placed["high"].y) is a_above
    assert (placed["low2"].y < placed["high2"].y) is a_above


def test_what_no_visitor_reaches_stands_below_what_they_reach() -> None:
    placed = place(graph_of("root-a", "a-b", "orphan-b", "root-c", alone="lonely"))
    reached = max(placed[id].y for id in ("root", "a", "b", "c"))
    assert placed["orphan"].y >= reached + NODE_HEIGHT
    assert placed["orphan"].x < placed["b"].x
    assert placed["lonely"].y > placed["orphan"].y


def test_a_second_part_stands_below_the_first() -> None:
    placed = place(graph_of("root-a", "x-y"))
    assert [placed["x"], placed["y"]] == [Position(0, 156), Position(COLUMN, 156)]


def test_notes_stand_at_the_right_side() -> None:
    placed = place(graph_of("root-a", notes="note1 note2"))
    assert [placed["note1"], placed["note2"]] == [Position(2 * COLUMN, 0), Position(2 * COLUMN, ROW)]


def test_nothing_is_placed_where_there_is_nothing() -> None:
    assert place(Graph([], [])) == {}


def test_a_new_step_stands_right_of_the_one_that_leads_to_it() -> None:
    graph = graph_of("root-a", "a-new")
    pinned = {"root": Position(100, 100), "a": Position(500, 100)}
    assert place(graph, pinned=pinned)["new"] == Position(500 + COLUMN, 100)


def test_a_new_step_between_two_stands_between_them_in_a_free_place() -> None:
    graph = graph_of("root-new", "new-a", "root-a")
    placed = place(graph, pinned={"root": Position(0, 0), "a": Position(COLUMN, 0)})
    assert placed["new"] == Position(COLUMN // 2, 124)


def test_pinned_names_that_are_not_in_the_graph_are_ignored() -> None:
    assert place(graph_of("root-a"), pinned={"gone": Position(1, 1)}) == place(graph_of("root-a"))
