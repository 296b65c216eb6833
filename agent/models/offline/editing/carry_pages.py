"""Pages that come, go, or take another's place, as operations."""

from collections.abc import Callable
from dataclasses import replace

from ..drawing.captions import caption
from ..drawing.pages import Page
from ..drawing.shares import plain
from ..outcome import Json, PuzzledError, QuestionError
from ..seats import Seat
from ..talking.current import targets_of
from .bench import Bench, shown
from .items import Item, Kind
from .places import chosen_step, near, one_seat, own, page_for, placed, seats_for, steps_behind, steps_of_type
from .private import exits
from .wanted import Add, Insert, Only, Remove, Swap


def carry_swap(wanted: Swap, bench: Bench) -> None:
    if wanted.old.kind is Kind.ROLE and not wanted.old.number:
        _swap_all(wanted, bench)
        return
    seats = placed(one_seat(wanted.old, bench, wanted.scope), wanted, bench)
    page = page_for(wanted.new, seats[0].type, bench, wanted.scope)
    _fits(page, seats[0])
    for step in dict.fromkeys(seat.step for seat in seats):
        key = own(step, bench, wanted.scope)
        bench.do({"op": "replace_page", "page": seats[0].name, "by": page.reference, "step": key})
    bench.tell(f"{page.type} {seats[0].name} gives way to {page.name}{near(page)}{_for(wanted.scope)}")


def _swap_all(wanted: Swap, bench: Bench) -> None:
    """`whatever landers are in there`: all of one place, which becomes the newcomer's."""
    steps = steps_of_type(bench, wanted.old.role, wanted.scope)
    if not steps:
        raise PuzzledError(f"which {wanted.old.role} should go: {bench.now.name!r} has none")
    many = wanted.old.text.lower().endswith("s")
    names = {seat.name for seat in seats_for(wanted.old, bench, wanted.scope)}
    if not many and len(names) > 1:
        one_seat(wanted.old, bench, wanted.scope)
    page = page_for(wanted.new, wanted.old.role, bench, wanted.scope)
    for step in steps if many else [chosen_step(steps, "Which one?", f"role|{wanted.old.role}", bench)]:
        _alone(own(step, bench, wanted.scope), page, bench)
    bench.tell(f"{page.name}{near(page)} takes the place of the {wanted.old.role}s{_for(wanted.scope)}")


def _fits(page: Page, seat: Seat) -> None:
    if page.type != seat.type:
        raise PuzzledError(f"how the {page.type} {page.name!r} can stand for the {seat.type} {seat.name!r}")
    if page.name == seat.name:
        raise PuzzledError(f"what to replace: {page.name!r} stands there already")


def carry_add(wanted: Add, bench: Bench) -> None:
    near_it = wanted.beside
    if near_it is not None and near_it.kind is Kind.ROLE:  # `as a second lander`
        near_it = replace(near_it, number=0)
    beside = seats_for(near_it, bench, wanted.scope) if near_it is not None else []
    expected = beside[0].type if beside and len({seat.type for seat in beside}) == 1 else _usual(bench)
    page = page_for(wanted.new, expected, bench, wanted.scope)
    steps = list(dict.fromkeys(seat.step for seat in beside if seat.type == page.type))
    steps = steps or steps_of_type(bench, page.type, wanted.scope)
    if not steps and page.type == "lander":
        carry_insert(Insert(wanted.words, wanted.new, scope=wanted.scope), bench)
        return
    if not steps:
        raise PuzzledError(f"where {page.name!r} belongs: {bench.now.name!r} has no {page.type} yet")
    question = f"To which {page.type}s should {page.name!r} be added?"
    step = own(chosen_step(steps, question, f"step|{page.name}", bench), bench, wanted.scope)
    if any(seat.name == page.name for seat in bench.now.seats() if seat.step == step):
        raise PuzzledError(f"what to add: {page.name!r} is there already")
    weight = {"weight": plain(wanted.share)} if wanted.share is not None else {}
    bench.do({"op": "add_page", "step": step, "page": page.reference, **weight})
    bench.tell(f"{page.type} {page.name}{near(page)} comes in beside {shown(step, bench.first) or step}")


def _usual(bench: Bench) -> str:
    return "offer" if any(seat.type == "offer" for seat in bench.now.seats()) else "lander"


def carry_insert(wanted: Insert, bench: Bench) -> None:
    if wanted.scope is not None:
        raise PuzzledError(f"how {wanted.new.text!r} can stand in front for {wanted.scope.text} only")
    seats = _near_seats(wanted, bench)
    page = page_for(wanted.new, "lander", bench)
    if wanted.after:
        _behind(wanted, page, seats, bench)
        return
    if page.type != "lander":
        raise PuzzledError(f"how the offer {page.name!r} can stand in front of others")
    target = seats[0].step if seats else bench.now.blueprint.get("start")
    if not isinstance(target, str):
        raise PuzzledError(f"in front of what {page.name!r} should stand: {bench.now.name!r} begins with a split")
    bench.become(_in_front(bench.new_key("front"), page, target))
    bench.tell(f"{page.name}{near(page)} comes first, its button leads to {shown(target, bench.first)}")


def _near_seats(wanted: Insert, bench: Bench) -> list[Seat]:
    """`before the landers` means their place, however many there are."""
    if wanted.near is None:
        return []
    seats = seats_for(wanted.near, bench, None)
    return seats if len({seat.step for seat in seats}) == 1 else one_seat(wanted.near, bench, None)


def _in_front(key: str, page: Page, target: str) -> Callable[[Json], None]:
    """Whoever came to the target comes to the new step, which leads there."""

    def change(blueprint: Json) -> None:
        for one in blueprint["steps"].values():
            for holder, field in exits(one):
                holder[field] = key if holder[field] == target else holder[field]
        blueprint["start"] = key if blueprint["start"] == target else blueprint["start"]
        blueprint["steps"][key] = {"name": caption(key), "lander": page.reference, "on": {"1": target}}

    return change


def _behind(wanted: Insert, page: Page, seats: list[Seat], bench: Bench) -> None:
    """An offer behind a lander stands beside the offers that are there already."""
    ways = [
        way if isinstance(way, str) else way["to"] for way in bench.now.steps[seats[0].step].get("on", {}).values()
    ]
    if not seats or len(ways) != 1:
        raise PuzzledError(f"behind which button {page.name!r} should be; say it like 'button 2 of … leads to …'")
    beside = [seat for seat in bench.now.seats() if seat.step == ways[0] and seat.type == page.type]
    if beside:
        bench.do({"op": "add_page", "step": ways[0], "page": page.reference})
        bench.tell(f"{page.type} {page.name}{near(page)} comes in beside {shown(ways[0], bench.first)}")
        return
    if page.type != "lander":
        raise PuzzledError(f"where {page.name!r} belongs behind {seats[0].name!r}")
    key = bench.new_key("between")
    bench.do(
        {
            "op": "add_step",
            "key": key,
            "step": {"name": caption(key), "lander": page.reference, "on": {"1": ways[0]}},
        },
        {"op": "connect", "step": seats[0].step, "on": "1", "to": key},
    )
    bench.tell(f"{page.name}{near(page)} comes behind {seats[0].name}")


def _remove_kind(wanted: Remove, bench: Bench) -> None:
    """Without any lander: whoever came to one goes on to where it led."""
    for step in steps_of_type(bench, wanted.old.role, None):
        onwards = set(targets_of(bench.now.steps[step]))
        if len(onwards) != 1:
            raise QuestionError(f"Where should visitors go without {shown(step, bench.now)}: it has several buttons?")
        bench.do({"op": "remove_step", "step": step, "then": onwards.pop()})
    bench.tell(f"all {wanted.old.role}s go; their visitors come at once to what stood behind them")


def carry_remove(wanted: Remove, bench: Bench) -> None:
    if wanted.old.kind is Kind.ROLE and not wanted.old.number:
        if wanted.scope is not None:
            raise PuzzledError(f"how to take the {wanted.old.text} away for {wanted.scope.text} only")
        _remove_kind(wanted, bench)
        return
    if not seats_for(wanted.old, bench, wanted.scope) and _was_there(wanted.old, bench):
        return
    seats = placed(one_seat(wanted.old, bench, wanted.scope), wanted, bench)
    for seat in seats:
        key = own(seat.step, bench, wanted.scope)
        if seat.neighbours > 1:
            bench.do({"op": "remove_page", "page": seat.name, "step": key})
            continue
        ways = bench.now.steps[key].get("on", {}).values()
        targets = {way if isinstance(way, str) else way["to"] for way in ways}
        if seat.type != "lander" or len(targets) != 1:
            raise QuestionError(
                f"{seat.name!r} is the only {seat.type} there, so visitors would have nowhere to go. "
                f"What should take its place? Say: replace {seat.name} by …"
            )
        bench.do({"op": "remove_step", "step": key, "then": targets.pop()})
    bench.tell(f"{seats[0].type} {seats[0].name} goes{_for(wanted.scope)}")


def _was_there(item: Item, bench: Bench) -> bool:
    """`B wins, so drop A`: with B alone A is gone."""
    before = {(seat.type, seat.name) for seat in bench.first.seats()}
    names = {(seat.type, seat.name) for seat in item.seats}
    return bool(names) and names <= before and bool(bench.operations)


def carry_only(wanted: Only, bench: Bench) -> None:
    """What is beside it goes; a newcomer takes the place of all."""
    if wanted.at:
        page = page_for(wanted.kept, _type_at(wanted.at, bench), bench, wanted.scope)
        _alone(own(wanted.at, bench, wanted.scope), page, bench)
        bench.tell(f"{wanted.at}: {page.name}{near(page)}")
        return
    seats = seats_for(wanted.kept, bench, wanted.scope)
    if len({(seat.type, seat.name) for seat in seats}) > 1:
        seats = one_seat(wanted.kept, bench, wanted.scope)
    role = seats[0].type if seats else _usual(bench)
    page = page_for(wanted.kept, role, bench, wanted.scope)
    steps = list(dict.fromkeys(seat.step for seat in seats)) or steps_of_type(bench, page.type, wanted.scope)
    if wanted.behind is not None:
        steps = [step for step in steps_of_type(bench, page.type, None) if step in steps_behind(wanted, bench)]
    question = f"In which place should {page.name!r} be the only {page.type}?"
    step = chosen_step(steps, question, f"only|{page.name}", bench) if steps else ""
    if not step:
        there = f"behind {wanted.behind.text!r} there is no" if wanted.behind is not None else "there is no"
        raise PuzzledError(f"where {page.name!r} belongs: {there} {page.type} yet")
    _alone(own(step, bench, wanted.scope), page, bench)
    bench.tell(f"only {page.name}{near(page)} is shown{_for(wanted.scope)}")


def _type_at(step: str, bench: Bench) -> str:
    return next((seat.type for seat in bench.now.seats() if seat.step == step), "offer")


def _alone(step: str, page: Page, bench: Bench) -> None:
    """The step shows this page and no other."""
    there = [seat for seat in bench.now.seats() if seat.step == step]
    if any(seat.type != page.type for seat in there):
        raise PuzzledError(f"how the {page.type} {page.name!r} can stand where {shown(step, bench.now)!r} is")
    names = [seat.name for seat in there]
    if page.name not in names:
        old = bench.now.steps[step]
        left = {key: value for key, value in old.items() if key not in ("name", page.type, f"{page.type}s")}
        bench.do({"op": "set_step", "key": step, "step": {**left, f"{page.type}s": [{"page": page.reference}]}})
        return
    for name in names:
        if name != page.name:
            bench.do({"op": "remove_page", "page": name, "step": step})


def _for(scope: Item | None) -> str:
    return f" for {scope.text}" if scope is not None else ""
