"""Ways of visitors and of buttons, as operations."""

from ..drawing.audience import Audience
from ..drawing.captions import caption
from ..outcome import Json, PuzzledError, QuestionError
from ..seats import seats_in
from ..talking.current import targets_of
from .bench import Bench, shown
from .carry_rest import is_of_the_rest, lead_rest, rest_audience
from .items import Item, Kind
from .places import near, one_seat, page_for, seats_for
from .visitors import audience_of, condition_of, countries_taken, lead, reach, way_of
from .wanted import Address, Goal, Lead, Way


def carry_way(wanted: Way, bench: Bench) -> None:
    if wanted.who is not None and is_of_the_rest(wanted.who):
        _carry_rest(wanted, wanted.who, bench)
        return
    who = audience_of(wanted.who, bench) if wanted.who is not None else None
    words = wanted.who.text if wanted.who is not None else "everyone else"
    to = _goal(wanted.to, who, words, bench)
    old = way_of(who, bench)
    if old.to == to:
        raise PuzzledError(f"what to change: {words} go to {shown(to, bench.now)} already")
    if wanted.adds and old.exactly and old.route:
        raise PuzzledError(
            f"how to add a route for {words}: {old.route!r} takes them already. Say where they should go"
        )
    if who is not None and wanted.to.rest and not old.to:
        _refuse_untaken(who, words, bench)
    _goes_there(old.to, wanted.to.instead_of, bench)
    lead(bench, who, to)
    bench.tell(f"{words} go to {shown(to, bench.now)}")


def _carry_rest(wanted: Way, who: Item, bench: Bench) -> None:
    crowd = rest_audience(who, bench)
    if wanted.to.rest:
        raise PuzzledError(f"what to change: {who.text} go there already")
    _goes_there(way_of(None, bench).to, wanted.to.instead_of, bench)
    to = _goal(wanted.to, None, who.text, bench)
    lead_rest(bench, crowd, to)
    bench.tell(f"{who.text} go to {shown(to, bench.now)}")


def _refuse_untaken(who: Audience, words: str, bench: Bench) -> None:
    """`stop Germany and Italy`, where no route takes Italy."""
    taken = countries_taken(bench)
    untaken = [code for part in who.parts for code in part.having.get("country", ()) if code not in taken]
    if untaken and taken:
        told = f"its routes take {', '.join(taken)}"
        raise PuzzledError(f"how to stop {', '.join(untaken)} in {bench.now.name!r}: {told}")


def _goes_there(step: str, address: str, bench: Bench) -> None:
    url = str(bench.now.steps.get(step, {}).get("url", ""))
    if address and not _same_address(url, address):
        raise PuzzledError(f"what {address} has to do with it: they go to {url or shown(step, bench.now)}")


def carry_lead(wanted: Lead, bench: Bench) -> None:
    step = _step_with_button(wanted, bench)
    to = _goal(wanted.to, None, f"button {wanted.button}", bench)
    bench.do({"op": "connect", "step": step, "on": str(wanted.button), "to": to})
    bench.tell(f"button {wanted.button} of {shown(step, bench.now)} leads to {shown(to, bench.now)}")


def _carry_at(step: Item, new: str, bench: Bench) -> None:
    """An address gives way to another; what else stands there is led to no longer."""
    there = bench.now.steps[step.step]
    if "url" in there:
        carry_address(Address(step.text, old=str(there["url"]), new=new), bench)
    elif step.number:
        carry_lead(Lead(step.text, None, step.number, Goal(url=new)), bench)
    else:
        raise PuzzledError(f"which button {step.text!r} is; say it like 'button 2 of … leads to {new}'")


def carry_address(wanted: Address, bench: Bench) -> None:
    if wanted.at is not None:
        _carry_at(wanted.at, wanted.new, bench)
        return
    steps = [key for key in bench.now.addresses() if _same_address(str(bench.now.steps[key]["url"]), wanted.old)]
    if not steps:
        known = ", ".join(str(bench.now.steps[key]["url"]) for key in bench.now.addresses())
        raise PuzzledError(f"what {wanted.old} is: the addresses of {bench.now.name!r} are {known or 'none'}")
    for key in steps:
        bench.do({"op": "set_url", "step": key, "url": wanted.new})
    bench.tell(f"{wanted.old} gives way to {wanted.new}")


def _same_address(one: str, other: str) -> bool:
    return one.rstrip("/").casefold() == other.rstrip("/").casefold()


def _step_with_button(wanted: Lead, bench: Bench) -> str:
    if wanted.page is not None:
        return one_seat(wanted.page, bench, None)[0].step
    landers = [seat.step for seat in bench.now.seats() if seat.type == "lander"]
    having = [key for key in dict.fromkeys(landers) if str(wanted.button) in _buttons(bench.now.steps[key])]
    fitting = having or list(dict.fromkeys(landers))
    if len(fitting) != 1:
        raise QuestionError(
            f"The button of which page do you mean: {', '.join(shown(key, bench.now) for key in fitting)}?"
        )
    return fitting[0]


def _buttons(step: Json) -> set[str]:
    return {str(number) for number in step.get("on", {})}


def _goal(goal: Goal, who: Audience | None, words: str, bench: Bench) -> str:
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
    return _pages(goal.pages, who, bench)


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
    there = [key for key in bench.now.addresses() if _same_address(str(bench.now.steps[key]["url"]), url)]
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
