"""Visitors walked one by one through a funnel, clicking by given rates: what simulations are compared with."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from funnels.routing import Asks, Lost, Sent, Shown, Wired, follow, walk
from funnels.simulation import Audience


@dataclass
class Counted:
    nodes: "Counter[str]" = field(default_factory=Counter)
    views: "Counter[tuple[str, str]]" = field(default_factory=Counter)
    clicks: "Counter[tuple[str, str, int]]" = field(default_factory=Counter)
    exits: "Counter[tuple[str, str]]" = field(default_factory=Counter)


def counted(
    wired: Wired, audience: Audience, rates: Mapping[str, Mapping[int, float]], visitors: int, seed: int
) -> Counted:
    """Every visit with a session of its own; middleware answers the default."""
    random = Random(seed)
    found = Counted()
    for segment in random.choices(audience.segments, [one.weight for one in audience.segments], k=visitors):
        visitor, memory = segment.visitor, {}
        node, action, tags = wired.root, 0, visitor.tags
        while True:
            ending, tags = _walked(wired, node, visitor, tags, memory, random, action, found)
            if not isinstance(ending, Shown):
                found.exits["sent" if isinstance(ending, Sent) else "lost", ending.node] += 1
                break
            found.views[ending.node, ending.page.id] += 1
            pressed = _pressed(rates.get(ending.page.id, {}), random)
            if not pressed:
                found.exits["left", ending.node] += 1
                break
            found.clicks[ending.node, ending.page.id, pressed] += 1
            way = follow(wired, ending.node, ending.page.id, pressed)
            if way is None:
                found.exits["lost", ending.node] += 1
                break
            node, action = way.id_target_node, pressed
    return found


def _walked(
    wired: Wired, node: str, visitor: Any, tags: Any, memory: Any, random: Random, action: int, found: Counted
) -> tuple[Any, Any]:
    tagged = type(visitor)(visitor.attributes, visitor.fields, tags, visitor.time)
    made = walk(wired, node, tagged, memory, random.random, action)
    while isinstance(made.ending, Asks):
        made = walk(wired, made.ending.node, tagged, memory, random.random, action, route="default", after=made)
    found.nodes.update(step.node for step in made.steps)
    assert isinstance(made.ending, Shown | Sent | Lost)
    return made.ending, made.tags


def _pressed(rates: Mapping[int, float], random: Random) -> int:
    drawn = random.random()
    for number, rate in rates.items():
        if drawn < rate:
            return number
        drawn -= rate
    return 0
