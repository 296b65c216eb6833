"""A page named again by a part of its name: `put Gadget Review in front; the review's button leads to the story`."""

from collections.abc import Sequence
from dataclasses import replace

from ..talking.current import Current
from .cue import Cue
from .items import Item, Kind
from .names import Names

_SHORTEST = 4


def named_again(items: Sequence[Item], place: int, now: Current) -> tuple[Item, int] | None:
    item = items[place]
    if item.kind is not Kind.WORD or (place + 1 < len(items) and items[place + 1].has(Cue.FUNNEL, Cue.GROUP)):
        return None
    low = item.text.lower().replace("\u2019", "'")
    word = low.removesuffix("'s")
    if word != low and (seats := Names(now).by_word(word)):
        return replace(item, kind=Kind.PAGE, seats=seats), place + 1
    return _newcomer(items, place, word)


def _newcomer(items: Sequence[Item], place: int, word: str) -> tuple[Item, int] | None:
    """Only behind a mark: beside its name a part of it is another thing."""
    marks = [at for at in range(place) if items[at].kind is Kind.MARK]
    if len(word) < _SHORTEST or not marks:
        return None
    fits = [
        one
        for one in items[: marks[-1]]
        if one.kind is Kind.PAGE and not one.is_inside and word in one.text.lower().split()
    ]
    if len({one.text.lower() for one in fits}) != 1:
        return None
    item = items[place]
    return replace(fits[0], text=item.text, start=item.start, end=item.end), place + 1


def labelled_button(items: Sequence[Item], place: int, _now: Current) -> tuple[Item, int] | None:
    """`a third button ("not sure")`: what is written on it."""
    button, end = items[place], place + 4
    if button.kind is not Kind.BUTTON or end > len(items):
        return None
    opening, label, closing = items[place + 1 : end]
    known = [one for token in label.tokens for one in token.of("page")]
    if opening.text == "(" and closing.text == ")" and label.kind is Kind.PAGE and not known:
        return replace(button, end=closing.end), end
    return None
