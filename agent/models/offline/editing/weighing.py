"""Shares of pages, in whatever order pages and shares are said."""

from collections.abc import Sequence
from decimal import Decimal

from .clause import Clause, use
from .cue import Cue
from .items import Item, Kind
from .talk import Talk
from .wanted import Share, Wanted, Weights


def read_weights(clause: Clause, talk: Talk) -> list[Wanted]:
    if clause.has(Cue.TRADE) or (clause.has(Cue.TURNED) and not clause.newcomers):
        use(*clause.pages, *clause.roles)
        role = next(iter(clause.roles), None)
        return [Weights(clause.words, turned=True, role=role, shares=[Share(page, None) for page in clause.pages])]
    if clause.has(Cue.BIGGER) and len(clause.inside) == 1 and not clause.of(Kind.SHARES):
        use(clause.inside[0])
        return [Weights(clause.words, bigger=clause.inside[0])]
    shares, even = clause.of(Kind.SHARES), clause.has(Cue.EVENLY)
    if not shares and not even:
        return []
    refs = _told_once(clause, [item for item in clause.items if _is_ref(item)])
    if clause.newcomers:  # `as a third lander` is a place, not a page
        refs = [item for item in refs if item.kind is Kind.PAGE]
    use(*shares)
    role = next((item for item in clause.of(Kind.ROLE) if item.role and not item.number), None)
    use(role, *refs)
    if not refs and (others := _of_the_others(clause, shares, talk, even=even)):
        return others
    if even and not shares:
        return [Weights(clause.words, shares=[Share(ref, None) for ref in refs], role=role, even=True)]
    if found := _told(clause, refs, shares):
        return [Weights(clause.words, shares=found, role=role)]
    amounts = [amount for item in shares for amount in item.amounts]
    return [Weights(clause.words, amounts=amounts, role=role)]


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
    return item.kind is Kind.PAGE or (item.kind is Kind.ROLE and item.number != 0)


def _told(clause: Clause, refs: Sequence[Item], shares: Sequence[Item]) -> list[Share]:
    """Each page with its share; empty where no page is named."""
    amounts = [amount for item in shares for amount in item.amounts]
    if not refs:
        return []
    if favoured := _favoured(clause, refs, shares):
        return favoured
    if len(refs) > 1 and len(shares) == 1 and (len(amounts) == 1 and clause.has(Cue.EACH)):
        return [Share(ref, amounts[0]) for ref in refs]
    apart = clause.place(refs[-1]) < clause.place(shares[0]) or clause.place(shares[-1]) < clause.place(refs[0])
    if len(amounts) > 1 and (len(shares) == 1 or (apart and len(shares) == len(refs))):
        return _in_order(refs, amounts)
    return _beside_each_other(clause, refs, shares)


def _favoured(clause: Clause, refs: Sequence[Item], shares: Sequence[Item]) -> list[Share]:
    """`three to one in favour of A`, `70/30 for A`: A has the bigger part."""
    if len(shares) != 1 or len(shares[0].amounts) != 2:
        return []
    cue = clause.cue_before(refs[-1])
    after = clause.place(refs[-1]) > clause.place(shares[0])
    others = [ref for ref in refs if ref is not refs[-1]]
    is_favour = cue is not None and cue.has(Cue.FAVOUR)
    is_for = cue is not None and cue.has(Cue.FOR, Cue.TO) and len(refs) == 1
    if not after or not (is_favour or is_for):
        return []
    big, small = max(shares[0].amounts), min(shares[0].amounts)
    first = big if is_favour else shares[0].amounts[0]
    second = small if is_favour else shares[0].amounts[1]
    scale = Decimal(100) / (first + second)
    inside = [ref for ref in others if len(ref.seats) == 1]
    rest = [Share(ref, second * scale) for ref in inside if ref.seats != refs[-1].seats]
    return [Share(refs[-1], first * scale), *(rest if len(rest) == 1 else [])]


def _in_order(refs: Sequence[Item], amounts: Sequence[Decimal]) -> list[Share]:
    total = sum(amounts, Decimal(0))
    scale = Decimal(100) / total if 0 < total <= 20 else Decimal(1)  # `3:1` is a proportion
    if len(refs) == len(amounts):
        return [Share(ref, amount * scale) for ref, amount in zip(refs, amounts, strict=True)]
    return [Share(ref, amount * scale) for ref, amount in zip(refs[: len(amounts)], amounts, strict=False)]


def _beside_each_other(clause: Clause, refs: Sequence[Item], shares: Sequence[Item]) -> list[Share]:
    """`A 80, B 20`, `80 A 20 B`, `A gets 80 and B the rest`, `the rest to B`."""
    line = [item for item in clause.items if item in (*refs, *shares) or _is_rest(clause, item)]
    line = [item for place, item in enumerate(line) if not (place and _repeats(line[place - 1], item))]
    if not line:
        return []
    forward = line[0].kind in (Kind.PAGE, Kind.ROLE)
    found: dict[int, Share] = {}
    pages = [item for item in line if item.kind in (Kind.PAGE, Kind.ROLE)]
    parts = [item for item in line if item.kind not in (Kind.PAGE, Kind.ROLE)]
    for part in parts:
        place = next(i for i, one in enumerate(line) if one is part)
        order = (place - 1, place + 1) if forward and not _is_for_next(clause, part) else (place + 1, place - 1)
        page = next(
            (line[i] for i in order if 0 <= i < len(line) and line[i] in pages and id(line[i]) not in found), None
        )
        if page is not None:
            found[id(page)] = Share(page, part.amounts[0] if part.kind is Kind.SHARES else None, part.was)
            part.used = True
    for page in pages:
        found.setdefault(id(page), Share(page, None))
    return [found[id(page)] for page in pages]


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
