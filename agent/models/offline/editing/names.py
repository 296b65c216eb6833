"""What words mean among the names that a funnel itself has: its pages, its steps, its routes."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from rapidfuzz.distance import OSA

from funnels.names import folded

from ..seats import Seat
from ..talking.current import Current

_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 4
"""Letters of the beginning of a word that stand for it, and of words in which a typing error is noticed."""

_TOO_PLAIN = frozenset(
    ["us", "uk", "de", "ca", "fr", "the", "an", "of", "for", "and", "in", "on", "top", "page", "lander", "offer",
     "first", "second", "both", "start", "rest"]
)  # fmt: skip


class Names:
    def __init__(self, now: Current) -> None:
        self._now = now

    @cached_property
    def _all_seats(self) -> list[Seat]:
        return list({(seat.step, seat.type, seat.name): seat for seat in self._now.seats()}.values())

    def seats(self, text: str, names: Iterable[str]) -> tuple[Seat, ...]:
        """The pages of the funnel that are called so, or that hold all these words."""
        wanted = {folded(name) for name in names}
        whole = tuple(seat for seat in self._all_seats if folded(seat.name) == folded(text))
        if whole:
            return whole
        words = _WORD.findall(text.casefold())
        holding = tuple(
            seat for seat in self._all_seats if words and all(self._holds(seat.name, one) for one in words)
        )
        return holding or tuple(seat for seat in self._all_seats if folded(seat.name) in wanted)

    def by_word(self, word: str) -> tuple[Seat, ...]:
        low = word.casefold()
        if low in _TOO_PLAIN or len(low) < 2:
            return ()
        return tuple(seat for seat in self._all_seats if self._holds(seat.name, low))

    def step(self, word: str) -> str:
        """The step or route that is called so."""
        low = word.casefold()
        if low in _TOO_PLAIN or len(low) < 3:
            return ""
        known = {key: (key, str(step.get("name", ""))) for key, step in self._now.steps.items()}
        known |= {f"route:{name}": (name, "") for name in self._routes}
        fits = [
            key for key, spelled in known.items() if any(_same(low, one) for name in spelled for one in _words(name))
        ]
        return fits[0] if fits else ""

    def button_to(self, step: str) -> int:
        """The number of the only button that leads there, 0 where there is none or several."""
        numbers = [
            int(number)
            for one in self._now.steps.values()
            for number, way in one.get("on", {}).items()
            if (way if isinstance(way, str) else way["to"]) == step
        ]
        return numbers[0] if len(numbers) == 1 else 0

    @cached_property
    def _routes(self) -> list[str]:
        steps: Iterable[Mapping[str, object]] = self._now.steps.values()
        routes = [dict(step).get("condition", {}) for step in steps]
        return [str(one["name"]) for said in routes if isinstance(said, dict) for one in said.get("routes", ())]

    @staticmethod
    def _holds(name: str, word: str) -> bool:
        return any(_same(word, one) for one in _words(name))


def _words(name: str) -> list[str]:
    """`ShieldVPN DE` is known as shieldvpn, shield, vpn, de."""
    parts = re.findall(r"[A-Z]{2,}(?![a-z])|[A-Z]?[a-z]+|\d+|[A-Z]", name)
    return [*_WORD.findall(name.casefold()), *(part.casefold() for part in parts)]


def _same(said: str, known: str) -> bool:
    if said == known or (said.endswith("s") and len(said) > _SHORTEST and said[:-1] == known):
        return True
    if known.endswith("s") and len(known) > _SHORTEST and known[:-1] == said:
        return True
    if len(said) < _SHORTEST or len(known) < _SHORTEST:
        return False
    if known.startswith(said):
        return True
    return len(said) >= 5 and said[0] == known[0] and OSA.distance(said, known) <= (2 if len(said) >= 8 else 1)
