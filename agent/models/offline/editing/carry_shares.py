"""Shares, as one operation; pages that are named and not there yet come in with theirs."""

from collections.abc import Sequence
from decimal import Decimal

from funnels.blueprint.weights import evenly, scaled

from ..drawing.shares import plain, shares
from ..outcome import Choice, PuzzledError, QuestionError
from ..seats import Seat
from ..talking.current import Split
from .aged import with_pages
from .bench import Bench
from .carry_pages import carry_only
from .items import Item
from .places import near, one_seat, own, page_for, seats_for, steps_behind, steps_of_type
from .wanted import Only, Share, Weights

_WHOLE = Decimal(100)
_OFF = Decimal("0.1")
"""Thirds are said as 33 and 34, or 33.3."""


def carry_weights(wanted: Weights, bench: Bench) -> None:
    if whole := _whole(wanted):
        carry_only(Only(wanted.words, whole, scope=wanted.scope), bench)
        return
    wanted = with_pages(wanted, bench)
    step, names = _place(wanted, bench)
    split = next((one for one in bench.now.splits() if one.step == step), None)
    if split is None:
        raise PuzzledError(f"which shares are meant: {bench.now.name!r} has no place with several pages there")
    _as_told(wanted, split, names)
    if wanted.pair and len(split.keys) != 2 and len(names) < 2:
        pair = "/".join(f"{amount:f}" for amount in wanted.pair)
        raise PuzzledError(f"which two of {', '.join(split.keys)} share {pair}")
    weights = _decided(wanted, split, names, bench)
    bench.do({"op": "set_weights", "step": step, "weights": {key: plain(value) for key, value in weights.items()}})
    bench.tell(f"{step}: {', '.join(f'{key} {plain(value)} %' for key, value in weights.items())}")
    told = zip(names, (share.amount for share in wanted.shares), strict=False)
    bench.promised += [(step, name, amount) for name, amount in told if amount is not None]


def check_promised(bench: Bench) -> None:
    """Raises PuzzledError where a later change gave a page another share than it was told."""
    now = {(one.step, key): Decimal(str(weight)) for one in bench.now.splits()
           for key, weight in zip(one.keys, one.weights, strict=True)}  # fmt: skip
    for step, name, amount in bench.promised:
        if (step, name) in now and abs(now[step, name] - amount) > 1:
            raise PuzzledError(f"what share {name} should have: {amount:f} %, or {plain(now[step, name])} %")


def _as_told(wanted: Weights, split: Split, names: Sequence[str]) -> None:
    """`from 20 to 35`, where it has 20 indeed."""
    now = dict(zip(split.keys, (Decimal(str(weight)) for weight in split.weights), strict=True))
    for name, share in zip(names, wanted.shares, strict=False):
        if share.was is not None and abs(now.get(name, share.was) - share.was) >= 1:
            raise PuzzledError(f"what is at {share.was:f} %: {name} has {plain(now[name])} %")


def _whole(wanted: Weights) -> Item | None:
    """The one page that has all visitors."""
    all_of_them = [share.page for share in wanted.shares if share.amount == _WHOLE]
    others = [share for share in wanted.shares if share.amount not in (None, _WHOLE, Decimal(0))]
    return all_of_them[0] if len(all_of_them) == 1 and not others else None


def _place(wanted: Weights, bench: Bench) -> tuple[str, list[str]]:
    """The step whose shares are meant, and the names in the order of the shares."""
    seats = [(share, seats_for(share.page, bench, wanted.scope)) for share in wanted.shares]
    inside = [found for _, found in seats if found]
    if inside:
        step = own(_common(inside, wanted, bench), bench, wanted.scope)
        seats = [(share, seats_for(share.page, bench, wanted.scope)) for share in wanted.shares]
        if (wanted.turned or wanted.even) and len(seats) == 1 and len(inside[0]) > 1:
            return step, []
        names = [_name(share, found, step, wanted, bench) for share, found in seats]
        return step, names
    if wanted.shares:
        return _all_new(wanted, bench)
    return own(_told_by_number(wanted, bench), bench, wanted.scope), []


def _common(inside: Sequence[Sequence[Seat]], wanted: Weights, bench: Bench) -> str:
    steps = set.intersection(*({seat.step for seat in found} for found in inside))
    if wanted.behind is not None:
        steps &= steps_behind(wanted, bench, alone=len(steps) > 1)
    if len(steps) == 1:
        return steps.pop()
    if len(steps) > 1:
        return _chosen([one for one in bench.now.splits() if one.step in steps], bench)
    names = " and ".join(share.page.text for share in wanted.shares)
    raise PuzzledError(f"how {names} share visitors: they are not in one place")


def _name(share: Share, found: Sequence[Seat], step: str, wanted: Weights, bench: Bench) -> str:
    here = {(seat.type, seat.name) for seat in found if seat.step == step}
    if len(here) == 1:
        return here.pop()[1]
    if here or (share.page.is_inside and (wanted.scope is None or share.page.wish is None)):
        return one_seat(share.page, bench, wanted.scope)[0].name
    type = next(seat.type for seat in bench.now.seats() if seat.step == step)
    page = page_for(share.page, type, bench, wanted.scope)
    if page.type != type:
        raise PuzzledError(f"how the {page.type} {page.name!r} can share visitors with {type}s")
    bench.do({"op": "add_page", "step": step, "page": page.reference})
    bench.tell(f"{page.type} {page.name}{near(page)} comes in")
    return page.name


def _all_new(wanted: Weights, bench: Bench) -> tuple[str, list[str]]:
    """Only newcomers have shares: they come in where their kind stands, beside the one that is there."""
    page = page_for(wanted.shares[0].page, wanted.role.role if wanted.role else "offer", bench, wanted.scope)
    steps = steps_of_type(bench, page.type, wanted.scope)
    if len(steps) != 1:
        raise QuestionError(f"Beside which {page.type} should {page.name!r} stand?", "", ())
    step = own(steps[0], bench, wanted.scope)
    return step, [_name(share, (), step, wanted, bench) for share in wanted.shares]


def _told_by_number(wanted: Weights, bench: Bench) -> str:
    splits = bench.now.splits()
    if not splits:
        raise PuzzledError(f"which shares are meant: {bench.now.name!r} has no place with several pages")
    role = wanted.role.role if wanted.role else ""
    fitting = [one for one in splits if role in ("", one.type)]
    if wanted.role and (steps := {seat.step for seat in wanted.role.seats}):
        fitting = [one for one in fitting if one.step in steps]
    if wanted.scope is not None:
        there = {seat.step for type in ("lander", "offer") for seat in bench.now.seats()
                 if seat.step in steps_of_type(bench, type, wanted.scope)}  # fmt: skip
        fitting = [one for one in fitting if one.step in there]
    if wanted.behind is not None:
        fitting = [one for one in fitting if one.step in steps_behind(wanted, bench)]
    if len(fitting) > 1 and len(wanted.amounts) > 1:
        fitting = [one for one in fitting if len(one.keys) == len(wanted.amounts)] or fitting
    if not fitting:
        raise PuzzledError(f"which shares are meant: {bench.now.name!r} does not share {role}s")
    return _chosen(fitting, bench)


def _chosen(fitting: Sequence[Split], bench: Bench) -> str:
    if len(fitting) == 1:
        return fitting[0].step
    answer = bench.request.answers.get("split")
    if answer:
        return str(answer["step"])
    choices = [Choice(one.label, {"step": one.step}) for one in fitting]
    raise QuestionError(
        f"{bench.now.name!r} shares visitors in {len(fitting)} places. Which one do you mean?", "split", choices
    )


def _decided(wanted: Weights, split: Split, names: Sequence[str], bench: Bench) -> dict[str, Decimal]:
    if wanted.turned:
        if len(split.keys) != 2:  # only two can change places
            raise PuzzledError(f"how to turn round the shares of {', '.join(split.keys)}; say each of them")
        first, second = (Decimal(str(weight)) for weight in split.weights)
        return {split.keys[0]: second, split.keys[1]: first}
    if wanted.even and not any(share.amount is not None for share in wanted.shares):
        missing = [key for key in split.keys if key not in names]
        if names and missing and len(names) > 1:
            raise PuzzledError(f"what share {' and '.join(missing)} should have, beside {' and '.join(names)}")
        return dict(zip(split.keys, evenly(len(split.keys)), strict=True))
    if not wanted.shares:
        return _by_place(wanted, split, bench)
    told = dict(zip(names, (share.amount for share in wanted.shares), strict=True))
    if wanted.taken_from is not None:
        told |= _kept_by_others(wanted.taken_from, told, split, bench)
    if wanted.each is not None:
        told |= {key: wanted.each for key in split.keys if told.get(key) is None}
    return _filled(told, split, bench, even=wanted.even)


def _by_place(wanted: Weights, split: Split, bench: Bench) -> dict[str, Decimal]:
    """`make it 80/20`; one amount alone says nothing of whose it is."""
    if len(wanted.amounts) == 1 and len(split.keys) > 1:
        raise PuzzledError(f"whose share {wanted.amounts[0]:f} % is: {' or '.join(split.keys)}")
    parts = shares(_biggest_first(wanted, split, bench), split.keys, bench.request.answers)
    return dict(zip(split.keys, parts, strict=True))


def _kept_by_others(loser: Item, told: dict[str, Decimal | None], split: Split, bench: Bench) -> dict[str, Decimal]:
    """All but the one that loses keep what they had before the newcomer came."""
    name = one_seat(loser, bench, None)[0].name
    first = next((one for one in bench.first.splits() if one.step == split.step), None)
    if first is None or name not in first.keys or name in told:
        raise PuzzledError(f"what {loser.text!r} should lose")
    weights = dict(zip(first.keys, (Decimal(str(weight)) for weight in first.weights), strict=True))
    return {key: weight for key, weight in weights.items() if key != name and key not in told}


def _biggest_first(wanted: Weights, split: Split, bench: Bench) -> Sequence[Decimal]:
    if wanted.bigger is None:
        return wanted.amounts
    name = one_seat(wanted.bigger, bench, wanted.scope)[0].name
    if len(wanted.amounts) != 2 or name not in split.keys:
        raise PuzzledError(f"which share {wanted.bigger.text!r} should have; say it in percent")
    big, small = max(wanted.amounts), min(wanted.amounts)
    if wanted.smaller:
        big, small = small, big
    return [big, small] if split.keys[0] == name else [small, big]


def _filled(told: dict[str, Decimal | None], split: Split, bench: Bench, *, even: bool) -> dict[str, Decimal]:
    """Those without a share have what is left, in their proportion."""
    known = {name: amount for name, amount in told.items() if amount is not None}
    spelled = list(known.values())
    answer = bench.request.answers.get(_question_key(spelled, split.keys))
    if answer and answer["amounts"]:
        return dict(zip(split.keys, map(Decimal, answer["amounts"]), strict=True))
    total = sum(known.values(), Decimal(0))
    others = [key for key in split.keys if key not in known]
    if abs(total - _WHOLE) > _OFF and (not others or total > _WHOLE):
        _ask(known, split, bench)
    if not others:
        return dict(zip(known, scaled(list(known.values()), _WHOLE), strict=True))
    if total >= _WHOLE:
        raise PuzzledError(f"what share {' and '.join(others)} should have: {total:f} % are taken")
    old = dict(zip(split.keys, (Decimal(str(weight)) for weight in split.weights), strict=True))
    parts = scaled([Decimal(1) if even else old[key] for key in others], _WHOLE - total)
    return {**known, **dict(zip(others, parts, strict=True))}


def _question_key(amounts: Sequence[Decimal], keys: Sequence[str]) -> str:
    return f"shares|{'/'.join(f'{amount:f}' for amount in amounts)}|{len(keys)}"


def _ask(known: dict[str, Decimal], split: Split, bench: Bench) -> None:
    total = sum(known.values(), Decimal(0))
    spelled = "/".join(f"{amount:f}" for amount in known.values())
    raise QuestionError(
        f"The shares {spelled} add up to {total:f} %, not 100 %. "
        f"What should the shares of {', '.join(split.keys)} be?",
        _question_key(list(known.values()), split.keys),
        takes="shares",
    )
