"""Pages of a copy that are only named: they take the place of those of their type."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..drawing.pages import Page
from ..editing.clause import Clause, use
from ..editing.cue import Cue
from ..editing.items import Item, Kind
from ..editing.talk import Talk
from ..editing.wanted import Only, Remove, Swap, Wanted, Way
from ..outcome import Choice, Json, PuzzledError, QuestionError
from ..seats import Seat

_OTHERWISE = (
    Cue.REPLACE, Cue.YIELDS, Cue.REPLACES, Cue.INSTEAD_OF, Cue.REMOVE, Cue.OUT, Cue.ADD, Cue.BESIDE, Cue.MORE,
    Cue.BEFORE, Cue.BEHIND, Cue.TRADE, Cue.ITS_PLACE, Cue.TEST, Cue.VERSUS, Cue.NEVER,
)  # fmt: skip


_ARROWS = ("->", "=>", "-->", "\u2192", "to", "=", "becomes", "for")
_LEFT_OUT = frozenset(
    ["without", "minus", "w/o", "less", "except", "except for", "leaving out", "leave out", "skip", "no"]
)


@dataclass(slots=True)
class Taken(Wanted):
    """`with KetoBurn CA`: a page that the copy has, whatever it takes the place of."""

    new: Item


def read_left_out(clause: Clause, _talk: Talk) -> list[Wanted]:
    """`without the v2 lander`, `minus FoxVPN DE`."""
    told = any(item.text.lower() in _LEFT_OUT for item in clause.items)
    gone = [item for item in (*clause.inside, *(one for one in clause.roles if one.number)) if not item.used]
    if not told or not gone or clause.newcomers or clause.of(Kind.SHARES, Kind.WHO):
        return []
    use(*gone)
    only = clause.first(Cue.ONLY)
    return [Remove(clause.words, item) for item in gone if only < 0 or clause.place(item) < only]


def read_alone(clause: Clause, _talk: Talk) -> list[Wanted]:
    """`offer only AeroDrone Mini`: what is beside it goes."""
    if not clause.has(Cue.ONLY) or len(clause.inside) != 1 or clause.newcomers or clause.has(*_OTHERWISE):
        return []
    if clause.of(Kind.SHARES, Kind.WHO, Kind.URL, Kind.BUTTON):
        return []
    use(clause.inside[0], *clause.roles)
    return [Only(clause.words, clause.inside[0])]


def read_arrow(clause: Clause, _talk: Talk) -> list[Wanted]:
    """`QuickLoan UK -> QuickLoan CA`: one for the other, without a verb."""
    if clause.of(Kind.SHARES, Kind.WHO, Kind.URL, Kind.BUTTON) or clause.has(*_OTHERWISE):
        return []
    pages = [item for item in clause.pages if not item.used]
    found: list[Wanted] = []
    for old, new in pairwise(pages):
        between = clause.between(old, new).items
        if not old.used and not new.used and old.is_inside and len(between) == 1 and between[0].text in _ARROWS:
            use(old, new)
            found.append(Swap(clause.words, old=old, new=new))
    return found if all(item.used for item in pages) else []


def read_taken(clause: Clause, _talk: Talk, *, elsewhere: bool) -> list[Wanted]:
    """`elsewhere`: the copy is for other countries, so that `FoxVPN` may be another one than the funnel shows."""
    if elsewhere:
        _forget_seats(clause)
    if not clause.newcomers or clause.has(*_OTHERWISE) or clause.inside:
        return []
    if clause.of(Kind.SHARES, Kind.WHO, Kind.URL, Kind.BUTTON, Kind.STEP):
        return []
    roles = [item for item in clause.roles if item.number]
    if roles or (clause.has(Cue.NOT) and not clause.has(Cue.ONLY)):
        return []
    use(*clause.newcomers, *clause.roles)
    return [Taken(clause.words, new=item) for item in _told_once(clause)]


def behind_their_pages(wanted: Wanted) -> Wanted:
    """`Canada -> KetoBurn CA`: in a copy, visitors keep the pages that they see before that offer."""
    if not isinstance(wanted, Way) or wanted.who is None or len(wanted.to.pages) != 1 or "->" not in wanted.words:
        return wanted
    page = wanted.to.pages[0]
    types = {one.page_type for token in page.tokens for one in token.of("page")}
    return Only(wanted.words, page, scope=wanted.who) if types == {"offer"} and not wanted.adds else wanted


def _forget_seats(clause: Clause) -> None:
    for item in clause.pages:
        known = item.wish.token.of("page") if item.wish and item.wish.token else ()
        if len(known) > 1 and not any(one.exact for one in known) and clause.has(Cue.WITH, Cue.USE):
            item.seats = ()


def _told_once(clause: Clause) -> list[Item]:
    """With the role that stands beside it, where there is one."""
    found = clause.newcomers
    if len(found) == 1 and len(clause.roles) == 1 and not found[0].role:
        found[0].role = clause.roles[0].role
    return found


def put_in(
    pages: Sequence[Page], type: str, seats: Sequence[Seat], name: str, answers: Json
) -> list[tuple[str, Page]]:
    """Which page gives way to which; the first of several that give way to one is replaced, the others go."""
    old = list({seat.name: seat for seat in seats if seat.type == type}.values())
    if not old:
        raise PuzzledError(f"which {type} {pages[0].name!r} should replace: {name!r} has none")
    if len(pages) == len(old):
        return [(seat.name, page) for seat, page in zip(old, pages, strict=True)]
    if len(pages) == 1:
        return [(one, pages[0]) for one in _giving_way(pages[0], old, answers)]
    raise PuzzledError(
        f"which of {', '.join(seat.name for seat in old)} gives way to which {type}; say 'replace A by B'"
    )


def _giving_way(page: Page, old: Sequence[Seat], answers: Json) -> list[str]:
    if len({seat.step for seat in old}) == 1:
        return [seat.name for seat in old]
    answer = answers.get(f"instead|{page.name}")
    if answer is None:
        choices = [Choice(seat.name, {"names": [seat.name]}, seat.step) for seat in old]
        choices.append(Choice("all of them", {"names": [seat.name for seat in old]}))
        raise QuestionError(f"Which {page.type} should give way to {page.name!r}?", f"instead|{page.name}", choices)
    return list(answer["names"])
