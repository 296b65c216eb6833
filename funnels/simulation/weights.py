"""The same funnel with other weights on one split."""

from collections.abc import Mapping
from dataclasses import replace

from ..errors import InputError, NotFoundError
from ..names import nearest
from ..routing import Arm, Split, Wired


def with_weights(wired: Wired, node: str, weights: Mapping[str, float]) -> Wired:
    """Weights by arm; those that are not named keep theirs, and only their proportions count.

    An arm of a rotator is called by its connection or by the node it leads to, an arm of a page group by its page.
    Raises NotFoundError for an unknown node or arm, InputError for a weight below 0 or a name for several arms.
    """
    split = split_at(wired, node)
    wanted = [arm.weight for arm in split.arms]
    for name, weight in weights.items():
        if not 0 <= weight < float("inf"):
            raise InputError(f"The weight of {name!r} is {weight}, not 0 or more.")
        wanted[_arm(split, node, name)] = float(weight)
    return replace(wired, places={**wired.places, node: split.reweighted(wanted)})


def split_at(wired: Wired, node: str) -> Split:
    """Raises NotFoundError where there is no such node, InputError where it does not go by weight."""
    place = wired.places.get(node)
    if place is None:
        near = nearest(node, list(wired.places))
        raise NotFoundError(f"The funnel has no node {node!r}.", candidates=near, hint="Take an id from the funnel.")
    if not isinstance(place, Split):
        raise InputError(f"Node {node!r} is of kind {wired.kinds[node]}: it does not share visitors by weight.")
    return place


def _arm(split: Split, node: str, name: str) -> int:
    by_key = [at for at, arm in enumerate(split.arms) if arm.key == name]
    found = by_key or [at for at, arm in enumerate(split.arms) if arm.onward.target == name]
    if len(found) > 1:
        keys = ", ".join(repr(split.arms[at].key) for at in found)
        raise InputError(f"Several arms of {node!r} lead to {name!r}.", hint=f"Name the connection: {keys}.")
    if not found:
        known = [text for arm in split.arms for text in _names(arm)]
        raise NotFoundError(
            f"Node {node!r} has no arm {name!r}.", candidates=nearest(name, known), hint=f"It has {', '.join(known)}."
        )
    return found[0]


def _names(arm: Arm) -> tuple[str, ...]:
    return (arm.key, arm.onward.target) if arm.onward.target else (arm.key,)
