"""Finds the states of a funnel that an audience comes to, and the ways between them."""

from functools import lru_cache

import numpy as np

from ..routing import (
    MOST_STEPS,
    TOO_LONG,
    ByAction,
    Fork,
    Lost,
    Onward,
    Question,
    Shown,
    Split,
    Straight,
    Trip,
    Wired,
    missing,
)
from .crowd import UNTAGGED, Crowd, Sorts, Tagging, retagged, tagged
from .network import At, Gone, Network, State, Views
from .rates import Rates, converts
from .terrain import terrain

_NOBODY = 1e-12
"""What floats leave over of nothing."""

WayOn = tuple[float, State, str]
"""Chance, what follows, and the way's name as in `Network.ways`."""

_MOST_REMEMBERED = 16
"""Funnels of which ways are remembered: what-if questions ask for the same one again and again."""


class WaysOn:
    """What follows each state of a funnel, as far as neither visitors nor assumptions decide it."""

    def __init__(self) -> None:
        self.known: dict[At, list[WayOn]] = {}
        self._at: dict[str, At] = {}

    def at(self, node: str) -> At:
        """Where history does not matter."""
        return self._at.get(node) or self._at.setdefault(node, At(node))


@lru_cache(maxsize=_MOST_REMEMBERED)
def ways_on(wired: Wired) -> WaysOn:
    return WaysOn()


class Survey:
    """Finds every state that anybody comes to."""

    def __init__(self, wired: Wired, crowd: Crowd, rates: Rates) -> None:
        self._wired = wired
        self._crowd = crowd
        self._rates = rates
        self._terrain = terrain(wired)
        self._ways_on = ways_on(wired)
        first = self._at(wired.root, UNTAGGED, 0, 0)
        self._index: dict[State, int] = {first: 0}
        self._arcs: list[tuple[int, int, float, str]] = []
        self.network = Network(len(crowd.visitors), [first])
        for at, state in enumerate(self.network.states):  # grows while it is walked through
            if isinstance(state, At):
                self._walk(at, state)
            elif isinstance(state, Views):
                self._click(at, state)
        if self._arcs:
            columns = map(list, zip(*self._arcs, strict=True))
            self.network.sources, self.network.targets, self.network.chances, self.network.ways = columns

    def _arc(self, source: int, state: State, chance: float, way: str = "") -> int:
        states = self.network.states
        target = self._index.setdefault(state, len(states))
        if target == len(states):
            states.append(state)
        self._arcs.append((source, target, chance, way))
        return len(self._arcs) - 1

    def _at(self, node: str, tagging: Tagging, action: int, walked: int) -> State:
        here = self._terrain
        if node not in self._wired.places:
            return Gone("lost", node, missing(node))
        if here.is_plain:
            return self._ways_on.at(node)
        if walked >= MOST_STEPS and node in here.deep:
            return Gone("lost", node, TOO_LONG)
        kept = here.tags.get(node)
        tagging = (tagging[0] & kept, tagging[1] & kept) if kept else UNTAGGED
        return At(node, tagging, action if node in here.asks_action else 0, walked if node in here.deep else 0)

    def _walk(self, source: int, state: At) -> None:
        place = self._wired.places[state.node]
        if isinstance(place, Fork):
            self._fork(source, state, place)
        elif isinstance(place, Question):
            for route, share in self._rates.answers(place.config).items():
                onward = place.taken(route)
                self._arc(source, self._next(state, onward), share, _way(onward))
        else:
            for chance, following, way in self._ways_on.known.get(state) or self._found(state, place):
                self._arc(source, following, chance, way)

    def _found(self, state: At, place: Split | Straight | ByAction) -> list[WayOn]:
        chances = place.chances(state.action)
        found = [(chance, self._next(state, onward), _way(onward)) for chance, onward in chances]
        self._ways_on.known[state] = found
        return found

    def _next(self, state: At, onward: Onward) -> State:
        ending = onward.ending
        if ending is None:
            step, tagging = onward.step, state.tagging
            if step.tags_added or step.tags_removed:
                tagging = retagged(tagging, frozenset(step.tags_added), frozenset(step.tags_removed))
            return self._at(onward.target, tagging, state.action, state.walked + 1)
        if isinstance(ending, Shown):
            return Views(state.node, ending.page.id, state.tagging)
        return Gone("lost", state.node, ending.reason) if isinstance(ending, Lost) else Gone("sent", state.node)

    def _fork(self, source: int, state: At, place: Fork) -> None:
        sorts = self._crowd.sorts(place.looks)
        chosen = self._chosen(state, place, sorts)
        ids = list(map(id, chosen))
        different = dict(zip(ids, chosen, strict=True))
        if len(different) == 1:
            self._arc(source, self._next(state, chosen[0]), 1.0, _way(chosen[0]))
            return
        numbers = {one: number for number, one in enumerate(different)}
        taken = np.array([numbers[one] for one in ids])[sorts.of_kind]
        for number, onward in enumerate(different.values()):
            arc = self._arc(source, self._next(state, onward), 0.0, _way(onward))
            self.network.decided[arc] = (taken == number).astype(np.float64)

    def _chosen(self, state: At, place: Fork, sorts: Sorts) -> list[Onward]:
        """What is decided for each sort of visitors."""
        known = place.recalled(sorts.keys) if state.tagging == UNTAGGED else [None] * len(sorts.keys)
        found = [onward for onward in known if onward]
        if len(found) == len(known):
            return found
        return [
            onward or place.choose(Trip(tagged(somebody, state.tagging), {}, float, state.action, {}, None))
            for onward, somebody in zip(known, sorts.somebody, strict=True)
        ]

    def _click(self, source: int, state: Views) -> None:
        page = self._wired.pages[state.page]
        rates = self._rates.clicks(state.node, page)
        ways = self._wired.clicks[state.node]
        for number, rate in rates.items():
            one = ways.get(number)
            if one is None:
                lost = Gone("lost", state.node, f"no way is for button {number} of {page.name!r}")
                self._arc(source, lost, rate, str(number))
                continue
            arc = self._arc(source, self._at(one.id_target_node, state.tagging, number, 0), rate, str(number))
            if converts(one):
                self.network.marked.setdefault(source, []).append(arc)
        left = 1 - sum(rates.values())
        if left > _NOBODY:
            self._arc(source, Gone("left", state.node), left)


def _way(onward: Onward) -> str:
    if onward.step.connection:
        return onward.step.connection.id_connection
    return onward.step.page.id if onward.step.page else ""
