"""Shares of pages that are told by how they stand to others: `the two old ones 45 each`, `the newcomer 40`."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from funnels.blueprint.weights import evenly, scaled

from ..outcome import PuzzledError
from ..seats import Seat
from .bench import Bench
from .items import Age, Item, Kind
from .places import page_for, seats_for, steps_of_type
from .wanted import Share, Weights

_WHOLE = Decimal(100)


def with_pages(wanted: Weights, bench: Bench) -> Weights:
    """Raises PuzzledError where they could be these or those."""
    wanted = _of_one_kind(wanted, bench)
    if not any(share.page.age for share in wanted.shares):
        return wanted
    named = [share.page for share in wanted.shares if not share.page.age]
    found: list[Share] = []
    for share in wanted.shares:
        found += (
            _of_pages(share, _meant(share.page, named, wanted, bench), wanted, bench) if share.page.age else [share]
        )
    return replace(wanted, shares=found)


def _of_one_kind(wanted: Weights, bench: Bench) -> Weights:
    """`the first one` is of those that share visitors, as the others that are told."""
    said = {seat.type for share in wanted.shares if share.page.kind is Kind.PAGE for seat in share.page.seats}
    said |= {share.page.role for share in wanted.shares if share.page.role}
    kinds = said or {one.type for one in bench.now.splits()}
    bare = [share for share in wanted.shares if share.page.number and not share.page.role
            and share.page.kind is Kind.ROLE]  # fmt: skip
    if not bare:
        return wanted
    if len(kinds) != 1:
        raise PuzzledError(f"which page {bare[0].page.text!r} is, a lander or an offer")
    role = next(iter(kinds))
    return replace(wanted, shares=[
        replace(share, page=replace(share.page, role=role)) if share in bare else share for share in wanted.shares
    ])  # fmt: skip


def _meant(item: Item, named: Sequence[Item], wanted: Weights, bench: Bench) -> list[Seat]:
    """Those of the place of the named ones, else of the only place where they can be."""
    fitting = [seat for seat in _around(item, named, wanted, bench) if _fits(item, seat, named, bench)]
    seats = list({(seat.type, seat.name): seat for seat in fitting}.values())
    count = int(item.amounts[0]) if item.amounts else 1
    if len({seat.step for seat in seats}) != 1 or (len(seats) != count and (item.amounts or not item.many)):
        told = " and ".join(repr(seat.name) for seat in seats)
        raise PuzzledError(f"which page {item.text!r} is{f': {told} could be meant' if told else ''}")
    return seats


def _around(item: Item, named: Sequence[Item], wanted: Weights, bench: Bench) -> list[Seat]:
    there = [seat for one in named for seat in seats_for(one, bench, wanted.scope)]
    role = item.role or (wanted.role.role if wanted.role else "") or (there[0].type if there else "")
    if not role and named:
        role = page_for(named[0], "offer", bench, wanted.scope).type
    steps = {seat.step for seat in there if role in ("", seat.type)}
    steps = steps or {step for type in ("lander", "offer") if role in ("", type)
                      for step in steps_of_type(bench, type, wanted.scope)}  # fmt: skip
    return [seat for seat in bench.now.seats() if seat.step in steps and role in ("", seat.type)]


def _fits(item: Item, seat: Seat, named: Sequence[Item], bench: Bench) -> bool:
    if any((one.type, one.name) == (seat.type, seat.name) for page in named for one in seats_for(page, bench, None)):
        return False
    old = any((one.type, one.name) == (seat.type, seat.name) for one in bench.first.seats())
    return {Age.OLD: old, Age.NEW: not old}.get(item.age or Age.OTHER, True)


def _of_pages(share: Share, seats: Sequence[Seat], wanted: Weights, bench: Bench) -> list[Share]:
    pages = [Item(Kind.PAGE, seat.name, share.page.start, share.page.end, seats=(seat,)) for seat in seats]
    if share.amount is None:
        return [Share(page, None) for page in pages]
    if share.each or len(pages) == 1:
        return [Share(page, share.amount) for page in pages]
    parts = evenly(len(pages)) if wanted.even else _as_they_were(seats, bench)
    return [
        Share(page, share.amount * part / _WHOLE) for page, part in zip(pages, scaled(parts, _WHOLE), strict=True)
    ]


def _as_they_were(seats: Sequence[Seat], bench: Bench) -> list[Decimal]:
    weights = {(one.step, key): Decimal(str(weight)) for one in bench.now.splits()
               for key, weight in zip(one.keys, one.weights, strict=True)}  # fmt: skip
    return [weights[(seat.step, seat.name)] for seat in seats]
