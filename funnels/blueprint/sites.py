"""Which node each step becomes."""

from ..funnel import LANDER_KINDS, OFFER_KINDS, Node, NodeKind
from ..names import nearest
from .bench import Bench
from .blueprint import START, Blueprint
from .exits import arms_of, exits
from .site import Site
from .steps import Arm, Kept, Split, Step

ENTRANCE = "Traffic"
"""The name of the root node."""


def sites(blueprint: Blueprint, bench: Bench) -> list[Site]:
    """The entrance first, then every step. Nodes that mean the same keep their ids."""
    entrance = _entrance(blueprint, bench)
    steps = [_site(key, step, bench) for key, step in blueprint.steps.items()]
    return [entrance, *steps] if entrance else steps


def refuse_ways_to_nowhere(found: list[Site], bench: Bench) -> None:
    keys = [site.key for site in found if site.key != START]
    known = set(keys)
    for site in found:
        for exit in site.exits:
            if exit.to not in known:
                near = tuple(nearest(exit.to, keys, most=3)) if len(bench.faults) < bench.most_candidates else ()
                bench.fault(site.at(exit.place), f"no step is called {exit.to!r}", near)


def _entrance(blueprint: Blueprint, bench: Bench) -> Site | None:
    base = bench.base
    node = base.funnel.graph.root if base else None
    if base and node is None and blueprint.start == ():
        return None
    return Site(
        key=START,
        step=_as_split(blueprint),
        id=node.id_node if node else bench.new_id(),
        kind=NodeKind.ROOT,
        exits=tuple(arms_of(blueprint)),
        old=_as_split(base.blueprint) if base and node else None,
        node=node,
        old_exits=tuple(arms_of(base.blueprint)) if base and node else (),
    )


def _as_split(blueprint: Blueprint) -> Split:
    start = blueprint.start
    arms = (Arm(to=start),) if isinstance(start, str) else start
    return Split(name=ENTRANCE, split=arms, rotation=blueprint.rotation)


def _site(key: str, step: Step, bench: Bench) -> Site:
    kind = step.kept if isinstance(step, Kept) else step.kind or NodeKind.LABEL
    node = _node_of(key, bench)
    if bench.base is None or node is None or not _is_still(node, kind):
        return Site(key, step, bench.new_id(), kind, tuple(exits(step)))
    old = bench.base.blueprint.steps[key]
    now = tuple(exits(step))
    return Site(key, step, node.id_node, kind, now, old, node, now if old is step else tuple(exits(old)))


def _node_of(key: str, bench: Bench) -> Node | None:
    id = bench.base.keys.get(key) if bench.base else None
    return bench.base.funnel.graph.node[id] if bench.base and id else None


def _is_still(node: Node, kind: NodeKind) -> bool:
    """A single page that becomes a group of pages, or the other way round, is the same place still."""
    return node.node_type is kind or any({node.node_type, kind} <= kinds for kinds in (LANDER_KINDS, OFFER_KINDS))
