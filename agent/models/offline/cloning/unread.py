"""What is said of a copy and has no place in it is asked about: a copy that lacks it is a wrong one."""

from collections.abc import Sequence

from ..editing.accounting import pages_of
from ..editing.cue import Cue
from ..editing.items import Item, Kind
from ..editing.wanted import Keep, Wanted
from ..outcome import PuzzledError
from ..tokens import Token

_AT_ONCE = (Kind.SHARES, Kind.URL, Kind.MONEY, Kind.BUTTON, Kind.GROUP)
_LEADING = (Cue.FOR, Cue.ONLY, Cue.FROM, Cue.TO, Cue.WITH, Cue.NOT)
_NEAR = 3


def refuse_unread(
    items: Sequence[Item], wanted: Sequence[Wanted], codes: Sequence[str], sources: Sequence[Token]
) -> None:
    """Raises PuzzledError with the words that have no place. `codes` are the countries of the copy."""
    known = {id(one) for each in wanted if not isinstance(each, Keep) for one in _spoken_of(each)}
    names = {folded for each in wanted for one in _spoken_of(each) for folded in names_of(one)}
    taken = {one.id for token in sources for one in token.of("traffic_source")}
    left = [
        item
        for place, item in enumerate(items)
        if not item.used
        and id(item) not in known
        and _matters(item, items, place, codes)
        and not names_of(item) & names
        and not (item.kind is Kind.SOURCE and {one.id for token in item.tokens for one in token.candidates} & taken)
    ]
    if left:
        words = " and ".join(repr(item.text) for item in left)
        raise PuzzledError(f"what {words} has to do with the copy" if len(left) == 1 else words)


def _spoken_of(wanted: Wanted) -> list[Item]:
    new = getattr(wanted, "new", None)
    return [*pages_of(wanted), *([new] if isinstance(new, Item) else [])]


def names_of(item: Item) -> set[str]:
    return {one.name for token in item.tokens for one in token.of("page")} | {seat.name for seat in item.seats}


def _matters(item: Item, items: Sequence[Item], place: int, codes: Sequence[str]) -> bool:
    if item.kind in _AT_ONCE:
        return item.kind is not Kind.BUTTON or bool(item.number)
    if item.kind is Kind.WHO:
        return not {code for token in item.tokens for code in token.values} <= {*codes} or not codes
    if item.kind is Kind.PAGE:
        return item.is_inside or item.text[:1].isupper() or item.text[:1] in "\"'" or item.has(Cue.NEW)
    if item.kind is Kind.ROLE:
        return bool(item.number)
    led = any(one.has(*_LEADING) for one in items[max(0, place - _NEAR) : place])
    if item.kind is Kind.SOURCE:
        return led
    return item.kind is Kind.CUE and item.has(Cue.NARROWS) and led and not item.has(Cue.LIGHT)
