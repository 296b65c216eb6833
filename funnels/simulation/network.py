"""A funnel as states and the ways between them, with the chance of each way for each kind of visitor.

A state is a node, or a page seen at a node, with what of the visitor's history matters there. Whatever follows is
counted on this: exactly, or by lot.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..assets import Page
from ..routing import MOST_STEPS, Asks, Fork, Lost, Onward, Place, Question, Sent, Shown, Trip, Wired
from .crowd import UNTAGGED, Crowd, Tagging, retagged, tagged
from .rates import Rates
from .terrain import Terrain

Floats = NDArray[np.float64]


class At(NamedTuple):
    """On the way, at a node."""

    node: str
    tagging: Tagging = UNTAGGED
    action: int = 0
    walked: int = 0
    """Steps since the last page, where the loop guard may matter."""


class Views(NamedTuple):
    """Seeing a page."""

    node: str
    page: str
    tagging: Tagging = UNTAGGED


class Gone(NamedTuple):
    """Out of the funnel, from a node."""

    how: Literal["left", "sent", "lost"]
    node: str
    reason: str = ""


State = At | Views | Gone


@dataclass(slots=True)
class Arc:
    """A way from one state to another."""

    source: int
    target: int
    chance: float | Floats
    """For everybody, or for each kind of visitor."""
    way: str
    """Id of the connection or of the page; number of the action on a page; empty where it is none of these."""

    @property
    def is_decided(self) -> bool:
        """Whether a kind of visitor either goes this way for sure, or never."""
        return isinstance(self.chance, np.ndarray)


@dataclass(slots=True)
class Network:
    kinds: int
    states: list[State] = field(default_factory=list)
    arcs: list[Arc] = field(default_factory=list)
    """By state, in the order of the states."""
    pages: dict[str, Page] = field(default_factory=dict)


class Survey:
    """Finds every state that anybody comes to."""

    def __init__(self, wired: Wired, crowd: Crowd, rates: Rates) -> None:
        self._wired = wired
        self._crowd = crowd
        self._rates = rates
        self._terrain = Terrain(wired)
        self._index: dict[State, int] = {}
        self.network = Network(len(crowd.visitors))
        self._find(self._at(wired.root, UNTAGGED, 0, 0))
        states = self.network.states
        done = 0
        while done < len(states):
            state = states[done]
            if isinstance(state, At):
                self._walk(done, state)
            elif isinstance(state, Views):
                self._click(done, state)
            done += 1

    def _find(self, state: State) -> int:
        index = self._index.get(state)
        if index is None:
            index = self._index[state] = len(self.network.states)
            self.network.states.append(state)
        return index

    def _arc(self, source: int, state: State, chance: float | Floats, way: str = "") -> None:
        self.network.arcs.append(Arc(source, self._find(state), chance, way))

    def _at(self, node: str, tagging: Tagging, action: int, walked: int) -> State:
        terrain = self._terrain
        if node not in self._wired.places:
            reason = "there is no such node to go to" if node else "the funnel has no root to start from"
            return Gone("lost", node, reason)
        if walked >= MOST_STEPS and node in terrain.deep:
            return Gone("lost", node, f"visitors go round in a loop: {MOST_STEPS} steps without a page")
        kept = terrain.tags.get(node)
        tagging = (tagging[0] & kept, tagging[1] & kept) if kept else UNTAGGED
        return At(node, tagging, action if node in terrain.asks_action else 0, walked if node in terrain.deep else 0)

    def _walk(self, source: int, state: At) -> None:
        for chance, onward in self._onwards(state, self._wired.places[state.node]):
            self._arc(source, self._next(state, onward), chance, _way(onward))

    def _next(self, state: At, onward: Onward) -> State:
        match onward.ending:
            case None:
                step, tagging = onward.step, state.tagging
                if step.tags_added or step.tags_removed:
                    tagging = retagged(tagging, frozenset(step.tags_added), frozenset(step.tags_removed))
                return self._at(onward.target, tagging, state.action, state.walked + 1)
            case Shown(page=page):
                self.network.pages[page.id] = page
                return Views(state.node, page.id, state.tagging)
            case Lost(reason=reason):
                return Gone("lost", state.node, reason)
            case Sent():
                return Gone("sent", state.node)
            case Asks():
                raise AssertionError("a middleware that has answered asks no more")

    def _onwards(self, state: At, place: Place) -> Iterable[tuple[float | Floats, Onward]]:
        if isinstance(place, Fork):
            return self._decided(state, place)
        if isinstance(place, Question):
            shares = self._rates.answers(place.config)
            return [(share, place.taken(route)) for route, share in shares.items()]
        return place.chances(Trip(self._crowd.visitors[0], {}, float, state.action, {}, None))

    def _decided(self, state: At, place: Fork) -> Iterator[tuple[float | Floats, Onward]]:
        sort_of, somebody = self._crowd.sorts(place.looks)
        taken: dict[int, tuple[Onward, list[int]]] = {}
        for sort, visitor in enumerate(somebody):
            trip = Trip(tagged(visitor, state.tagging), {}, float, state.action, {}, None)
            onward = place.choose(trip)
            taken.setdefault(id(onward), (onward, []))[1].append(sort)
        if len(taken) == 1:
            yield from ((1.0, onward) for onward, _ in taken.values())
            return
        for onward, sorts in taken.values():
            yield np.isin(sort_of, sorts).astype(np.float64), onward

    def _click(self, source: int, state: Views) -> None:
        page = self.network.pages[state.page]
        rates = self._rates.clicks(state.node, page)
        ways = self._wired.clicks[state.node]
        for number, rate in rates.items():
            if number in ways:
                target = self._at(ways[number].id_target_node, state.tagging, number, 0)
            else:
                target = Gone("lost", state.node, f"no way is for button {number} of {page.name!r}")
            self._arc(source, target, rate, str(number))
        left = 1 - sum(rates.values())
        if left > 1e-12:
            self._arc(source, Gone("left", state.node), left)


def _way(onward: Onward) -> str:
    if onward.step.connection:
        return onward.step.connection.id_connection
    return onward.step.page.id if onward.step.page else ""
