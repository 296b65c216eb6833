"""The step that is meant by where visitors go, made where it is not there."""

from ..drawing.audience import Audience
from ..drawing.captions import caption
from ..outcome import Json, PuzzledError, QuestionError
from ..seats import seats_in
from ..talking.current import targets_of
from .bench import Bench
from .items import Item, Kind
from .places import near, one_seat, page_for, seats_for
from .visitors import audience_of, condition_of, reach, way_of
from .wanted import Goal


def step_of(goal: Goal, who: Audience | None, words: str, bench: Bench) -> str:
    """The step that is meant, made where it is not there."""
    if goal.rest:
        return way_of(None, bench).to
    if goal.like is not None:
        return _seen(_like(goal.like, bench), goal, bench)
    if goal.past is not None:
        return _past(goal.past, bench)
    if goal.url:
        return _outside(goal.url, bench)
    if not goal.pages:
        raise QuestionError(f"Where should {words} go?", f"to|{words}", takes="name", joins=" to {}")
    return _whole_step(goal.pages, bench) or _pages(goal.pages, who, bench)


def _whole_step(pages: list[Item], bench: Bench) -> str:
    """`the advertorials`, where they are all that one step shows."""
    steps = {seat.step for seat in pages[0].seats}
    if len(pages) != 1 or len(steps) != 1 or pages[0].kind is not Kind.PAGE:
        return ""
    step = steps.pop()
    there = {seat.name for seat in bench.now.seats() if seat.step == step}
    return step if there == {seat.name for seat in pages[0].seats} else ""


def _like(item: Item, bench: Bench) -> str:
    if item.kind is Kind.STEP:
        return route_target(item, bench)
    way = way_of(audience_of(item, bench), bench)
    if not way.to:
        raise PuzzledError(f"which way {item.text} have: some go one way and some another")
    return way.to


def _past(item: Item, bench: Bench) -> str:
    """What its only button leads to."""
    seats = one_seat(item, bench, None) if item.kind is Kind.PAGE else seats_for(item, bench, None)
    targets = {to for seat in seats for to in targets_of(bench.now.steps[seat.step])}
    if len(targets) != 1:
        raise QuestionError(f"Where should those go who skip {item.text!r}? Say it like 'they go to <offer>'.")
    return targets.pop()


def _seen(step: str, goal: Goal, bench: Bench) -> str:
    """The page that is named stands on that way."""
    there = set(reach(bench.now, step))
    if goal.pages and goal.like and not any(seat.step in there for page in goal.pages for seat in page.seats):
        raise PuzzledError(f"what {goal.pages[0].text!r} has to do with {goal.like.text}: they do not come there")
    return step


def route_target(item: Item, bench: Bench) -> str:
    """Where the route leads that is told by its name."""
    name = item.step.removeprefix("route:")
    key = condition_of(bench.now, bench)
    routes = bench.now.steps[key]["condition"]["routes"] if key else []
    return next(str(one["to"]) for one in routes if one["name"] == name)


def _outside(url: str, bench: Bench) -> str:
    there = [key for key in bench.now.addresses() if same_address(str(bench.now.steps[key]["url"]), url)]
    if there:
        return there[0]
    key = bench.new_key("outside")
    bench.do({"op": "add_step", "key": key, "step": {"name": caption(key), "url": url}})
    return key


def _pages(items: list[Item], who: Audience | None, bench: Bench) -> str:
    """One page after the other; the last one that leads on keeps the buttons it has elsewhere."""
    following: str | None = None
    for place, item in reversed(list(enumerate(items))):
        page = page_for(item, "offer" if place == len(items) - 1 else "lander", bench)
        if following is not None and page.type == "offer":
            raise PuzzledError(f"how visitors come to {items[place + 1].text!r} behind the offer {page.name!r}")
        there = [
            key
            for key in bench.now.met()
            if [seat.name for seat in seats_in(key, bench.now.steps[key])] == [page.name]
        ]
        if following is None and len(there) == 1:
            following = there[0]
            continue
        on = {"1": following} if following else _onwards(page.type, who, bench)
        key = bench.new_key("way" if who is None else f"{who.name}_{page.type}"[:50])
        step: Json = {"name": caption(key), page.type: page.reference, **({"on": on} if on else {})}
        bench.do({"op": "add_step", "key": key, "step": step})
        if near(page):
            bench.tell(near(page).strip(" ()"))
        following = key
    return str(following)


def _onwards(type: str, who: Audience | None, bench: Bench) -> Json:
    """A lander that comes alone leads where the one it stands for led."""
    if type != "lander":
        return {}
    first = way_of(who, bench).to
    on = bench.now.steps.get(first, {}).get("on", {}) if first else {}
    if not on:
        raise QuestionError(
            "Where should its button lead? Say it like '…, then <offer>'.", "then", takes="name", joins=", then {}"
        )
    return dict(on)


def same_address(one: str, other: str) -> bool:
    return one.rstrip("/").casefold() == other.rstrip("/").casefold()
