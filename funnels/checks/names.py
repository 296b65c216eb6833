"""Whether people can tell things apart."""

from collections import defaultdict
from collections.abc import Iterator

from ..funnel import GROUP_KINDS, NodeKind
from ..names import folded
from .case import Case
from .finding import Observation
from .rule import rule


@rule("duplicate-name", "hint")
def duplicate_name(case: Case) -> Iterator[Observation]:
    """No two nodes of a funnel have the same name."""
    by_name = defaultdict(list)
    for node in case.graph.nodes:
        if node.node_type is not NodeKind.LABEL:
            by_name[folded(node.node_name)].append(node)
    for nodes in by_name.values():
        if len(nodes) > 1:
            yield Observation(
                nodes=tuple(node.id_node for node in nodes),
                why=f"{len(nodes)} nodes are called {nodes[0].node_name!r}: reports by node cannot be read.",
                fix="Give each its own name.",
            )


@rule("same-address-twice", "hint")
def same_address_twice(case: Case) -> Iterator[Observation]:
    """The pages of a group show different things."""
    for node in case.nodes(GROUP_KINDS):
        by_url = defaultdict(set)
        for page in case.pages(node):
            by_url[page.base_url].add(page.name)
        for url, pages in by_url.items():
            if len(pages) > 1:
                yield Observation(
                    nodes=(node.id_node,),
                    why=f"{' and '.join(map(repr, sorted(pages)))} have the same address: whatever the split says, "
                    "visitors see the same page.",
                    fix="Correct the address of one, or keep one of them.",
                    detail=url,
                )
