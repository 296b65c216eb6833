"""What a node does with a visitor who comes to it.

`choose` says what comes of it for one visitor. `chances`, where a place does not ask who comes, is all that can come
of it after some action for a visitor without a memory; they add up to 1.
"""

from collections.abc import Callable, Mapping, Sequence

from ..assets import MiddlewareConfig
from .fork import Fork
from .split import Chance, Split
from .steps import Onward
from .trip import Trip


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

    def chances(self, action: int) -> Sequence[Chance]:
        return self._certain


class ByAction:
    """A hub, or a page group that maps pages to actions: by the button that led here."""

    def __init__(self, ways: Mapping[int, Onward], otherwise: Onward) -> None:
        self.ways = ways
        self._otherwise = otherwise

    def choose(self, trip: Trip) -> Onward:
        return self.ways.get(trip.action, self._otherwise)

    def chances(self, action: int) -> Sequence[Chance]:
        return ((1.0, self.ways.get(action, self._otherwise)),)


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

    def taken(self, route: str) -> Onward:
        return self.ways.get(route) or self._lost(route)


Place = Split | Fork | Straight | ByAction | Question
