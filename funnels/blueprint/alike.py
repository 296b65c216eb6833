"""Page groups and conditions that several nodes of one funnel use."""

from .blueprint import Blueprint
from .reading import Reading
from .sharing import used_by
from .steps import Condition, InlineCondition, Landers, Offers, Step


def said_alike(blueprint: Blueprint, base: Reading) -> frozenset[str]:
    """Ids of those that every node which uses them is to say the same of."""
    nodes = base.funnel.graph.node
    said: dict[str, list[object]] = {}
    for key, id in base.keys.items():
        for used in used_by(nodes[id]):
            said.setdefault(used, []).append(_content(blueprint.steps.get(key)))
    return frozenset(used for used, all in said.items() if all[0] is not None and all.count(all[0]) == len(all))


def _content(step: Step | None) -> object:
    """What a step says of its page group or condition itself; where its ways lead is the node's own."""
    match step:
        case Landers() if isinstance(step.landers, tuple):
            return step.landers, step.rotation
        case Offers() if isinstance(step.offers, tuple):
            return step.offers, step.rotation
        case Condition(condition=InlineCondition(routes=routes)):
            return tuple(route.model_copy(update={"to": None}) for route in routes)
    return None
