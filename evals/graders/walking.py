"""Every way of a visitor through a funnel, with its exact share: nothing is drawn by lot."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from funnels.account import Account
from funnels.assets import Funnel
from funnels.checks.visitors import Visitor
from funnels.routing import (
    MOST_STEPS,
    TOO_LONG,
    Fork,
    Lost,
    Onward,
    Question,
    Sent,
    Shown,
    Trip,
    Wired,
    missing,
    wire,
)
from funnels.routing import Place as Node

from .way import LOST, Place, Way

_MOST = 5_000
"""States of a visitor that are followed; pages that all lead to each other have more than anybody could."""

_LEAST = 1e-3
"""Percent of visitors that is not followed any further."""


@dataclass(frozen=True, slots=True)
class _State:
    """What matters of a visitor who is about to come to a node."""

    node: str
    tags: frozenset[str]
    action: int = 0
    seen: frozenset[str] = frozenset()
    """Nodes at which they saw a page, as far as these can be come to again."""


def way_of(funnel: Funnel, account: Account, visitor: Visitor) -> Way:
    """Loops are cut where a page is seen again at the same node.

    AI rotators go by their weights, a middleware answers each of its routes equally often, and what a session
    remembers of earlier picks plays no part.
    """
    return _Walker(wire(funnel, account), visitor).way(_State("", visitor.tags))


class _Walker:
    def __init__(self, wired: Wired, visitor: Visitor) -> None:
        self._wired = wired
        self._visitor = visitor
        self._known: dict[_State, Way] = {}
        self._in_loops = frozenset(id for id in wired.places if id in _behind(wired, id))

    def way(self, state: _State) -> Way:
        if len(self._known) >= _MOST:
            return (Place(100.0, (LOST,), reason="there are more ways than can be followed"),)
        if state not in self._known:
            state_here = state if state.node else replace(state, node=self._wired.root)
            self._known[state] = _together(self._places(state_here, 100.0, 0))
        return self._known[state]

    def _places(self, state: _State, share: float, steps: int) -> Iterator[Place]:
        """What is come to from a node; the same page may be come to more than once."""
        place = self._wired.places.get(state.node)
        if place is None or steps >= MOST_STEPS:
            yield Place(share, (LOST,), reason=TOO_LONG if place else missing(state.node))
            return
        for chance, onward, tags in self._choices(place, state):
            part = share * chance
            if part < _LEAST:
                continue
            if onward.ending is None:
                yield from self._places(replace(state, node=onward.target, tags=tags), part, steps + 1)
            else:
                yield self._ended(replace(state, tags=tags), onward, part)

    def _choices(self, place: Node, state: _State) -> Iterator[tuple[float, Onward, frozenset[str]]]:
        trip = Trip(replace(self._visitor, tags=state.tags), {}, lambda: 0.5, state.action, {}, None)
        if isinstance(place, Fork):
            yield 1.0, place.choose(trip), state.tags
        elif isinstance(place, Question):
            for onward in place.ways.values():
                yield 1 / len(place.ways), onward, state.tags
        else:
            for chance, onward in place.chances(state.action):
                step = onward.step
                yield chance, onward, (state.tags | {*step.tags_added}) - {*step.tags_removed}

    def _ended(self, state: _State, onward: Onward, share: float) -> Place:
        match onward.ending:
            case Shown(node=node, page=page):
                again = node in state.seen
                seen = state.seen | ({node} & self._in_loops)
                behind = {} if again else self._behind(replace(state, seen=seen))
                return Place(share, (page.name, page.base_url), behind, page.id, again)
            case Sent(url=url):
                return Place(share, (url,))
            case Lost(reason=reason):
                return Place(share, (LOST,), reason=reason)
            case other:
                raise AssertionError(other)

    def _behind(self, state: _State) -> Mapping[int, Way]:
        clicks = self._wired.clicks.get(state.node, {})
        return {
            number: self.way(replace(state, node=clicks[number].id_target_node, action=number))
            for number in sorted(clicks)
        }


def _behind(wired: Wired, id: str) -> frozenset[str]:
    """Nodes that can be come to from a node."""
    found, waiting = set[str](), [id]
    while waiting:
        for target in wired.targets.get(waiting.pop(), ()):
            if target not in found:
                found.add(target)
                waiting.append(target)
    return frozenset(found)


def _together(places: Iterable[Place]) -> Way:
    """Each page once, with what is behind it on average."""
    found: dict[tuple[str, str, bool], list[Place]] = defaultdict(list)
    for place in places:
        found[place.id, place.names[0], place.again].append(place)
    return tuple(_merged(group) for group in found.values())


def _merged(group: list[Place]) -> Place:
    if len(group) == 1:
        return group[0]
    share = sum(one.share for one in group)
    buttons = sorted({number for one in group for number in one.behind})
    behind = {number: _together(_mixed(group, number, share)) for number in buttons}
    return replace(group[0], share=share, behind=behind)


def _mixed(group: list[Place], number: int, share: float) -> Iterator[Place]:
    for one in group:
        for place in one.behind.get(number, (Place(100.0, (LOST,), reason="this button leads nowhere"),)):
            yield replace(place, share=place.share * one.share / share)
