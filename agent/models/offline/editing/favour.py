"""Which of two shares is whose, where it is not the order that tells: `70/30 in favour of A`, `90/10, A keeps 90`."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ..outcome import PuzzledError
from .clause import Clause
from .cue import Cue
from .items import Age, Item, Kind
from .wanted import Share, Weights

_LEADS = (
    "leading",
    "leads",
    "lead",
    "in the lead",
    "ahead",
    "winning",
    "dominant",
    "dominating",
    "on top",
    "up front",
)
_FIRST = ("first",)
_WHOLE = Decimal(100)
_A_PROPORTION = Decimal(20)


def parts_of(amounts: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """`3:1` in percent."""
    total = sum(amounts, Decimal(0))
    scale = _WHOLE / total if 0 < total <= _A_PROPORTION else Decimal(1)
    return tuple(amount * scale for amount in amounts)


def pair_of(shares: Sequence[Item]) -> Item | None:
    """The one share that is told as two, whoever they belong to."""
    pairs = [one for one in shares if len(one.amounts) == 2 and one.amounts[0] != one.amounts[1]]
    return pairs[0] if len(pairs) == 1 else None


def favoured(clause: Clause, refs: Sequence[Item], shares: Sequence[Item]) -> list[Share]:
    """Empty where the order tells; raises PuzzledError where somebody is favoured, and it is not clear who."""
    pair = pair_of(shares)
    if pair is None or any(len(one.amounts) != 1 for one in shares if one is not pair):
        return []
    singles = [one for one in shares if one is not pair]
    bearer, load = _by_amount(clause, refs, pair, singles) if singles else _by_words(clause, refs, pair)
    if bearer is None:
        return []
    return divided(pair.amounts, bearer, load, refs)


def divided(amounts: Sequence[Decimal], bearer: Item, load: Decimal, refs: Sequence[Item]) -> list[Share]:
    """One has its part; the other the rest, where one other is named."""
    first, second = parts_of(amounts)
    mine = first if load == amounts[0] else second
    others = [ref for ref in refs if not is_same(ref, bearer)]
    rest = [Share(others[0], first + second - mine)] if len(others) == 1 else []
    return [Share(bearer, mine), *rest]


def is_same(one: Item, other: Item) -> bool:
    """`the current one` is the page that is there, `the quiz` the one that is called so."""
    if one is other or (one.age and one.age is other.age):
        return True
    ages = {one.age, other.age}
    if Age.OLD in ages:
        named = other if one.age is Age.OLD else one
        return named.is_inside or (named.kind is Kind.ROLE and not named.age)
    return bool(set(one.seats) & set(other.seats)) or bool(_called(one) & _called(other))


def _called(item: Item) -> set[str]:
    known = {one.name for token in item.tokens for one in token.of("page") if one.exact}
    return known or ({item.text.casefold()} if item.kind is Kind.PAGE and not item.seats else set())


def favoured_later(before: Weights, one: Weights) -> Weights | None:
    """`…, 75/25. The current one gets more`: the order of the two amounts said nothing yet."""
    if len(before.pair) != 2:
        return None
    if one.bigger is not None:
        bearer = one.bigger
        load = min(before.pair) if one.smaller else max(before.pair)
    elif len(one.shares) == 1 and one.shares[0].amount in before.pair and not one.pair:
        bearer, load = one.shares[0].page, one.shares[0].amount
    else:
        return None
    refs = [share.page for share in before.shares]
    found = divided(before.pair, bearer, load, refs)
    return replace(
        before, words=f"{before.words} {one.words}", shares=found, amounts=[], scope=before.scope or one.scope
    )


def _by_amount(
    clause: Clause, refs: Sequence[Item], pair: Item, singles: Sequence[Item]
) -> tuple[Item | None, Decimal]:
    """`30/70, B is the 70`: one of the two amounts is told again, beside its page."""
    single = singles[0]
    if len(singles) > 1 or single.amounts[0] not in pair.amounts:
        told = " and ".join(repr(one.text) for one in (pair, *singles))
        raise PuzzledError(f"which page has which of the shares {told}")
    near = [ref for ref in refs if _is_beside(clause, ref, single)]
    if not near:
        raise PuzzledError(f"whose share {single.text!r} is")
    return near[-1], single.amounts[0]


def _is_beside(clause: Clause, ref: Item, single: Item) -> bool:
    first, last = sorted((clause.place(ref), clause.place(single)))
    return all(item.kind is Kind.CUE for item in clause.items[first + 1 : last])


def _by_words(clause: Clause, refs: Sequence[Item], pair: Item) -> tuple[Item | None, Decimal]:
    big, small = max(pair.amounts), min(pair.amounts)
    for ref in refs:
        before, after = clause.cue_before(ref), clause.items[clause.place(ref) + 1 :]
        if before is not None and before.has(Cue.FAVOUR):
            return ref, big
        if word := _leading(after):
            return ref, pair.amounts[0] if word in _FIRST else big
        if _gets(after, Cue.BIGGER):
            return ref, big
        if _gets(after, Cue.SMALLER):
            return ref, small
    if clause.has(Cue.FAVOUR):
        raise PuzzledError(f"in whose favour {pair.text!r} is")
    behind = [ref for ref in refs if clause.place(ref) > clause.place(pair)]
    cue = clause.cue_before(behind[0]) if len(behind) == 1 else None
    if cue is None or not cue.has(Cue.FOR, Cue.TO) or (cue.has(Cue.TO) and len(refs) > 1):
        return None, big
    if pair.amounts[0] < pair.amounts[1]:
        raise PuzzledError(f"which of the shares {pair.text!r} {behind[0].text!r} has")
    return behind[0], big


def _leading(after: Sequence[Item]) -> str:
    words = " ".join(item.text.lower() for item in after[:3] if item.kind in (Kind.CUE, Kind.WORD, Kind.NUMBER))
    words = words.removeprefix("is ").removeprefix("being ").removeprefix("in the ")
    return next((one for one in (*_LEADS, *_FIRST) if words == one or words.startswith(f"{one} ")), "")


def _gets(after: Sequence[Item], cue: Cue) -> bool:
    """`A gets more`, `B with the smaller part`."""
    near = [item for item in after[:3] if item.kind is Kind.CUE]
    return len(near) > 1 and near[0].has(Cue.GETS, Cue.WITH, Cue.BE, Cue.KEEPS) and any(one.has(cue) for one in near)
