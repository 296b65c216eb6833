"""Connections keep clear of nodes, and their labels of everything."""

from funnels.funnel import Connection, Graph, Node
from funnels.pictures.svg_columns import Box
from funnels.pictures.svg_pills import Pills
from funnels.pictures.svg_ways import Courses


def _graph(*ways: tuple[str, str]) -> Graph:
    nodes = [Node(id_node=id, node_name=id, node_type="lander") for id in "abc"]
    return Graph(nodes, [Connection(id_connection=f"{a}{b}", id_source_node=a, id_target_node=b) for a, b in ways])


BOXES = {"a": Box(0, 0, 220, 92), "b": Box(370, 0, 220, 92), "c": Box(740, 0, 220, 92)}


def _points(*ways: tuple[str, str]) -> list[tuple[tuple[float, float], ...]]:
    graph = _graph(*ways)
    courses = Courses(graph, BOXES)
    return [courses.of(number, one).points for number, one in enumerate(graph.connections)]


def test_a_connection_to_the_next_column_runs_straight_there() -> None:
    assert _points(("a", "b")) == [((220, 46), (370, 46))]


def test_a_connection_passes_a_node_at_its_nearer_side_and_at_a_distance() -> None:
    assert _points(("a", "c")) == [((220, 46), (370, 102), (590, 102), (740, 46))]


def test_two_connections_through_one_gap_run_side_by_side() -> None:
    first, second = _points(("a", "c"), ("a", "c"))
    assert abs(first[1][1] - second[1][1]) >= 9


def test_a_connection_back_runs_below_the_nodes_and_comes_in_from_the_left() -> None:
    ((start, out, lower, far, into, end),) = _points(("c", "a"))
    assert (start, end) == ((960, 46), (0, 46))
    assert out[0] == lower[0] > 960
    assert far[0] == into[0] < 0
    assert lower[1] == far[1] > 92


def test_a_label_takes_the_first_point_where_it_covers_nothing() -> None:
    pills = Pills([Box(0, 0, 100, 100)])
    points = [(50.0, 50.0), (200.0, 50.0), (200.0, 80.0)]
    tops = [pills.drawn("60 %", points).partition(' y="')[2].partition('"')[0] for _ in range(2)]
    assert tops == ["41.0", "71.0"]
