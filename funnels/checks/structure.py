"""The graph itself: one way in, no way to nowhere."""

from collections import Counter
from collections.abc import Iterator

from ..funnel import ENDS, KINDS, LANDER_KINDS, Connection, Leaving, NodeKind
from .case import Case
from .finding import Observation
from .rule import rule

_PASS_THROUGH = frozenset(kind for kind, facts in KINDS.items() if facts.leaving is Leaving.ALWAYS)
_NO_WAY_OUT = frozenset(kind for kind, facts in KINDS.items() if facts.leaving is Leaving.NOTHING)
_MUST_LEAD_ON = frozenset(NodeKind) - ENDS - LANDER_KINDS - {NodeKind.LABEL}


@rule("no-root", "error")
def no_root(case: Case) -> Iterator[Observation]:
    """A funnel has a root node, where its links come in."""
    if case.graph.root is None and case.funnel.funnel_type == "visual":
        yield Observation(
            why="No link of this funnel leads anywhere: there is no node where paid visitors come in.",
            fix="Add a root node and connect it to the first step.",
        )


@rule("several-roots", "error")
def several_roots(case: Case) -> Iterator[Observation]:
    """A funnel has one root only."""
    roots = [node.id_node for node in case.nodes([NodeKind.ROOT])]
    if len(roots) > 1:
        yield Observation(
            nodes=tuple(roots),
            why=f"{len(roots)} nodes claim to be where visitors come in; all but one get none of them.",
            fix="Keep one root and make the others rotators.",
        )


@rule("unreachable", "warning")
def unreachable(case: Case) -> Iterator[Observation]:
    """Every node can be reached by a visitor."""
    if case.graph.root is None:
        return
    for node in case.graph.nodes:
        if not case.is_reached(node) and node.node_type is not NodeKind.LABEL:
            yield Observation(
                nodes=(node.id_node,),
                why=f"No way leads to {node.node_name!r}: it gets no visitors and earns nothing.",
                fix="Connect it to a step that visitors reach, or remove it.",
            )


@rule("dead-end", "error")
def dead_end(case: Case) -> Iterator[Observation]:
    """Every step that shows nothing itself leads on to another one."""
    for node in case.nodes(_MUST_LEAD_ON):
        if case.is_reached(node) and not case.graph.leaving(node):
            yield Observation(
                nodes=(node.id_node,),
                why="Visitors who get here see an error page instead of an offer; what they cost is lost.",
                fix="Connect it to a page, an offer or an outside address.",
            )


@rule("lander-without-way-on", "warning")
def lander_without_way_on(case: Case) -> Iterator[Observation]:
    """A lander has at least one button that leads on."""
    for node in case.nodes(LANDER_KINDS):
        if case.is_reached(node) and not case.graph.leaving(node):
            yield Observation(
                nodes=(node.id_node,),
                why="Every click on this lander leads nowhere, so no visitor of it ever reaches an offer.",
                fix="Connect its button 1 to an offer or to the next page.",
            )


@rule("dangling-connection", "error")
def dangling_connection(case: Case) -> Iterator[Observation]:
    """Both ends of a connection are nodes of the funnel."""
    for one in case.graph.dangling:
        ends = [id for id in (one.id_source_node, one.id_target_node) if id in case.graph.node]
        lost = one.id_target_node if one.id_source_node in case.graph.node else one.id_source_node
        yield Observation(
            nodes=tuple(ends),
            connections=(one.id_connection,),
            why=f"This way ends at node {lost!r}, which does not exist: visitors on it are lost.",
            fix="Connect it to a node that exists, or remove it.",
        )


@rule("duplicate-id", "error")
def duplicate_id(case: Case) -> Iterator[Observation]:
    """Every node and every connection has an id of its own."""
    nodes = Counter(node.id_node for node in case.graph.nodes)
    ways = Counter(one.id_connection for one in case.funnel.connections)
    for id, times in nodes.items():
        if times > 1:
            yield Observation(
                nodes=(id,),
                why=f"{times} nodes share the id {id!r}: the tracker knows only one of them and mixes their numbers.",
                fix="Give each node an id of its own.",
            )
    for id, times in ways.items():
        if times > 1:
            yield Observation(
                connections=(id,),
                why=f"{times} connections share the id {id!r}: only one of these ways exists for visitors.",
                fix="Give each connection an id of its own.",
            )


@rule("way-into-root", "error")
def way_into_root(case: Case) -> Iterator[Observation]:
    """No connection leads into the root."""
    for node in case.nodes([NodeKind.ROOT]):
        for one in case.graph.entering(node):
            yield Observation(
                nodes=(one.id_source_node,),
                connections=(one.id_connection,),
                why="The root is where visits begin; the tracker does not take visitors back into it.",
                fix="Lead this way to the step after the root instead.",
                operations=case.disconnect(one),
            )


@rule("way-out-of-end", "error")
def way_out_of_end(case: Case) -> Iterator[Observation]:
    """Nothing leaves an outside address or a note."""
    for node in case.nodes(_NO_WAY_OUT):
        for one in case.graph.leaving(node):
            yield _never_taken(one, "Visitors who leave for an outside address never come back to take this way.")


@rule("way-into-note", "error")
def way_into_note(case: Case) -> Iterator[Observation]:
    """No connection leads into a note on the canvas."""
    for node in case.nodes([NodeKind.LABEL]):
        for one in case.graph.entering(node):
            yield Observation(
                nodes=(one.id_source_node,),
                connections=(one.id_connection,),
                why="A note shows nothing to visitors: whoever takes this way is lost.",
                fix="Lead this way to a page, an offer or an outside address.",
                operations=case.disconnect(one),
            )


@rule("missing-parameters", "error")
def missing_parameters(case: Case) -> Iterator[Observation]:
    """Nodes and connections carry the parameters their kind needs."""
    for node in case.graph.nodes:
        facts = KINDS[node.node_type]
        if facts.params_required and facts.node_params and node.params is None:
            yield Observation(
                nodes=(node.id_node,),
                why=f"The tracker refuses a {node.node_type} node that does not say what stands on it.",
                fix="Say which page, group, condition, script, webhook, tag or address it stands for.",
            )
    for one in case.graph.connections:
        kind = case.graph.source(one).node_type
        needed = KINDS[kind].connection_params
        if needed and getattr(one, needed) is None:
            yield Observation(
                nodes=(one.id_source_node,),
                connections=(one.id_connection,),
                why=f"The tracker cannot tell which visitors of a {kind} node take this way, and refuses it.",
                fix="Say by which weight, button, route or key this way is taken.",
            )


@rule("pass-through-splits", "error")
def pass_through_splits(case: Case) -> Iterator[Observation]:
    """A tag or webhook step has one way on."""
    for node in case.nodes(_PASS_THROUGH):
        ways = case.graph.leaving(node)
        if len(ways) > 1:
            yield Observation(
                nodes=(node.id_node,),
                connections=tuple(one.id_connection for one in ways),
                why=f"Of its {len(ways)} ways on visitors take one; what stands behind the others is starved.",
                fix="Put a rotator behind it and split there.",
            )


def _never_taken(one: Connection, why: str) -> Observation:
    return Observation(
        nodes=(one.id_source_node,), connections=(one.id_connection,), why=why, fix="Remove this connection."
    )
