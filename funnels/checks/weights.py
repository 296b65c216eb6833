"""Who gets which share: rotators and page groups."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..assets import PageGroup
from ..funnel import GROUP_KINDS, ROTATORS, Node, NodeKind
from ..wire import Json
from .case import Case
from .finding import Observation
from .percent import adds_up, percent, spread
from .rule import rule

_STARVED = 0.01
"""Our ruling: an arm below 1 % collects too few visitors to ever be judged."""


@rule("no-weight", "error")
def no_weight(case: Case) -> Iterator[Observation]:
    """Of every split at least one arm has a weight above zero."""
    for node, weights in _splits(case):
        if weights and not any(weights):
            yield Observation(
                nodes=(node.id_node,),
                why="Every arm has 0 %: the tracker has nowhere to send these visitors.",
                fix="Give the arms weights that add up to 100 %.",
                operations=_reweighted(case, node, [1] * len(weights)),
            )


@rule("weights-off", "warning")
def weights_off(case: Case) -> Iterator[Observation]:
    """The weights of a split add up to 100 %."""
    for node, weights in _splits(case):
        if any(weights) and not adds_up(weights):
            total = sum((Decimal(str(weight)) for weight in weights), Decimal(0))
            yield Observation(
                nodes=(node.id_node,),
                why=f"The weights add up to {percent(total)}, so no arm gets the share that is written on it, "
                "and what each one costs and earns is judged wrongly.",
                fix="Scale the weights to 100 %.",
                operations=_reweighted(case, node, weights),
            )


@rule("starved-arm", "hint")
def starved_arm(case: Case) -> Iterator[Observation]:
    """Every arm of a split gets enough visitors to be judged."""
    for node, weights in _splits(case):
        starved = [weight for weight in weights if weight < _STARVED]
        if starved and any(weights):
            yield Observation(
                nodes=(node.id_node,),
                why=f"{len(starved)} of {len(weights)} arms get {percent(max(starved))} or less: they earn nothing "
                "and never tell whether they would.",
                fix="Take the arm away, or give it at least 1 %.",
            )


@rule("single-arm", "hint")
def single_arm(case: Case) -> Iterator[Observation]:
    """A rotator splits visitors over two arms or more."""
    for node in case.nodes([NodeKind.ROTATOR]):
        ways = case.graph.leaving(node)
        if len(ways) == 1:
            yield Observation(
                nodes=(node.id_node,),
                connections=(ways[0].id_connection,),
                why="All visitors go the same way: the rotator costs a hit each and decides nothing.",
                fix="Add the second variant, or lead past the rotator.",
            )


def _splits(case: Case) -> Iterator[tuple[Node, Sequence[int | float]]]:
    """Nodes that share visitors by weight; where an AI shares them, the weights are its own affair."""
    for node in case.nodes(ROTATORS):
        by_ai = node.node_rotator_params is not None and node.node_rotator_params.rotator_type == "ai"
        weights = [one.weight for one in case.graph.leaving(node)]
        known = [weight for weight in weights if weight is not None]
        if not by_ai and len(known) == len(weights):
            yield node, known
    for node in case.nodes(GROUP_KINDS):
        group = case.group(node)
        if group and group.routing == "rotator":
            yield node, [one.weight for one in group.pages]


def _reweighted(case: Case, node: Node, weights: Sequence[int | float]) -> tuple[Json, ...]:
    """One operation that scales the arms to 100 %; none where it would change other funnels or cannot name an arm."""
    step = case.key(node)
    group = case.group(node)
    arms = _pages(case, group) if group else [case.key(target) for target in case.graph.after(node)]
    named = [arm for arm in arms if arm]
    if step is None or len(set(named)) != len(weights) or (group and group.restrict_to_funnel_id != case.funnel.id):
        return ()
    return ({"op": "set_weights", "step": step, "weights": dict(zip(named, spread(weights), strict=True))},)


def _pages(case: Case, group: PageGroup) -> list[str | None]:
    entries = (case.account.entry("page", one.id_page) for one in group.pages)
    return [entry.name if entry else None for entry in entries]
