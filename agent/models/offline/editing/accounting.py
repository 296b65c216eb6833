"""Whatever a person says is used, is known to change nothing, or is asked about."""

from collections.abc import Sequence

from ..outcome import PuzzledError
from .clause import Clause
from .cue import Cue
from .items import Item, Kind
from .wanted import Add, Insert, Keep, Lead, Only, Remove, Shift, Swap, Wanted, Way, Weights

_TELLING = (Kind.PAGE, Kind.WHO, Kind.SHARES, Kind.URL, Kind.BUTTON, Kind.MONEY, Kind.GROUP, Kind.SOURCE)
_DOES = (
    Cue.REPLACE, Cue.REMOVE, Cue.ADD, Cue.PUT, Cue.RENAME, Cue.MOVE, Cue.TRADE, Cue.JOINS, Cue.TEST, Cue.CHANGE,
    Cue.INSTEAD_OF, Cue.INSTEAD, Cue.REPLACES, Cue.YIELDS,
)  # fmt: skip
"""With one of these, a clause wants something."""

_DENIES = (Cue.NOT, Cue.NEVER)
_IF = ("if", "unless", "provided", "as long as", "so long as", "in case", "assuming", "as soon as", "depending")


def is_background(clause: Clause) -> bool:
    """Why or how things stand: nothing in it is to be done."""
    if clause.has(Cue.OTHER_JOB) or is_condition(clause) or _is_since_when(clause):
        return False
    if clause.items[0].has(Cue.BECAUSE) or _is_how_it_stands(clause) or _is_example(clause):
        return True
    if clause.has(*_DOES) and clause.of(*_TELLING):
        return False
    if clause.has(Cue.GETS, Cue.GOES) and (clause.inside or clause.roles) and not clause.has(Cue.ASKS):
        return False
    named = [item for item in clause.newcomers if _is_exact(item)]
    return not clause.of(Kind.SHARES, Kind.URL, Kind.WHO, Kind.MONEY) and not named


def is_condition(clause: Clause) -> bool:
    """`if FoxVPN DE is ahead`: nothing is done at once that waits for something."""
    light = (Cue.LIGHT, Cue.AND, Cue.BUT, Cue.ONLY)
    first = next((item for item in clause.items if item.kind is not Kind.MARK and not item.has(*light)), None)
    return first is not None and first.text.lower() in _IF


def _is_example(clause: Clause) -> bool:
    """`just like the one on the comparison page`."""
    said = [item for item in clause.items if item.kind is not Kind.MARK]
    light = (Cue.LIGHT, Cue.IN, Cue.OF, Cue.IT)
    return said[0].has(Cue.LIKE) and all(
        item.is_inside or item.kind is Kind.BUTTON or item.has(*light) for item in said[1:]
    )


def _is_since_when(clause: Clause) -> bool:
    """`since Monday` is no reason."""
    told = [item for item in clause.items if item.kind is not Kind.MARK]
    return len(told) in (2, 3) and told[0].text.lower() == "since" and told[-1].has(Cue.NARROWS)


def _is_exact(item: Item) -> bool:
    return item.wish is not None and (
        item.wish.new or any(one.exact for token in item.tokens for one in token.of("page"))
    )


def _is_how_it_stands(clause: Clause) -> bool:
    return clause.has(Cue.NOW) and not clause.has(*_DOES)


def all_spoken_of(clause: Clause, found: Sequence[Wanted]) -> bool:
    """`add iOS users, they go to …`: the first part says nothing that the second does not."""
    who = [one.who for one in found if isinstance(one, Way) and one.who] + [one.scope for one in found if one.scope]
    telling = [item for item in clause.items if item.kind in _TELLING]
    if not telling or clause.has(Cue.OTHER_JOB, Cue.NARROWS, *_DENIES):
        return False
    return clause.has(Cue.ADD) and all(item in who for item in telling)


def refuse_leftovers(clause: Clause, found: Sequence[Wanted], *, aside: bool = False) -> None:
    """Raises PuzzledError with the words that have no place in what is wanted."""
    if all(isinstance(one, Keep) for one in found) and found and not aside:
        return
    left = [item for item in clause.items if _is_left(item, clause, found, aside=aside)]
    if left:
        words = " and ".join(repr(item.text) for item in left)
        raise PuzzledError(f"what {words} has to do with it" if len(left) == 1 else words)


def _is_left(item: Item, clause: Clause, found: Sequence[Wanted], *, aside: bool) -> bool:
    if item.used:
        return False
    if item.kind is Kind.NUMBER and item.text[:1].isdigit() and not aside:
        return not item.number
    if item.kind is Kind.SOURCE and aside:
        return False
    if item.kind in _TELLING:
        return not _is_spoken_of(item, found)
    if item.kind is Kind.CUE:
        if item.has(Cue.OTHER_JOB, Cue.NARROWS):
            return not item.has(Cue.LIGHT)
        return (aside and item.has(*_DOES)) or (item.has(*_DENIES) and not _may_deny(found))
    return item.kind is Kind.WORD and _may_matter(item, clause)


def _may_deny(found: Sequence[Wanted]) -> bool:
    return any(isinstance(one, Remove | Keep | Swap) or (isinstance(one, Way) and one.to.rest) for one in found)


def _may_matter(item: Item, clause: Clause) -> bool:
    """An unknown word before `visitors` narrows them; one with a capital is a name."""
    place = clause.place(item)
    following = clause.items[place + 1 : place + 2]
    if following and (following[0].has(Cue.PEOPLE, Cue.ROUTE) or following[0].kind is Kind.WHO):
        return True
    if place and clause.items[place - 1].kind is Kind.WHO:
        return True
    before = clause.items[place - 1 : place] if place else []
    if _tells_which(clause, place):
        return True
    if before and before[0].has(Cue.FOR, Cue.FROM) and not before[0].has(Cue.TO):
        return True
    sentence_start = place == 0 or clause.items[place - 1].kind is Kind.MARK
    return item.text[:1].isupper() and not item.text.isupper() and not sentence_start


def _tells_which(clause: Clause, place: int) -> bool:
    """`readers of technik-blog-3175`, `visitors of women's magazines`."""
    before = clause.items[max(place - 2, 0) : place]
    people = len(before) == 2 and (before[0].has(Cue.PEOPLE) or before[0].text.lower() in ("readers", "viewers"))
    return people and before[1].has(Cue.OF, Cue.FROM, Cue.IN)


def _is_spoken_of(item: Item, found: Sequence[Wanted]) -> bool:
    """A page that what is wanted is about anyway."""
    if item.kind is not Kind.PAGE:
        return False
    about = [one for wanted in found for one in pages_of(wanted)]
    if item.is_inside:
        steps = {seat.step for one in about for seat in one.seats}
        return not about or bool(steps & {seat.step for seat in item.seats}) or _same_name(item, about)
    return _same_name(item, about)


def _same_name(item: Item, about: Sequence[Item]) -> bool:
    return any(_called(item) & _called(other) for other in about)


def _called(item: Item) -> set[str]:
    """`HeartMatch` is not `HeartMatch Premium` where there is a page of that very name."""
    known = [one for token in item.tokens for one in token.of("page")]
    return {one.name for one in known if one.exact} or {one.name for one in known}


def pages_of(wanted: Wanted) -> list[Item]:
    match wanted:
        case Swap(old=old, new=new):
            return [old, new]
        case Add(new=new, beside=beside):
            return [new, *([beside] if beside else [])]
        case Insert(new=new, near=near):
            return [new, *([near] if near else [])]
        case Remove(old=one) | Only(kept=one):
            return [one]
        case Weights(shares=shares):
            return [share.page for share in shares]
        case Lead(page=page, to=goal):
            return [*([page] if page else []), *goal.pages, *goal.not_to]
        case Shift(gives=gives, takes=takes):
            return [one for one in (gives, takes) if one is not None]
        case Way(to=goal):
            return list(goal.pages)
    return []
