"""`Switzerland leaves the dach route`, `BackRelief leaves F`: out, not left as it is."""

from collections.abc import Sequence
from dataclasses import replace

from ..talking.current import Current
from .cue import Cue
from .items import Item, Kind

_LEAVING = ("leaves", "leave", "quits", "quit", "exits", "exit")
_OUT = ("drops", "drop", "falls", "fall", "comes", "come", "gets", "get", "pulls", "pull", "takes", "bows")


def leaves(items: Sequence[Item], place: int, _now: Current) -> tuple[Item, int] | None:
    if place == 0 or not _has_subject(items, place):
        return None
    low, after = items[place].text.lower(), items[place + 1 : place + 2]
    if low in _OUT and after and after[0].text.lower() in ("out", "out of", "out from"):
        whole = f"{items[place].text} {after[0].text}"
        return replace(after[0], text=whole, start=items[place].start, cues=(Cue.OUT,)), place + 2
    if low in _LEAVING and _is_left(items, place + 1):
        return replace(items[place], kind=Kind.CUE, cues=(Cue.OUT,)), place + 1
    return None


def the_same(items: Sequence[Item], place: int, _now: Current) -> tuple[Item, int] | None:
    """`same advertorial`: that one stays."""
    following = items[place + 1 : place + 2]
    if items[place].text.lower() not in ("same", "the same") or not following or not following[0].is_inside:
        return None
    return replace(items[place], kind=Kind.CUE, cues=(Cue.KEEPS,)), place + 1


def _has_subject(items: Sequence[Item], place: int) -> bool:
    """`the Swiss leave`; `leave the Swiss` has none."""
    before = [item for item in items[:place] if not item.has(Cue.LIGHT, Cue.PEOPLE)]
    return bool(before) and before[-1].kind in (Kind.WHO, Kind.PAGE, Kind.ROLE)


def _is_left(items: Sequence[Item], place: int) -> bool:
    """The end, a funnel or a route stands behind it."""
    rest = [item for item in items[place:] if not item.has(Cue.LIGHT, Cue.IN)]
    if not rest or rest[0].kind in (Kind.MARK, Kind.FUNNEL) or rest[0].has(Cue.AND, Cue.FUNNEL, Cue.IT, Cue.ROUTE):
        return True
    return rest[0].kind is Kind.STEP and rest[0].step.startswith("route:")
