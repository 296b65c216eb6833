"""Changes that belong together though they were said apart: one goes and another comes, shares of one place."""

from collections.abc import Sequence
from dataclasses import replace

from .favour import favoured_later
from .items import Item, Kind
from .wanted import Add, Insert, Only, Remove, Shift, Swap, Wanted, Way, Weights


def merged(wanted: Sequence[Wanted]) -> list[Wanted]:
    found: list[Wanted] = []
    for one in wanted:
        before = found[-1] if found else None
        joined = _joined(before, one) if before is not None else None
        if joined is not None:
            found[-1] = joined
        else:
            found.append(one)
    return found


def _joined(before: Wanted, one: Wanted) -> Wanted | None:
    if _is_the_same(before, one):
        return before
    if isinstance(before, Way) and isinstance(one, Way) and before.leaves and _same_people(before, one):
        return one
    if isinstance(one, Shift) and one.amount is None:
        return _told_on(before, one)
    if (swap := _swapped(before, one)) is not None:
        return swap
    if isinstance(before, Weights) and isinstance(one, Weights):
        return _shared(before, one)
    if isinstance(before, Only) and isinstance(one, Weights) and _is_why(before, one):
        return one
    if isinstance(before, Remove) and isinstance(one, Only) and _neighbours(before, one):
        return one
    if (
        isinstance(before, Only)
        and isinstance(one, Only)
        and before.kept.seats
        and before.kept.seats == one.kept.seats
    ):
        return one
    return None


def _is_why(won: Only, shares: Weights) -> bool:
    """`A clearly wins, so give A 90 and B 10`."""
    steps = {seat.step for share in shares.shares for seat in share.page.seats}
    said = f" {won.words.lower()} "
    return bool(steps & {seat.step for seat in won.kept.seats}) and any(f" {one} " in said for one in ("wins", "won"))


def _shared(before: Weights, one: Weights) -> Weights | None:
    """Shares of one place, told one after the other."""
    if told := favoured_later(before, one):
        return told
    if one.bigger is not None:
        return replace(before, bigger=one.bigger, smaller=one.smaller)
    if not _same_place(before, one):
        return None
    return Weights(
        f"{before.words} {one.words}",
        shares=[*before.shares, *one.shares],
        even=before.even or one.even,
        each=one.each or before.each,
        scope=before.scope,
        taken_from=before.taken_from or one.taken_from,
        behind=before.behind or one.behind,
    )


def _swapped(before: Wanted, one: Wanted) -> Swap | None:
    """`kick A out and put B in`, `B comes in, A goes`."""
    words, scope = f"{before.words} {one.words}", before.scope or one.scope
    if isinstance(before, Remove) and isinstance(one, Add):
        return Swap(words, before.old, one.new, scope=scope)
    if isinstance(before, Add) and isinstance(one, Remove):
        return Swap(words, one.old, before.new, scope=scope)
    if isinstance(before, Remove) and isinstance(one, Swap) and one.old.kind is Kind.ROLE and not one.old.number:
        return Swap(words, before.old, one.new, scope=scope)
    return None


def _told_on(before: Wanted, one: Shift) -> Wanted | None:
    """Where a share comes from, or who gets what another loses."""
    if isinstance(before, Weights) and one.gives is not None and before.taken_from is None:
        return replace(before, taken_from=one.gives)
    if isinstance(before, Shift) and not (before.gives and before.takes):
        return replace(before, gives=before.gives or one.gives, takes=before.takes or one.takes)
    return None


def _is_the_same(before: Wanted, one: Wanted) -> bool:
    """Said twice, in other words."""
    if isinstance(before, Way) and isinstance(one, Way):
        return _same_people(before, one) and before.to.rest and one.to.rest
    return isinstance(before, Insert) and isinstance(one, Insert) and _called(before.new) == _called(one.new)


def _same_people(before: Way, one: Way) -> bool:
    """`Austria`, then `Austrians`."""
    if before.who is None or one.who is None or before.who is one.who:
        return before.who is one.who
    told = [[(token.sign, token.values) for token in way.who.tokens] for way in (before, one) if way.who]
    return told[0] == told[1] and before.who.cues == one.who.cues


def _called(item: Item) -> set[str]:
    return {page.name for token in item.tokens for page in token.of("page") if page.exact} or {item.text.casefold()}


def _same_place(before: Weights, one: Weights) -> bool:
    if before.shares and not one.shares and not one.amounts and (one.even or one.each):
        return True
    if before.shares and one.shares and all(share.page.age for share in one.shares):
        return True
    if before.even or one.even or not before.shares or not one.shares:
        return False
    steps = [{seat.step for seat in share.page.seats} for share in (*before.shares, *one.shares) if share.page.seats]
    return not steps or bool(set.intersection(*steps))


def _neighbours(gone: Remove, only: Only) -> bool:
    return bool({seat.step for seat in gone.old.seats} & {seat.step for seat in only.kept.seats})
