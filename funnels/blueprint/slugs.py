"""Plain keys out of names."""

import re
import unicodedata
from collections import Counter

_LONGEST = 64


def slug(name: str) -> str:
    """The name in lower-case letters, digits and underscores; empty where nothing of it can be said so."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:_LONGEST].strip("_")


def route_slug(name: str) -> str:
    """The route id for a name; of a name in another script, its characters by number."""
    return slug(name) or "_".join(f"{ord(letter):x}" for letter in name)[:_LONGEST]


class Keys:
    """Hands out slugs, each once."""

    def __init__(self, *taken: str) -> None:
        self._taken = set(taken)
        self._last: Counter[str] = Counter()

    def take(self, name: str, otherwise: str) -> str:
        wanted = slug(name) or otherwise
        key = wanted
        while key in self._taken:
            self._last[wanted] += 1
            ending = f"_{self._last[wanted] + 1}"
            key = wanted[: _LONGEST - len(ending)] + ending
        self._taken.add(key)
        return key
