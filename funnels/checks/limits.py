"""What grows too large to be good."""

from collections.abc import Iterator

from ..ids import is_id
from .case import Case
from .finding import Observation
from .rule import rule

_MOST_NODES = 5000
"""As many steps as a blueprint may have [our ruling]."""


@rule("too-many-nodes", "warning")
def too_many_nodes(case: Case) -> Iterator[Observation]:
    """A funnel has no more nodes than people and the tracker can handle."""
    count = len(case.graph.nodes)
    if count > _MOST_NODES:
        yield Observation(
            why=f"{count:,} nodes are more than anybody can oversee; saving and reporting on it become slow.",
            fix="Divide it into several funnels.",
        )


@rule("odd-id", "hint")
def odd_id(case: Case) -> Iterator[Observation]:
    """Ids of nodes and connections have the tracker's form."""
    nodes = tuple(dict.fromkeys(node.id_node for node in case.graph.nodes if not is_id(node.id_node)))
    ways = tuple(dict.fromkeys(one.id_connection for one in case.funnel.connections if not is_id(one.id_connection)))
    if nodes or ways:
        yield Observation(
            nodes=nodes,
            connections=ways,
            why=f"{(nodes or ways)[0]!r} is not an id of the tracker's form: its reports may cut it or not find it.",
            fix="Make ids of 12 characters: 7 of time, 5 of chance.",
        )
