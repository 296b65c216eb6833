"""Whose way is which: the routes of a funnel's condition."""

from dataclasses import dataclass

from ..drawing.audience import Audience, audience
from ..drawing.captions import caption
from ..drawing.overlaps import clash, same_visitors
from ..outcome import Choice, Json, PuzzledError, QuestionError
from ..talking.current import Current, targets_of
from ..tokens import Sign, Token
from .bench import Bench
from .cue import Cue
from .items import Item

OTHERWISE = "otherwise"


@dataclass(frozen=True, slots=True)
class Way:
    """Where visitors go: the condition and the route that sends them (OTHERWISE: no route), and the step."""

    condition: str
    route: str
    to: str
    exactly: bool
    """Whether the route is for these visitors and nobody else."""


def audience_of(item: Item, bench: Bench) -> Audience:
    if item.has(Cue.REST):
        raise PuzzledError(f"how to do that for {item.text} only; say where they should go")
    return audience([*_negation(item), *item.tokens], bench.request.answers)


def _negation(item: Item) -> list[Token]:
    return [Token(Sign.NOT, "not", item.start, item.start)] if item.has(Cue.NOT) else []


def condition_of(now: Current, bench: Bench) -> str:
    """The condition that tells visitors apart, empty where there is none yet."""
    known = [key for key in now.met() if "routes" in now.steps[key].get("condition", {})]
    start = now.blueprint.get("start")
    if not known or start in known:
        return str(start) if start in known else ""
    if len(known) == 1:
        return known[0]
    answer = bench.request.answers.get("condition")
    if answer:
        return str(answer["step"])
    choices = [Choice(f"{key} ({', '.join(route_names(now, key))})", {"step": key}) for key in known]
    raise QuestionError(f"{now.name!r} tells visitors apart in {len(known)} places. Which one?", "condition", choices)


def route_names(now: Current, key: str) -> list[str]:
    return [str(one["name"]) for one in now.steps[key]["condition"]["routes"]]


def way_of(who: Audience | None, bench: Bench) -> Way:
    """The way these visitors have now. Raises PuzzledError where some have one and some another."""
    now = bench.now
    key = condition_of(now, bench)
    if not key:
        start = now.blueprint.get("start")
        if not isinstance(start, str):
            raise PuzzledError(f"which way visitors of {now.name!r} have: it begins with a split")
        return Way("", "", start, exactly=who is None)
    condition = now.steps[key]["condition"]
    if who is None:
        return Way(key, OTHERWISE, _otherwise(condition, now), exactly=True)
    if _are_the_rest(who, condition["routes"]):
        return Way(key, OTHERWISE, _otherwise(condition, now), exactly=True)
    for route in condition["routes"]:
        if same_visitors(route["when"], who.when()):
            return Way(key, str(route["name"]), str(route["to"]), exactly=True)
        if _within(who, route["when"]):
            return Way(key, str(route["name"]), str(route["to"]), exactly=False)
        if clash(who.when(), [route]):
            return _mixed(who, condition, key, now)
    return Way(key, OTHERWISE, _otherwise(condition, now), exactly=False)


def _mixed(who: Audience, condition: Json, key: str, now: Current) -> Way:
    """Some of them take a route and some do not: they have one way only if all of it leads to the same step."""
    targets = {str(route["to"]) for route in condition["routes"] if clash(who.when(), [route])}
    if not _covered(who, condition["routes"]):
        targets.add(_otherwise(condition, now))
    if len(targets) == 1:
        return Way(key, "", targets.pop(), exactly=False)
    return Way(key, "", "", exactly=False)


def _covered(who: Audience, routes: list[Json]) -> bool:
    codes = {code for part in who.parts for code in part.having.get("country", ())}
    taken = {code for route in routes for code in _plain_countries(route["when"])}
    return bool(codes) and codes <= taken


def _otherwise(condition: Json, now: Current) -> str:
    if not condition.get("otherwise"):
        raise PuzzledError(f"where everyone else goes: {now.name!r} has no way for them")
    return str(condition["otherwise"])


def _within(who: Audience, when: object) -> bool:
    """Whether a plain route takes all of these visitors."""
    if not isinstance(when, list) or any(part.lacking for part in who.parts):
        return False
    return all(
        all("any in" in rule and set(part.having.get(str(rule["attribute"]), ("?",))) <= set(rule["any in"])
            for rule in when)
        for part in who.parts
    )  # fmt: skip


def _are_the_rest(who: Audience, routes: list[Json]) -> bool:
    """`who are not from DACH`, where the routes take just those."""
    if len(who.parts) != 1 or who.parts[0].having or set(who.parts[0].lacking) != {"country"}:
        return False
    taken = [code for route in routes for code in _plain_countries(route["when"])]
    return bool(taken) and set(taken) == set(who.parts[0].lacking["country"])


def _plain_countries(when: object) -> list[str]:
    """The countries of a route that looks at nothing else."""
    if isinstance(when, list) and len(when) == 1 and when[0].get("attribute") == "country" and "any in" in when[0]:
        return list(when[0]["any in"])
    return []


def lead(bench: Bench, who: Audience | None, to: str) -> None:
    """From now on these visitors go to that step; all others as before."""
    key = condition_of(bench.now, bench)
    if not key:
        _first_condition(bench, who, to)
        return
    if who is not None and _are_the_rest(who, bench.now.steps[key]["condition"]["routes"]):
        who = None

    def change(blueprint: Json) -> None:
        condition = blueprint["steps"][key]["condition"]
        if who is None:
            condition["otherwise"] = to
        elif (codes := _only_countries(who)) and all(_plain_countries(one["when"]) for one in condition["routes"]):
            _move_countries(condition, codes, to, who.name)
        else:
            _route_of_their_own(condition, who, to)

    bench.become(change)
    if not bench.now.steps[key]["condition"]["routes"]:
        raise PuzzledError("how to do without any route: then nobody would be told apart. Say where they should go")


def countries_taken(bench: Bench) -> list[str]:
    """Those that plain routes of the condition take."""
    key = condition_of(bench.now, bench)
    routes = bench.now.steps[key]["condition"]["routes"] if key else []
    return [code for route in routes for code in _plain_countries(route["when"])]


def _only_countries(who: Audience) -> tuple[str, ...]:
    part = who.parts[0]
    return (
        part.having["country"] if len(who.parts) == 1 and set(part.having) == {"country"} and not part.lacking else ()
    )


def _move_countries(condition: Json, codes: tuple[str, ...], to: str, name: str) -> None:
    routes = condition["routes"]
    for route in routes:
        rule = route["when"][0]
        if not (route["to"] == to and set(rule["any in"]) >= set(codes)):
            rule["any in"] = [one for one in rule["any in"] if one not in codes]
    emptied = [route for route in routes if not route["when"][0]["any in"]]
    if to != condition.get("otherwise"):
        there = next((route for route in routes if route["to"] == to and route not in emptied), None)
        if there is not None:
            rule = there["when"][0]
            rule["any in"] += [code for code in codes if code not in rule["any in"]]
        elif emptied:
            emptied[0]["when"][0]["any in"], emptied[0]["to"] = list(codes), to
        else:
            routes.append({"name": _free(name, routes), "when": _countries(codes), "to": to})
    left = [route for route in routes if route["when"][0]["any in"]]
    if not left:
        emptied[0]["when"][0]["any in"], emptied[0]["to"] = list(codes), to
        left = emptied[:1]
    condition["routes"] = left


def _countries(codes: tuple[str, ...]) -> list[Json]:
    return [{"attribute": "country", "any in": list(codes)}]


def _route_of_their_own(condition: Json, who: Audience, to: str) -> None:
    """The one they have, where it is theirs alone and none before it takes them; else a new one in front."""
    routes = condition["routes"]
    for place, route in enumerate(routes):
        if same_visitors(route["when"], who.when()) and not clash(who.when(), routes[:place]):
            route["to"] = to
            return
    routes.insert(0, {"name": _free(who.name, routes), "when": who.when(), "to": to})


def _free(name: str, routes: list[Json]) -> str:
    taken = {str(one["name"]) for one in routes}
    free, count = name, 2
    while free in taken:
        free, count = f"{name}_{count}", count + 1
    return free


def _first_condition(bench: Bench, who: Audience | None, to: str) -> None:
    """A condition in front of a funnel that had none; everyone else goes on as before."""
    start = bench.now.blueprint.get("start")
    if who is None or not isinstance(start, str):
        raise PuzzledError(f"which visitors are meant: {bench.now.name!r} does not tell any apart yet")
    key = bench.new_key("routing")
    step = {
        "name": caption(key),
        "condition": {"routes": [{"name": who.name, "when": who.when(), "to": to}], "otherwise": start},
    }
    bench.do({"op": "add_step", "key": key, "step": step}, {"op": "set_start", "start": key})


def reach(now: Current, key: str) -> list[str]:
    """The steps one can come to from a step, itself first."""
    waiting, met = [key], list[str]()
    while waiting:
        one = waiting.pop(0)
        if one in now.steps and one not in met:
            met.append(one)
            waiting += targets_of(now.steps[one])
    return met
