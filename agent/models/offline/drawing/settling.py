"""One of several names that fit, where the request itself says which: it is for the visitors who are targeted."""

import itertools
import re
from collections.abc import Sequence

from ..recognising import countries
from ..tokens import Candidate
from .audience import Audience

_WORD = re.compile(r"[^\W_]+")
_LOUD = frozenset(["AM", "AS", "AT", "BE", "BY", "DO", "IN", "IS", "IT", "ME", "MY", "NO", "SO", "TO"])
"""Codes that are words where a whole name stands in capitals."""


def targeted(audience: Audience | None) -> tuple[str, ...]:
    """The countries of all who come this way; none where some come from anywhere."""
    if audience is None:
        return ()
    parts = [part.having.get("country", ()) for part in audience.parts]
    return tuple(dict.fromkeys(code for part in parts for code in part)) if all(parts) else ()


def settled_by(codes: Sequence[str], candidates: Sequence[Candidate]) -> Candidate | None:
    """The only candidate whose name carries one of these countries."""
    fitting = [one for one in candidates if countries_in(one.name) & set(codes)]
    return fitting[0] if len(fitting) == 1 and len(candidates) > 1 else None


def reason(said: str, candidates: Sequence[Candidate], chosen: Candidate, codes: Sequence[str]) -> str:
    names = [one.name for one in candidates]
    fits = f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{said!r} fits {fits}; I took {chosen.name}, because you target {', '.join(codes)}."


def countries_in(name: str) -> set[str]:
    """The countries of `VPN Advertorial DE` and `Keto Germany`; `it` and `in` are none."""
    words = [found[0] for found in _WORD.finditer(name)]
    pairs = [f"{first} {second}" for first, second in itertools.pairwise(words)]
    codes = {countries.by_code(word) for word in words if len(word) == 2 and word.isupper()}
    if name.isupper():
        codes -= _LOUD
    named = [countries.by_name().get(tuple(said.lower().split()), ()) for said in (*words, *pairs) if len(said) > 3]
    return (codes | {code for some in named for code in some}) - {""}
