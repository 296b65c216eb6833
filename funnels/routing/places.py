"""The other kinds of place: one way on, a way by action, a page by action, an outside answer."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from ..assets import MiddlewareConfig
from ..wire import DEFAULT_ROUTE
from .split import Chance
from .steps import Onward
from .trip import Trip


class Place(Protocol):
    """What a node does with a visitor who comes to it."""

    def choose(self, trip: Trip) -> Onward: ...

    def chances(self, trip: Trip) -> Sequence[Chance]:
        """All that can come of it for a visitor without a memory; the chances add up to 1."""
        ...


class Straight:
    """Everybody fares the same: pages, addresses outside, tags, webhooks, and whatever cannot be passed."""

    def __init__(self, onward: Onward) -> None:
        self.onward = onward
        self._certain = ((1.0, onward),)

    def choose(self, trip: Trip) -> Onward:
        step = self.onward.step
        if step.tags_added or step.tags_removed:
            trip.tags = (trip.tags | frozenset(step.tags_added)) - frozenset(step.tags_removed)
        return self.onward

    def chances(self, trip: Trip) -> Sequence[Chance]:
        return self._certain


class ByAction:
    """A hub, or a page group that maps pages to actions: by the button that led here."""

    def __init__(self, ways: Mapping[int, Onward], otherwise: Onward) -> None:
        self.ways = ways
        self._otherwise = otherwise

    def choose(self, trip: Trip) -> Onward:
        return self.ways.get(trip.action, self._otherwise)

    def chances(self, trip: Trip) -> Sequence[Chance]:
        return ((1.0, self.choose(trip)),)


class Question:
    """A middleware: the walk stops to ask, and goes on with the route of the answer."""

    def __init__(
        self, config: MiddlewareConfig, asks: Onward, ways: Mapping[str, Onward], lost: Callable[[str], Onward]
    ) -> None:
        self.config = config
        self._asks = asks
        self.ways = ways
        """By id of the route, the default among them."""
        self._lost = lost

    def choose(self, trip: Trip) -> Onward:
        route, trip.route = trip.route, None
        return self._asks if route is None else self.taken(route)

    def chances(self, trip: Trip) -> Sequence[Chance]:
        """As if every answer were the default: what it really answers, nobody here knows."""
        return ((1.0, self.taken(DEFAULT_ROUTE)),)

    def taken(self, route: str) -> Onward:
        return self.ways.get(route) or self._lost(route)
