from dataclasses import dataclass
from typing import Literal

from funnels.assets import Funnel
from funnels.pictures.scene import scene


@dataclass(frozen=True)
class Seen:
    severity: Literal["error", "warning", "hint"]
    nodes: tuple[str, ...]
    why: str


def _without_webhook(funnel: Funnel) -> Funnel:
    nodes = [node for node in funnel.nodes if node.id_node != "tell"]
    ways = [one for one in funnel.connections if "tell" not in (one.id_source_node, one.id_target_node)]
    onward = ways[-1].changed(id_connection="mark-offers", id_source_node="mark", id_target_node="offers")
    split = next(one for one in ways if one.id_connection == "split-page")
    more = split.changed(connection_rotator_params={"weight": 0.5})
    return funnel.changed(nodes=nodes, connections=[*(more if one is split else one for one in ways), onward])


def test_what_an_edit_takes_away_is_drawn_and_marked(funnel: Funnel) -> None:
    whole = scene(_without_webhook(funnel), (), {"offers": "changed"}, funnel)
    assert whole.graph.node["tell"].node_name == "Tell"
    assert whole.marks == {"offers": "changed", "tell": "removed"}
    assert whole.ways == {
        "split-page": "changed",
        "mark-offers": "added",
        "mark-tell": "removed",
        "tell-offers": "removed",
    }


def test_nodes_that_are_new_or_say_something_else_are_marked_without_being_told(funnel: Funnel) -> None:
    renamed = funnel.nodes[1].changed(node_name="Split again")
    moved = funnel.nodes[2].changed(pos_x=400)
    before = funnel.changed(nodes=[funnel.nodes[0], renamed, moved, *funnel.nodes[3:-1]])
    assert scene(funnel, (), {}, before).marks == {"split": "changed", "note": "added"}


def test_without_the_funnel_before_ways_are_marked_by_their_ends(funnel: Funnel) -> None:
    assert scene(funnel, (), {"tell": "added"}, None).ways == {"mark-tell": "added", "tell-offers": "added"}


def test_findings_stand_at_their_nodes_worst_first(funnel: Funnel) -> None:
    hint, error = Seen("hint", ("offers",), "b"), Seen("error", ("offers", "offer"), "a")
    whole = scene(funnel, [hint, error, Seen("error", (), "c")], {}, None)
    assert whole.found == {"offers": [error, hint], "offer": [error]}
    assert whole.counts == {"hint": 1, "error": 2}
