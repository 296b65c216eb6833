"""What visitors get to see: after one click all that can come, with its share, and behind which button what then.

Read from an expectation or found in a funnel, a way is the same; so two of them can be held against each other.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..errors import CaseError
from .addresses import is_address, same_address
from .naming import alike

TOLERANCE = 0.5
"""Percent."""

LOST = "lost"

_LONGEST = 800
_DEEPEST = 6
"""Characters of a way, and pages one after the other, that are told."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page or an address outside, or `lost`; with what is behind each button."""

    share: float
    """Percent of the visitors who come this far."""
    names: tuple[str, ...]
    """Name and address, in this order, as far as they are known."""
    behind: Mapping[int, "Way"] = field(default_factory=dict)
    id: str = ""
    """Of the page."""
    again: bool = False
    """A page that was passed on the way here; what is behind it is not told again."""
    reason: str = ""
    """Why visitors are lost."""


Way = tuple[Place, ...]


def read_way(written: Any) -> Way:
    """From an expectation: CASES.md has its form."""
    if written == LOST:
        return (Place(100.0, (LOST,)),)
    if isinstance(written, (str, dict)):
        written = [written]
    if not isinstance(written, list) or not written:
        raise CaseError(f"{written!r} is no way.", hint="Write a list of stages.")
    stage, rest = written[0], written[1:]
    if isinstance(stage, dict):
        if _is_buttons(stage):
            raise CaseError(f"The way {written!r} begins with buttons, but no page is there to press them.")
        return tuple(_arms(stage, rest))
    return (Place(100.0, (str(stage),), _behind(rest)),)


def _arms(stage: Mapping[Any, Any], rest: Sequence[Any]) -> Iterator[Place]:
    for name, arm in stage.items():
        if isinstance(arm, dict):
            share, then = float(arm["share"]), arm.get("then", rest)
        else:
            share, then = float(arm), rest
        yield Place(share, (str(name),), _behind([then] if isinstance(then, (str, dict)) else then))


def _behind(rest: Sequence[Any]) -> Mapping[int, Way]:
    if not rest:
        return {}
    if isinstance(rest[0], dict) and _is_buttons(rest[0]):
        if len(rest) > 1:
            raise CaseError(f"{rest[1]!r} stands behind buttons, which are the last of a list.")
        return {int(number): read_way(way) for number, way in rest[0].items()}
    return {1: read_way(list(rest))}


def _is_buttons(stage: Mapping[Any, Any]) -> bool:
    return all(str(key).isdecimal() for key in stage)


def difference(wanted: Way, found: Way) -> str:
    """The first thing in which they differ; empty where they are the same."""
    left = [place for place in found if place.share > TOLERANCE]
    for place in wanted:
        met = [one for one in left if _same(place, one)]
        share = sum(one.share for one in met)
        if abs(share - place.share) > TOLERANCE:
            return f"{place.names[0]!r} gets {_percent(share)} instead of {_percent(place.share)}"
        left = [one for one in left if one not in met]
        for one in met:
            deeper = _deeper(place, one)
            if deeper:
                return deeper
    return f"{_percent(left[0].share)} go to {left[0].names[0]!r}, which is not wanted" if left else ""


def _deeper(wanted: Place, found: Place) -> str:
    if wanted.again or found.again:
        return ""
    for number in sorted({*wanted.behind, *found.behind}):
        where = f"behind button {number} of {found.names[0]!r}"
        if number not in found.behind:
            return f"{where} is nothing instead of {told(wanted.behind[number])}"
        if number not in wanted.behind:
            return f"{where} is {told(found.behind[number])}, which is not wanted"
        deeper = difference(wanted.behind[number], found.behind[number])
        if deeper:
            return f"{where}: {deeper}"
    return ""


def _same(wanted: Place, found: Place) -> bool:
    if wanted.id or wanted.names[0] == LOST or found.names[0] == LOST:
        return (wanted.id, wanted.names[0]) == (found.id, found.names[0]) or bool(wanted.id and wanted.id == found.id)
    name = wanted.names[0]
    return any(
        same_address(name, one) if is_address(name) and is_address(one) else alike(name, one) for one in found.names
    )


def told(way: Way) -> str:
    """A way much as cases write it."""
    whole = _told(way, _DEEPEST)
    return whole if len(whole) <= _LONGEST else f"{whole[:_LONGEST]}…"


def _told(way: Way, pages: int) -> str:
    arms = [f"{_percent(one.share)} {_told_place(one, pages)}" for one in way]
    return "{" + ", ".join(arms) + "}" if len(way) > 1 else _told_place(way[0], pages) if way else "nothing"


def _told_place(place: Place, pages: int) -> str:
    name = place.names[0] + (f" ({place.reason})" if place.reason else "") + (" (again)" if place.again else "")
    if not place.behind or not pages:
        return name + " > …" * bool(place.behind)
    behind = {number: _told(way, pages - 1) for number, way in place.behind.items()}
    if list(behind) == [1]:
        return f"{name} > {behind[1]}"
    return name + " > {" + ", ".join(f"button {number}: {way}" for number, way in behind.items()) + "}"


def _percent(share: float) -> str:
    return f"{share:.1f}".removesuffix(".0") + "%"
