"""Pages that come beside, before or behind others, pages that go, and pages that stay alone."""

from collections.abc import Sequence
from dataclasses import replace

from .clause import Clause, use
from .cue import Cue
from .items import Item, Kind
from .talk import Talk
from .wanted import Add, Insert, Only, Remove, Share, Swap, Wanted, Weights

_COMES = (
    Cue.ADD, Cue.PUT, Cue.TEST, Cue.BESIDE, Cue.VERSUS, Cue.MORE, Cue.USE, Cue.INSTEAD, Cue.ITS_PLACE,
)  # fmt: skip


def read_insert(clause: Clause) -> list[Wanted]:
    """`Age Gate in front of everything`, `put the gate before the quiz`, `first the gate`."""
    if clause.of(Kind.SHARES, Kind.URL) or len(clause.newcomers) != 1 or clause.has(Cue.ONLY):
        return []
    new = clause.newcomers[0]
    near = next((item for item in (*clause.inside, *clause.roles) if not item.used), None)
    cue = clause.first(Cue.BEFORE, Cue.BEHIND, Cue.FIRST, Cue.BETWEEN)
    if cue < 0:
        return []
    item = clause.items[cue]
    if item.has(Cue.FIRST):
        use(new)
        return [Insert(clause.words, new)]
    if clause.has(Cue.BETWEEN) and len(clause.inside) + len(clause.roles) > 1:
        use(new, *clause.inside, *clause.roles)
        return [Insert(clause.words, new, near, after=True)]
    if near is not None and clause.place(near) < cue and not _is_around(clause, near, new, cue):
        return []
    use(new, near)
    return [Insert(clause.words, new, near or None, after=item.has(Cue.BEHIND))]


def _is_around(clause: Clause, near: Item, new: Item, cue: int) -> bool:
    return clause.place(new) < cue or clause.place(near) < cue


def read_add(clause: Clause) -> list[Wanted]:
    if not clause.newcomers or not clause.has(*_COMES):
        return []
    if clause.inside and clause.has(Cue.OUT, Cue.REMOVE):
        return []
    inside = [item for item in (*clause.inside, *clause.roles) if not item.used]
    if (
        clause.has(Cue.INSTEAD, Cue.ITS_PLACE)
        and not inside
        and len(clause.newcomers) == 1
        and not clause.has(Cue.ADD, Cue.BESIDE)
    ):
        return _in_its_place(clause)
    use(*clause.newcomers, *inside)
    return [Add(clause.words, new, beside=inside[0] if inside else None) for new in clause.newcomers]


def _in_its_place(clause: Clause) -> list[Wanted]:
    """`use HeartMatch instead`: for the only one of its kind."""
    new = clause.newcomers[0]
    types = {one.page_type for token in new.tokens for one in token.of("page")}
    role = new.role or (types.pop() if len(types) == 1 else "")
    if not role:
        return []
    use(new)
    return [
        Swap(
            clause.words,
            old=replace(new, kind=Kind.ROLE, text=f"the {role}", role=role, seats=(), wish=None),
            new=new,
        )
    ]


def read_remove(clause: Clause) -> list[Wanted]:
    denied = clause.has(Cue.NEVER) and clause.has(Cue.USE, Cue.PUT)
    if clause.newcomers or not (denied or clause.has(Cue.REMOVE, Cue.OUT) or _just_goes(clause)):
        return []
    if whole := _whole_kind(clause):
        use(whole)
        return [Remove(clause.words, whole)]
    gone = [item for item in (*clause.inside, *_told_roles(clause)) if not item.used and item is not clause.behind]
    kept = [item for item in gone if _goes_to(clause, item)] if len(gone) > 1 else []
    use(*gone)
    found: list[Wanted] = [Remove(clause.words, item) for item in gone if item not in kept]
    return found


def _just_goes(clause: Clause) -> bool:
    """`FoxVPN DE goes`, and nothing is said of where to."""
    plain = (Kind.MARK, Kind.FUNNEL)
    said = [item for item in clause.items if item.kind not in plain and not item.has(Cue.LIGHT)]
    return len(said) == 2 and said[0].is_inside and said[1].text.lower() in ("goes", "go", "gone")


def _whole_kind(clause: Clause) -> Item | None:
    """`ditch both landers`: all of a kind, where no page is named."""
    roles = [item for item in clause.roles if item.role == "lander" and not item.number and not item.used]
    others = clause.pages or clause.of(Kind.SHARES, Kind.WHO, Kind.URL, Kind.BUTTON)
    return roles[0] if len(roles) == 1 and not others and roles[0].text.lower().endswith("s") else None


def read_direct(clause: Clause, talk: Talk) -> list[Wanted]:
    """`ditch the landers, direct link to X`; `A goes, B takes its 40 %`."""
    if talk.without is None or len(clause.pages) != 1 or clause.of(Kind.WHO, Kind.ROLE, Kind.URL, Kind.BUTTON):
        return []
    page, shares = clause.pages[0], clause.of(Kind.SHARES)
    if talk.without.kind is Kind.ROLE:
        if (
            shares
            or not clause.has(Cue.GOES)
            or not clause.has(Cue.TO, Cue.GOES)
            or clause.before(page).of(Kind.PAGE)
        ):
            return []
        use(page)
        return [Only(clause.words, page)]
    takes = clause.has(Cue.GETS) and clause.has(Cue.IT) and not page.is_inside
    if not takes or len(shares) != 1 or len(shares[0].amounts) != 1:
        return []
    use(page, *shares)
    return [Add(clause.words, page), Weights(clause.words, shares=[Share(page, shares[0].amounts[0])])]


def without(found: Sequence[Wanted], talk: Talk) -> None:
    """What the clause before takes away."""
    gone = [one.old for one in found if isinstance(one, Remove)]
    talk.without = gone[0] if len(gone) == 1 else None


def _goes_to(clause: Clause, item: Item) -> bool:
    before = clause.cue_before(item)
    return before is not None and before.has(Cue.TO, Cue.GOES)


def _told_roles(clause: Clause) -> list[Item]:
    return [item for item in clause.roles if item.number]


def read_only(clause: Clause) -> list[Wanted]:
    """`only run B`, `all traffic to B`, `B wins`: what is beside it goes."""
    pages = [item for item in clause.pages if item is not clause.behind]
    if len(pages) != 1 or clause.of(Kind.SHARES, Kind.URL):
        return []
    page = pages[0]
    told = clause.has(Cue.ONLY, Cue.WINS) and clause.has(
        Cue.GOES, Cue.GETS, Cue.USE, Cue.KEEPS, Cue.TO, Cue.WINS, Cue.PUT, Cue.BE
    )
    told = told or _is_all_said(clause, page) or _takes_all(clause)
    if not told or page.has(Cue.NEW) or (clause.has(Cue.WINS) and not page.is_inside):
        return []
    if clause.behind is None and clause.has(Cue.BEHIND):
        return []
    use(page, clause.behind)
    return [Only(clause.words, page, behind=clause.behind)]


def _is_all_said(clause: Clause, page: Item) -> bool:
    """`Keto Facebook US: only Keto Story`."""
    light = (Cue.LIGHT, Cue.ONLY, Cue.ENDS, Cue.BUT, Cue.AND, Cue.IN, Cue.BEHIND, Cue.THEN)
    others = [item for item in clause.items if item is not page and item is not clause.behind]
    plain = (Kind.FUNNEL, Kind.MARK)
    return clause.has(Cue.ONLY) and all(
        item.kind in plain or (item.kind is Kind.CUE and item.has(*light)) for item in others
    )


def _takes_all(clause: Clause) -> bool:
    """`all sales traffic to B`."""
    return clause.has(Cue.ALL) and clause.has(Cue.PEOPLE) and clause.has(Cue.TO, Cue.GOES)
