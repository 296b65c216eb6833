"""Shares of pages, in whatever order pages and shares are said."""

from collections.abc import Sequence
from decimal import Decimal

from ..outcome import PuzzledError
from .clause import Clause, use
from .cue import Cue
from .favour import favoured, pair_of, parts_of
from .items import Item, Kind
from .receiving import with_receivers
from .talk import Talk
from .wanted import Share, Wanted, Weights


def read_weights(clause: Clause, talk: Talk) -> list[Wanted]:
    if clause.has(Cue.TRADE) or (clause.has(Cue.TURNED) and not clause.newcomers):
        use(*clause.pages, *clause.roles)
        role = next(iter(clause.roles), None)
        return [Weights(clause.words, turned=True, role=role, shares=[Share(page, None) for page in clause.pages])]
    with_receivers(clause)
    shares, even = clause.of(Kind.SHARES), clause.has(Cue.EVENLY)
    refs = _told_once(clause, [item for item in clause.items if _is_ref(item) and item is not clause.behind])
    if clause.has(Cue.BIGGER, Cue.SMALLER) and len(refs) == 1 and not shares and (refs[0].is_inside or refs[0].age):
        use(*refs)
        return [Weights(clause.words, bigger=refs[0], smaller=clause.has(Cue.SMALLER))]
    if not shares and not even:
        return []
    if clause.newcomers:  # `as a third lander` is a place, not a page
        refs = [item for item in refs if item.kind is Kind.PAGE or item.age]
    use(*shares)
    role = next((item for item in clause.items if _is_place(item)), None)
    use(role, *refs)
    if not refs and (others := _of_the_others(clause, shares, talk, even=even)):
        return others
    if even and not shares:
        return [Weights(clause.words, shares=[Share(ref, None) for ref in refs], role=role, even=True)]
    amounts = [amount for item in shares for amount in item.amounts]
    if found := favoured(clause, refs, shares):
        return [Weights(clause.words, shares=found, role=role)]
    pair = tuple(amounts) if pair_of(shares) and len(amounts) == 2 else ()
    if found := _told(clause, refs, shares):
        return [Weights(clause.words, shares=found, role=role, even=even and len(amounts) == 1, pair=pair)]
    return [Weights(clause.words, amounts=amounts, role=role, pair=pair)]


def _of_the_others(clause: Clause, shares: Sequence[Item], talk: Talk, *, even: bool) -> list[Wanted]:
    """`it gets 10 %`, `the other two share the rest equally`, `45 each`."""
    amounts = [amount for item in shares for amount in item.amounts]
    if clause.has(Cue.EACH) and len(amounts) == 1:
        return [Weights(clause.words, each=amounts[0])]
    if even and not shares and clause.has(Cue.OTHER, Cue.REMAINDER, Cue.REST):
        return [Weights(clause.words, even=True, shares=[])]
    if clause.has(Cue.IT) and len(amounts) == 1 and talk.page is not None:
        return [Weights(clause.words, shares=[Share(talk.page, amounts[0])])]
    return []


def _told_once(clause: Clause, refs: Sequence[Item]) -> list[Item]:
    """Of a newcomer that is named twice, the one that stands beside a share."""
    left = list(refs)
    for ref in refs:
        names = _named(ref)
        twins = [one for one in left if one is not ref and names & _named(one)]
        near = clause.items[clause.place(ref) + 1 : clause.place(ref) + 3]
        if twins and not any(item.kind is Kind.SHARES for item in near) and len(left) > 1 and ref in left:
            use(ref)
            left.remove(ref)
    return left


def _named(item: Item) -> set[str]:
    return {one.name for token in item.tokens for one in token.of("page") if one.exact} if not item.seats else set()


def _is_ref(item: Item) -> bool:
    if item.kind is Kind.PAGE:
        return not _is_place(item)
    return item.kind is Kind.ROLE and (item.number != 0 or item.age is not None)


def _is_place(item: Item) -> bool:
    """`the offers`; `the casino offers`, which are those that stand there."""
    if item.kind is Kind.PAGE:
        return item.number == -1 and bool(item.role) and item.is_inside
    return item.kind is Kind.ROLE and bool(item.role) and not item.number and item.age is None


def _told(clause: Clause, refs: Sequence[Item], shares: Sequence[Item]) -> list[Share]:
    """Each page with its share; empty where no page is named."""
    if not refs:
        return []
    amounts = [amount for item in shares for amount in item.amounts]
    if len(refs) > 1 and len(shares) == 1 and (len(amounts) == 1 and clause.has(Cue.EACH)):
        return [Share(ref, amounts[0], each=True) for ref in refs]
    apart = clause.place(refs[-1]) < clause.place(shares[0]) or clause.place(shares[-1]) < clause.place(refs[0])
    one_after_the_other = len(shares) == 1 and not _is_of_many(refs, shares)
    if len(amounts) > 1 and (one_after_the_other or (apart and len(shares) == len(refs))):
        return _in_order(refs, amounts)
    return _beside_each_other(clause, refs, shares)


def _is_of_many(refs: Sequence[Item], shares: Sequence[Item]) -> bool:
    """`the two old ones 45/45`."""
    return len(refs) == 1 and refs[0].many and len(set(shares[0].amounts)) == 1


def _in_order(refs: Sequence[Item], amounts: Sequence[Decimal]) -> list[Share]:
    return [Share(ref, amount) for ref, amount in zip(refs, parts_of(amounts), strict=False)]


def _beside_each_other(clause: Clause, refs: Sequence[Item], shares: Sequence[Item]) -> list[Share]:
    """`A 80, B 20`, `80 A 20 B`, `A gets 80 and B the rest`, `A 10, B and C 45 each`."""
    line = [item for item in clause.items if item in (*refs, *shares) or _is_rest(clause, item)]
    line = [item for place, item in enumerate(line) if not (place and _repeats(line[place - 1], item))]
    if not line:
        return []
    forward = _is_page(line[0])
    found: dict[int, Share] = {}
    for part in [item for item in line if not _is_page(item)]:
        place = next(i for i, one in enumerate(line) if one is part)
        order = (place - 1, place + 1) if forward and not _is_for_next(clause, part) else (place + 1, place - 1)
        near = [line[i] for i in order if 0 <= i < len(line) and _is_page(line[i]) and id(line[i]) not in found]
        if near:
            before = _run(line, place) if place and near[0] is line[place - 1] else near[:1]
            found |= _given(clause, part, [one for one in before if id(one) not in found])
            part.used = True
        elif part.kind is Kind.SHARES:
            raise PuzzledError(f"whose share {part.text!r} is")
    return [found.get(id(page)) or Share(page, None) for page in line if _is_page(page)]


def _is_page(item: Item) -> bool:
    return item.kind in (Kind.PAGE, Kind.ROLE)


def _run(line: Sequence[Item], place: int) -> list[Item]:
    """The pages right before a share, the nearest first."""
    first = place
    while first and _is_page(line[first - 1]):
        first -= 1
    return list(reversed(line[first:place]))


def _given(clause: Clause, part: Item, pages: Sequence[Item]) -> dict[int, Share]:
    """A share for the nearest page, or for all that it is told of."""
    if part.kind is not Kind.SHARES:
        return {id(pages[0]): Share(pages[0], None, part.was)}
    after = clause.items[clause.place(part) + 1 :][:1]
    each = bool(after) and after[0].has(Cue.EACH)
    amount = part.amounts[0]
    if len(part.amounts) == 1:
        taking = pages if each else pages[:1]
        return {id(page): Share(page, amount, part.was, each=each) for page in taking}
    if len(set(part.amounts)) == 1 and (pages[0].many or len(pages) >= len(part.amounts)):
        taking = pages[:1] if pages[0].many else pages[: len(part.amounts)]
        return {id(page): Share(page, amount, each=True) for page in taking}
    raise PuzzledError(f"which page has which of the shares {part.text!r}")


def _is_for_next(clause: Clause, part: Item) -> bool:
    """`20 percent for B`."""
    after = clause.items[clause.place(part) + 1 :][:1]
    return bool(after) and after[0].kind is Kind.CUE and after[0].has(Cue.FOR)


def _repeats(before: Item, item: Item) -> bool:
    return before.kind is Kind.PAGE and item.kind is Kind.PAGE and bool(item.seats) and before.seats == item.seats


def _is_rest(clause: Clause, item: Item) -> bool:
    """`the rest` is a share of its own, unless an amount follows: `the remaining twenty`, `the other 90 %`."""
    if item.kind is not Kind.CUE or not item.has(Cue.REMAINDER):
        return False
    following = clause.items[clause.place(item) + 1 :][:1]
    return not following or following[0].kind is not Kind.SHARES
