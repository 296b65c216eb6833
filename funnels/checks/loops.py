"""Circles in which nobody sees a page."""

from collections.abc import Iterator

from ..funnel import ENDS, PAGE_KINDS, NodeKind
from .case import Case
from .cycles import cycles
from .finding import Observation
from .rule import rule

_PASSED = frozenset(NodeKind) - PAGE_KINDS - ENDS


@rule("endless-loop", "error")
def endless_loop(case: Case) -> Iterator[Observation]:
    """Every circle of steps has a way out."""
    for loop in _loops(case):
        if not _exits(case, loop):
            yield Observation(
                nodes=loop,
                why="Visitors are redirected in a circle without end until their browser gives up; what they cost is "
                "lost.",
                fix="Lead one of these steps to a page, an offer or an outside address.",
            )


@rule("loop-without-page", "warning")
def loop_without_page(case: Case) -> Iterator[Observation]:
    """A circle of steps passes a page, so that visitors decide whether they go round again."""
    for loop in _loops(case):
        # A tag given on the way round can open the way out at the second passage.
        tags = any(case.graph.node[id].node_type is NodeKind.VISITOR_TAG for id in loop)
        if _exits(case, loop) and not tags:
            yield Observation(
                nodes=loop,
                why="Some visitors are redirected in a circle several times before they see anything; some browsers "
                "give up, and every round counts as another hit.",
                fix="Lead the way back to a page instead.",
            )


def _loops(case: Case) -> Iterator[tuple[str, ...]]:
    passed = {node.id_node: case.graph.leaving(node) for node in case.nodes(_PASSED) if case.is_reached(node)}
    yield from cycles(
        {
            id: [one.id_target_node for one in ways if one.id_target_node in passed and one.weight != 0]
            for id, ways in passed.items()
        }
    )


def _exits(case: Case, loop: tuple[str, ...]) -> bool:
    inside = frozenset(loop)
    return any(
        one.id_target_node not in inside and one.weight != 0
        for id in loop
        for one in case.graph.leaving(case.graph.node[id])
    )
