"""Who is meant: by country and device, and by tag, traffic source, tracking field, day and hour."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from funnels.blueprint.moments import WEEKDAYS

from ..drawing.audience import Audience
from ..outcome import Json

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


def are_all(crowds: Sequence[Crowd]) -> bool:
    """Whether nobody is left beside them: mobile and desktop, the seven days, an hour and what is outside it."""
    if len(crowds) < 2 or any(len(row) != 1 for crowd in crowds for row in _rows(crowd)):
        return False
    rules = [row[0] for crowd in crowds for row in _rows(crowd)]
    attributes = {rule["attribute"] for rule in rules}
    if attributes == {"device"}:
        return {"mobile", "desktop"} <= {value for rule in rules for value in rule.get("any in", ())}
    return attributes == {"day of week"} and {rule.get("is") for rule in rules} == set(WEEKDAYS)


def _rows(crowd: Crowd) -> list[list[Json]]:
    parts = [part.rules() for part in crowd.audience.parts] if crowd.audience else [[]]
    return [[*part, *row] for part, row in product(parts, crowd.rules)]


def named(text: str) -> str:
    """A route name out of words."""
    spaced = "".join(char if char.isascii() and char.isalnum() else " " for char in text.lower())
    return "_".join(spaced.split())[:60] or "some"
