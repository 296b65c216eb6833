"""Deciding by what is known of a visitor: conditions and scripts."""

from collections.abc import Callable, Hashable, Iterable

from .looks import Looks
from .steps import Onward
from .trip import Trip

_MOST_KNOWN = 1024
_LONGEST_TEXT = 256
"""Visitors send what they like; longer texts are decided anew each time, so that they fill no memory."""


class Fork:
    """Remembers what it decided: visitors who agree in all it looks at are sent the same way."""

    def __init__(self, looks: Looks, decide: Callable[[Trip], Onward]) -> None:
        self.looks = looks
        self._decide = decide
        self._known: dict[tuple[Hashable, ...], Onward] = {}

    def choose(self, trip: Trip) -> Onward:
        key = self.looks.key(trip)
        return self._known.get(key) or self._decided(key, trip)

    def recalled(self, keys: Iterable[tuple[Hashable, ...]]) -> list[Onward | None]:
        """What was decided for visitors with these keys of `looks`; None for those to be decided anew."""
        return list(map(self._known.get, keys))

    def _decided(self, key: tuple[Hashable, ...], trip: Trip) -> Onward:
        onward = self._decide(trip)
        if all(not isinstance(one, str) or len(one) <= _LONGEST_TEXT for one in key):
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[key] = onward
        return onward
