"""Which page goes and which comes: `replace A by B`, `kick A out and put B in`, `B instead of A`."""

from itertools import pairwise

from ..outcome import PuzzledError, QuestionError
from .clause import Clause, use
from .cue import Cue
from .items import Item, Kind
from .wanted import Address, Remove, Share, Swap, Wanted, Weights

_SWAPPING = (
    Cue.REPLACE, Cue.CHANGE, Cue.YIELDS, Cue.REPLACES, Cue.INSTEAD_OF, Cue.INSTEAD, Cue.ITS_PLACE,
)  # fmt: skip
_TELLING_ORDER = (Cue.REPLACE, Cue.YIELDS, Cue.REPLACES)
_BY = (Cue.BY, Cue.FOR, Cue.TO, Cue.WITH)


def read_swap(clause: Clause) -> list[Wanted]:
    """Empty where nothing takes another's place."""
    if not clause.has(*_SWAPPING):
        return []
    if shares := clause.of(Kind.SHARES):
        return _with_share(clause, shares)
    if urls := clause.of(Kind.URL):
        return _addresses(clause, urls)
    pages = [item for item in clause.items if item.kind is Kind.PAGE or (item.kind is Kind.ROLE and item.role)]
    pages = _without_repeated_roles([item for item in pages if item is not clause.behind])
    if several := _for_several(clause, pages):
        return several
    if len(pages) < 2 or (len(pages) % 2 and not _instead_only(clause)):
        return []
    pairs = zip(pages[::2], pages[1::2], strict=True) if len(pages) % 2 == 0 else []
    return [_swap(clause, first, second) for first, second in pairs]


def _with_share(clause: Clause, shares: list[Item]) -> list[Wanted]:
    """`B takes the place of A with 30 percent`."""
    pages = [item for item in clause.pages if item is not clause.behind]
    if len(pages) != 2 or len(shares) != 1 or len(shares[0].amounts) != 1 or clause.has(Cue.EACH, Cue.REMAINDER):
        return []
    told = told_order(clause, pages[0], pages[1]) if clause.has(*_TELLING_ORDER) else None
    if told is None or not told[0].is_inside or told[1].is_inside or clause.place(shares[0]) < clause.place(pages[1]):
        return []
    use(*shares)
    share = Weights(clause.words, shares=[Share(told[1], shares[0].amounts[0])])
    return [_swap(clause, pages[0], pages[1]), share]


def _for_several(clause: Clause, pages: list[Item]) -> list[Wanted]:
    """`A instead of B and C`: the newcomer takes the place of the one, the others go."""
    if not pages:
        return []
    new, *old = pages
    if len(old) < 2 or new.is_inside or not all(item.is_inside for item in old):
        return []
    between = [item for pair in pairwise(old) for item in clause.between(*pair).items]
    joined = all(item.kind is Kind.MARK or item.has(Cue.AND, Cue.LIGHT) for item in between)
    if not joined or not _cue_leads(clause, old[0], Cue.INSTEAD_OF):
        return []
    use(*pages)
    gone = [Remove(clause.words, item) for item in old[1:]]
    return [_swapped(clause, old=old[0], new=new), *gone]


def _swapped(clause: Clause, *, old: Item, new: Item) -> Swap:
    use(clause.behind)
    return Swap(clause.words, old=old, new=new, behind=clause.behind)


def read_change_to(clause: Clause) -> list[Wanted]:
    """`the offer should be FoxVPN DE now`, `use FoxVPN DE as the offer`: a new page for the only one of its kind."""
    if not clause.has(Cue.BE, Cue.USE, Cue.CHANGE, Cue.PUT, Cue.GETS) or clause.of(Kind.SHARES, Kind.URL, Kind.WHO):
        return []
    roles = [item for item in clause.roles if item.role]
    if len(clause.pages) != 1 or len(roles) != 1 or clause.has(Cue.MORE, Cue.ADD, Cue.BESIDE):
        return []
    page = clause.pages[0]
    if page.is_inside and not _says_equal(clause.between(roles[0], page)):
        return []
    use(page, roles[0])
    return [Swap(clause.words, old=roles[0], new=page)]


def _says_equal(between: Clause) -> bool:
    """`offer = CreditWise Card`, in a list of what some visitors see."""
    return [item.text for item in between.items] in (["="], [":"])


def _without_repeated_roles(pages: list[Item]) -> list[Item]:
    """`replace the lander A by B`: a role beside two pages says what they are."""
    named = [item for item in pages if item.kind is Kind.PAGE]
    if len(named) % 2 and len(pages) % 2 == 0:
        return pages  # `the lander to X and A to B`
    return named if len(named) >= 2 else pages


def _instead_only(clause: Clause) -> bool:
    return False


def _addresses(clause: Clause, urls: list[Item]) -> list[Wanted]:
    if len(urls) != 2:
        return []
    first, second = urls
    between = clause.between(first, second)
    old_last = between.has(Cue.INSTEAD_OF, Cue.REPLACES) or _cue_leads(clause, second, Cue.INSTEAD_OF)
    old, new = (second, first) if old_last else (first, second)
    use(old, new)
    return [Address(clause.words, old=_url(old), new=_url(new))]


def _url(item: Item) -> str:
    return item.tokens[0].text


def _swap(clause: Clause, first: Item, second: Item) -> Swap:
    use(first, second)
    told = told_order(clause, first, second)
    if told is None:
        told = _by_place(first, second)
    old, new = told
    if not old.is_inside and old.kind is Kind.PAGE:
        raise QuestionError(
            f"{old.text!r} is not in the funnel, so {new.text!r} cannot take its place. What should it replace?"
        )
    return _swapped(clause, old=old, new=new)


def told_order(clause: Clause, first: Item, second: Item) -> tuple[Item, Item] | None:
    """Old and new as the words between say; None where they leave it open."""
    between, before = clause.between(first, second), clause.before(first)
    if _cue_leads(clause, second, Cue.INSTEAD_OF) or between.has(Cue.INSTEAD_OF):
        return second, first
    if _cue_leads(clause, first, Cue.INSTEAD_OF):
        return first, second
    if between.has(Cue.YIELDS) or between.has(Cue.OUT):
        return first, second
    if between.has(Cue.REPLACES):
        return second, first
    if before.has(Cue.REPLACE, Cue.CHANGE) and between.has(*_BY) and not _is_substitute(before):
        return first, second
    if before.has(Cue.REMOVE):
        return first, second
    if between.has(Cue.REMOVE):
        return second, first
    return None


def _is_substitute(before: Clause) -> bool:
    """`substitute B for A` and `substitute A by B`: people say both."""
    return any(item.text.lower() in ("substitute", "sub") for item in before.items)


def _cue_leads(clause: Clause, item: Item, cue: Cue) -> bool:
    before = clause.cue_before(item, Cue.ALL, Cue.OTHER, Cue.BOTH, Cue.TO, Cue.NOW)
    return before is not None and before.has(cue)


def _by_place(first: Item, second: Item) -> tuple[Item, Item]:
    """The one that the funnel shows goes."""
    if first.is_inside != second.is_inside:
        return (first, second) if first.is_inside else (second, first)
    if Kind.ROLE in (first.kind, second.kind):
        return (first, second) if first.kind is Kind.ROLE else (second, first)
    raise PuzzledError(f"which of {first.text!r} and {second.text!r} goes and which comes")
