from dataclasses import dataclass
from itertools import pairwise
from typing import Literal
from xml.etree.ElementTree import Element, fromstring

from hypothesis import given
from hypothesis import strategies as st

from funnels.account import Account
from funnels.assets import Funnel
from funnels.funnel import Connection, Graph, Node, NodeKind
from funnels.layout import place
from funnels.pictures import mermaid, svg, terminal
from funnels.pictures.labels import NodeLabel
from funnels.pictures.svg_boxes import box_of
from funnels.pictures.svg_ways import Courses

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Seen:
    severity: Literal["error", "warning", "hint"]
    nodes: tuple[str, ...]
    why: str


def _texts(element: Element) -> list[str]:
    return [text.text or "" for text in element.iter(f"{SVG}text")]


def _nodes(drawn: Element) -> list[Element]:
    return [group for group in drawn.iter(f"{SVG}g") if group.get("class", "").startswith("node ")]


def test_every_node_has_a_box_that_says_kind_name_and_what_it_holds(funnel: Funnel, account: Account) -> None:
    drawn = fromstring(svg.draw(funnel, account))
    assert [(node.get("class"), _texts(node)) for node in _nodes(drawn)] == [
        ("node root", ["TRAFFIC", "Traffic"]),
        ("node rotator", ["ROTATOR", "Split", "AI rotation", "anti-affinity"]),
        ("node condition", ["CONDITION", "Where", "By country"]),
        ("node logic", ["LOGIC SCRIPT", "When", "Part of day"]),
        ("node middleware", ["MIDDLEWARE", "Safe", "Fraud check"]),
        (
            "node landerGroup",
            ["LANDER GROUP", "Landers", "VPN Advertorial DE", "70 %", "VPN Quiz DE", "30 %", "sticky"],
        ),
        ("node lander", ["LANDER · GLOBAL", "Quiz page", "VPN Quiz DE"]),
        ("node actionProxy", ["ACTION PROXY", "Buttons"]),
        ("node visitorTag", ["VISITOR TAG", "Remember", "add Buyer", "remove Lead"]),
        ("node webhook", ["WEBHOOK", "Tell", "CRM"]),
        ("node offerGroup", ["OFFER GROUP", "Offers", "ShieldVPN DE", "12.5 %", "FoxVPN DE", "87.5 %"]),
        ("node offer", ["OFFER", "Fox", "FoxVPN DE"]),
        ("node externalUrl", ["EXTERNAL URL", "Out", "elsewhere.example/deals?…"]),
        ("node label", ["NOTE", "Note", "Runs until the end of November"]),
    ]


def test_every_connection_is_drawn_with_its_label(funnel: Funnel, account: Account) -> None:
    drawn = fromstring(svg.draw(funnel, account))
    ways = [path for path in drawn.iter(f"{SVG}path") if path.get("class", "").startswith("way")]
    pills = [_texts(group)[0] for group in drawn.iter(f"{SVG}g") if group.get("class") == "pill"]
    assert len(ways) == 16
    assert [path.get("class") for path in ways].count("way  back") == 1
    assert pills == [
        "DACH", "otherwise", "60 %", "40 %", "morning, noon", "otherwise", "clean", "otherwise", "buttons 1, 2",
        "button 1", "button 2 · event", "button 1", "button 1 · conversion",
    ]  # fmt: skip


def test_a_reader_of_screens_hears_what_it_is(funnel: Funnel, account: Account) -> None:
    drawn = fromstring(svg.draw(funnel, account, findings=[Seen("error", ("offer",), "Lost.")]))
    assert drawn.get("role") == "img"
    assert drawn.findtext(f"{SVG}title") == "Everything"
    assert drawn.findtext(f"{SVG}desc") == "14 nodes, 16 connections, 1 error"


def test_the_picture_needs_nothing_from_outside_and_runs_nothing(funnel: Funnel, account: Account) -> None:
    text = svg.draw(funnel, account)
    assert text.count("http") == 1
    assert {element.tag.removeprefix(SVG) for element in fromstring(text).iter()} == {
        "svg", "title", "desc", "style", "defs", "marker", "path", "rect", "text", "g",
    }  # fmt: skip
    assert "@media (prefers-color-scheme:dark)" in text


def test_findings_are_badges_that_say_why(funnel: Funnel, account: Account) -> None:
    found = [Seen("hint", ("offer",), "Twice the same name."), Seen("warning", ("offer",), "Pays <little>.")]
    drawn = fromstring(svg.draw(funnel, account, findings=found))
    (badge,) = [group for group in drawn.iter(f"{SVG}g") if group.get("class") == "finding"]
    assert badge.findtext(f"{SVG}title") == "warning: Pays <little>. — hint: Twice the same name."
    assert _texts(badge) == ["2"]
    assert _texts(drawn)[-2:] == ["1 warning", "1 hint"]


def test_an_edit_is_marked_on_nodes_and_connections_and_in_the_legend(funnel: Funnel, account: Account) -> None:
    after = funnel.changed(
        nodes=[node for node in funnel.nodes if node.id_node != "offer"],
        connections=[one for one in funnel.connections if one.id_target_node != "offer"],
    )
    drawn = fromstring(svg.draw(after, account, before=funnel, marks={"offers": "changed"}))
    assert [node.get("class") for node in _nodes(drawn) if len(node.get("class", "").split()) > 2] == [
        "node offerGroup changed",
        "node offer removed",
    ]
    assert [path.get("marker-end") for path in drawn.iter(f"{SVG}path") if path.get("class") == "way removed"] == [
        "url(#tip-removed)"
    ]
    assert _texts(drawn)[-2:] == ["changed", "removed"]


def _small(name: str, *spots: tuple[float, float]) -> Funnel:
    nodes = [
        Node(id_node=f"n{at}", node_name=name, node_type="root" if at == 0 else "offer", pos_x=x, pos_y=y)
        for at, (x, y) in enumerate(spots)
    ]
    return Funnel(id="f", name="Small", id_campaign="g", nodes=nodes)


def _moves(funnel: Funnel) -> list[str | None]:
    return [node.get("transform") for node in _nodes(fromstring(svg.draw(funnel, Account())))]


def test_nodes_stand_where_the_funnel_has_them() -> None:
    assert _moves(_small("A", (100, 100), (700, 50))) == ["translate(100 124)", "translate(700 74)"]


def test_places_of_another_scale_are_laid_out_anew() -> None:
    assert _moves(_small("A", (0.1, 0.1), (0.5, 0.2))) == ["translate(0 24)", "translate(370 24)"]
    assert _moves(_small("A", (float("nan"), 0), (1e300, 0))) == ["translate(0 24)", "translate(370 24)"]


def test_names_of_strangers_stay_text() -> None:
    hostile = '</text><script>alert("1")</script>&\u202e\x00\x1b[31m' + "x" * 10_000
    drawn = fromstring(svg.draw(_small(hostile, (0, 0)), Account()))
    assert not list(drawn.iter(f"{SVG}script"))
    (node,) = _nodes(drawn)
    assert _texts(node) == ["TRAFFIC", '</text><script>alert("1…']
    assert node.findtext(f"{SVG}title") == 'Traffic: </text><script>alert("1")</script>& ' + "x" * 43 + "…"


def test_a_funnel_without_nodes_is_a_picture_too() -> None:
    drawn = fromstring(svg.draw(_small("Empty"), Account()))
    assert drawn.findtext(f"{SVG}desc") == "0 nodes, 0 connections"


@st.composite
def funnels(draw: st.DrawFn) -> Funnel:
    """Any nodes and connections, also of kinds and parameters that do not go together, with any names."""
    count = draw(st.integers(0, 12))
    kinds = draw(st.lists(st.sampled_from(list(NodeKind)), min_size=count, max_size=count))
    nodes = [
        Node(id_node=f"n{at}", node_name=draw(st.text(max_size=20)), node_type=kind) for at, kind in enumerate(kinds)
    ]
    ends = st.sampled_from([*(node.id_node for node in nodes), "nowhere"])
    ways = [
        Connection(id_connection=f"c{at}", id_source_node=one, id_target_node=other)
        for at, (one, other) in enumerate(draw(st.lists(st.tuples(ends, ends), max_size=20)))
    ]
    return Funnel(id="f", name="Any", id_campaign="g", nodes=nodes, connections=ways)


@given(funnels())
def test_every_funnel_can_be_drawn_and_no_node_is_missing(funnel: Funnel) -> None:
    drawn = fromstring(svg.draw(funnel, Account()))
    assert len(_nodes(drawn)) == len(funnel.nodes)
    assert mermaid.draw(funnel, Account()).count(":::") == len(funnel.nodes)
    for line in terminal.draw(funnel, Account(), width=40).splitlines():
        assert len(line) <= 40


@given(funnels())
def test_connections_run_straight_only_where_no_node_stands(funnel: Funnel) -> None:
    graph: Graph = funnel.graph
    boxes = {id: box_of(spot, NodeLabel("", "", ("", "", ""))) for id, spot in place(graph).items()}
    courses = Courses(graph, boxes)
    for number, one in enumerate(graph.connections):
        points = courses.of(number, one).points[1:-1]
        for (x, y), (other_x, other_y) in pairwise(points):
            if y == other_y:
                low, high = sorted((x, other_x))
                assert not [b for b in boxes.values() if b.y < y < b.bottom and b.x < high and b.right > low]
