"""Visitors by where they come from: `people from Bing`, `Outbrain visitors`, `TrafficJunky stays on X`."""

from collections.abc import Sequence
from dataclasses import replace

from ..talking.current import Current
from ..tokens import Sign, Token
from .cue import Cue
from .items import Item, Kind

ATTRIBUTE = "traffic source"


def of_source(items: Sequence[Item], place: int, _now: Current) -> tuple[Item, int] | None:
    first = place
    place = _behind_people(items, place)
    item = items[place] if place < len(items) else None
    if item is None or item.kind is not Kind.SOURCE or not (name := _name(item)):
        return None
    end = place + 1
    if end < len(items) and items[end].has(Cue.PEOPLE):
        end += 1
    elif place == first and not _is_subject(items, place):
        return None
    token = Token(Sign.DEVICE, item.text, item.start, item.end, attribute=ATTRIBUTE, values=(name,))
    text = " ".join(one.text for one in items[first:end])
    return replace(item, kind=Kind.WHO, text=text, start=items[first].start, end=items[end - 1].end,
                   tokens=(token,)), end  # fmt: skip


def _behind_people(items: Sequence[Item], place: int) -> int:
    """`visitors who come from`, `those from`; the place itself where no such words stand there."""
    end = place
    while end < len(items) and end - place < 3 and (items[end].has(Cue.PEOPLE) or items[end].text.lower() == "those"):
        end += 1
    if end < len(items) and items[end].has(Cue.FROM) and (end > place or _after_people(items, place)):
        return end + 1
    return place


def _after_people(items: Sequence[Item], place: int) -> bool:
    """`people who come to F from Taboola`."""
    before = items[max(0, place - 6) : place]
    return any(item.has(Cue.PEOPLE) for item in before) and not any(item.kind is Kind.MARK for item in before)


def _is_subject(items: Sequence[Item], place: int) -> bool:
    before, after = items[place - 1 : place], items[place + 1 : place + 2]
    begins = not before or before[0].kind is Kind.MARK or before[0].has(Cue.AND, Cue.BUT)
    return begins and bool(after) and after[0].has(Cue.GETS, Cue.GOES, Cue.KEEPS) and not after[0].has(Cue.IN)


def _name(item: Item) -> str:
    known = [one for token in item.tokens for one in token.of("traffic_source")]
    exact = {one.name for one in known if one.exact} or {one.name for one in known}
    return exact.pop() if len(exact) == 1 else ""
