"""One visitor's way from a start to a page, an address, a question or nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..checks.visitors import Visitor
from .steps import Asks, Ending, Lost, Step
from .trip import Draw, Memory, Trip
from .wired import Wired

MOST_STEPS = 50
"""Loop guard: a walk longer than this is lost."""

TOO_LONG = f"visitors go round in a loop: {MOST_STEPS} steps without a page"


@dataclass(frozen=True, slots=True)
class Walk:
    steps: tuple[Step, ...]
    """The nodes in the order they were come to. A middleware stands here once it has answered."""
    ending: Ending
    tags: frozenset[str]
    """Ids of the tags the visitor carries in the end."""


_NO_DATA: Mapping[str, str] = {}


def walk(
    wired: Wired,
    start: str | None,
    visitor: Visitor,
    memory: Memory,
    draw: Draw,
    action: int = 0,
    *,
    data: Mapping[str, str] = _NO_DATA,
    route: str | None = None,
    after: Walk | None = None,
) -> Walk:
    """Walk from a node (None: the root) until a page, an address outside, a question or nowhere. Never raises.

    `action` is the number of the click that led here (0: none) and `data` what it submitted; `memory` is changed.
    A walk that ends in Asks goes on with the same arguments, `start` the node that asks, `route` the answer and
    `after` the walk so far, whose steps and tags are then part of the new one.
    """
    trip = Trip(visitor, memory, draw, action, data, route)
    steps: list[Step] = []
    if after:
        steps += after.steps
        trip.tags = after.tags
    node = wired.root if start is None else start
    while len(steps) < MOST_STEPS:
        place = wired.places.get(node)
        if place is None:
            return Walk(tuple(steps), Lost(node, missing(node)), trip.tags)
        onward = place.choose(trip)
        ending = onward.ending
        if type(ending) is Asks:
            return Walk(tuple(steps), ending, trip.tags)
        steps.append(onward.step)
        if ending is not None:
            return Walk(tuple(steps), ending, trip.tags)
        node = onward.target
    return Walk(tuple(steps), Lost(node, TOO_LONG), trip.tags)


def missing(node: str) -> str:
    """Why visitors are lost at a node that is not there."""
    return "there is no such node to go to" if node else "the funnel has no root to start from"
