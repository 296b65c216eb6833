"""Crowds told by halves: `everyone else on Android`, `mobile users who are not from DACH`."""

from collections.abc import Sequence
from dataclasses import replace

from ..talking.current import Current
from ..tokens import Sign, Token
from .cue import Cue
from .items import Item, Kind

_JOINING = (Cue.IN, Cue.OF, Cue.FROM, Cue.WITH, Cue.BY, Cue.PEOPLE, Cue.LIGHT)
_MOST_BETWEEN = 4


def some_not_from(items: Sequence[Item], place: int, _now: Current) -> tuple[Item, int] | None:
    """`phones outside Germany`: the negation is only that of what stands behind it."""
    first, end = items[place], _behind_people(items, place + 1)
    if first.kind is not Kind.WHO or first.cues or end >= len(items):
        return None
    second = items[end]
    if second.kind is not Kind.WHO or second.cues != (Cue.NOT,):
        return None
    denied = Token(Sign.NOT, "not", second.start, second.start)
    tokens = (*first.tokens, denied, *second.tokens)
    return replace(first, text=f"{first.text} {second.text}", end=second.end, tokens=tokens), end + 1


def narrowed_rest(items: Sequence[Item], place: int, _now: Current) -> tuple[Item, int] | None:
    first = items[place]
    if not (_is_rest(first) or first.kind is Kind.WHO):
        return None
    end = _behind_joining(items, place + 1)
    if end == place + 1 and not (end < len(items) and _is_device(items[end]) and _is_rest(first)):
        return None
    if end >= len(items):
        return None
    second = items[end]
    if _is_rest(first) and second.kind is Kind.WHO and not second.cues:
        joined = any(item.has(Cue.OF) and not item.has(Cue.FROM) for item in items[place + 1 : end])
        if joined and not _is_device(second):  # `the rest of Germany`
            return None
        who, end = second, _behind_people(items, end + 1)
    elif first.kind is Kind.WHO and not first.cues and second.kind is Kind.CUE and second.has(Cue.REST):
        if not any(item.has(Cue.FROM, Cue.IN) for item in items[place + 1 : end]):
            return None
        who, end = first, end + 1
    else:
        return None
    whole = items[place:end]
    return replace(
        who, text=" ".join(item.text for item in whole), start=first.start, end=whole[-1].end, cues=(Cue.REST,)
    ), end


def _is_rest(item: Item) -> bool:
    return item.kind is Kind.CUE and item.has(Cue.REST, Cue.REMAINDER)


def _is_device(item: Item) -> bool:
    return item.kind is Kind.WHO and all(token.sign is Sign.DEVICE for token in item.tokens)


def _behind_joining(items: Sequence[Item], place: int) -> int:
    end = place
    while (
        end < len(items) and end - place < _MOST_BETWEEN and items[end].kind is Kind.CUE and items[end].has(*_JOINING)
    ):
        end += 1
    return end


def _behind_people(items: Sequence[Item], place: int) -> int:
    return place + 1 if place < len(items) and items[place].has(Cue.PEOPLE) else place
