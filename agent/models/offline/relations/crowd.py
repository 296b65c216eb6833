"""Who is meant: by country and device, and by tag, traffic source, tracking field, day and hour."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from funnels.blueprint.moments import WEEKDAYS

from ..drawing.audience import Audience, Part
from ..outcome import Json, PuzzledError

Alternatives = tuple[tuple[Json, ...], ...]
"""Rules of which all of one row must hold."""


@dataclass(frozen=True, slots=True)
class Crowd:
    name: str
    words: str
    audience: Audience | None = None
    rules: Alternatives = ((),)
    """What holds besides."""

    def when(self) -> Json | list[Json]:
        whole = _rows(self)
        return whole[0] if len(whole) == 1 else {"any": [{"all": part} for part in whole]}

    @property
    def attributes(self) -> set[str]:
        parts = self.audience.parts if self.audience else ()
        told = {attribute for part in parts for attribute in (*part.having, *part.lacking)}
        return told | {str(rule["attribute"]) for row in self.rules for rule in row}


def together(crowds: Sequence[Crowd]) -> Crowd:
    """Those of whom all of it holds."""
    audiences = [one.audience for one in crowds if one.audience]
    rows: Alternatives = tuple(sum(rows, ()) for rows in product(*(one.rules for one in crowds)))
    name = "_".join(one.name for one in crowds)[:60]
    return Crowd(name, " ".join(one.words for one in crowds), audiences[0] if audiences else None, rows)


def either(one: Crowd, other: Crowd) -> Crowd:
    """Those of the one and those of the other."""
    words, name = f"{one.words}, {other.words}", f"{one.name}_{other.name}"[:60]
    if one.audience and other.audience and one.rules == other.rules == ((),):
        parts = _merged((*one.audience.parts, *other.audience.parts))
        return Crowd(name, words, Audience(parts, name, words))
    if one.audience or other.audience:
        raise PuzzledError(f"how {one.words!r} and {other.words!r} go the same way; give each a way of its own")
    return Crowd(name, words, None, (*one.rules, *other.rules))


def _merged(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Countries beside countries are one list."""
    if any(part.lacking or set(part.having) != {"country"} for part in parts):
        return tuple(parts)
    return (Part({"country": tuple(dict.fromkeys(code for part in parts for code in part.having["country"]))}),)


def within(whole: Crowd, some: Crowd) -> Crowd:
    """Those of the one who are of the other too: `Canada: on mobile …`."""
    both = together([whole, some])
    if whole.audience is None or some.audience is None:
        return both
    name, words = f"{whole.name}_{some.name}"[:60], f"{whole.words} {some.words}"
    parts = tuple(
        Part({**one.having, **other.having}, {**one.lacking, **other.lacking})
        for one, other in product(whole.audience.parts, some.audience.parts)
    )
    return Crowd(name, words, Audience(parts, name, words), both.rules)


def is_part_of(one: Audience, other: Audience) -> bool:
    """Whether the first says of the same countries what the second leaves open."""
    if len(one.parts) != 1 or len(other.parts) != 1:
        return False
    part, whole = one.parts[0].having, other.parts[0].having
    return whole.keys() < part.keys() and all(set(part[key]) == set(values) for key, values in whole.items())


def are_all(crowds: Sequence[Crowd]) -> bool:
    """Whether nobody is left beside them: mobile and desktop, the seven days, some and those who are not these."""
    if len(crowds) < 2 or any(len(row) != 1 for crowd in crowds for row in _rows(crowd)):
        return False
    rules = [row[0] for crowd in crowds for row in _rows(crowd)]
    if _is_complement(rules):
        return True
    attributes = {rule["attribute"] for rule in rules}
    if attributes == {"device"}:
        return {"mobile", "desktop"} <= {value for rule in rules for value in rule.get("any in", ())}
    return attributes == {"day of week"} and {rule.get("is") for rule in rules} == set(WEEKDAYS)


def _is_complement(rules: Sequence[Json]) -> bool:
    """`mobile` and `not mobile`."""
    told = {value for rule in rules for value in rule.get("any in", ())}
    lacking = [set(rule["not in"]) for rule in rules if "not in" in rule]
    return len({rule["attribute"] for rule in rules}) == 1 and lacking == [told]


def _rows(crowd: Crowd) -> list[list[Json]]:
    parts = [part.rules() for part in crowd.audience.parts] if crowd.audience else [[]]
    return [[*part, *row] for part, row in product(parts, crowd.rules)]


def named(text: str) -> str:
    """A route name out of words."""
    spaced = "".join(char if char.isascii() and char.isalnum() else " " for char in text.lower())
    return "_".join(spaced.split())[:60] or "some"
