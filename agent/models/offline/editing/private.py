"""A way of their own for some visitors: copies of steps that only they come to."""

import copy
from collections.abc import Iterator, Mapping

from ..drawing.audience import Audience
from ..drawing.captions import caption
from ..outcome import Json, PuzzledError
from ..talking.current import Current
from .bench import Bench
from .visitors import OTHERWISE, Way, lead, reach, way_of


def private(bench: Bench, who: Audience, step: str) -> str:
    """The step, or a copy of it that only these visitors come to; all others keep theirs."""
    way = way_of(who, bench)
    if not way.to:
        return forked(who, step, bench)
    if way.exactly and way.condition and step not in _met_without(bench.now, way):
        return step
    chain = [key for key in reach(bench.now, way.to) if step in reach(bench.now, key)]
    if step not in chain:
        raise PuzzledError(f"how {who.words} come to {step!r}: they do not")
    renamed: dict[str, str] = {}
    for key in chain:
        renamed[key] = bench.new_key(f"{key}_{who.name}"[:50])
    steps = bench.now.steps
    additions = [
        {
            "op": "add_step",
            "key": renamed[key],
            "step": _named(_retargeted(copy.deepcopy(steps[key]), renamed), renamed[key]),
        }
        for key in reversed(chain)
    ]
    bench.do(*additions)
    lead(bench, None if way.exactly and way.route == OTHERWISE else who, renamed[way.to])
    return renamed[step]


def forked(who: Audience, step: str, bench: Bench) -> str:
    """A copy of the step for those of them who come there, by whatever way they come."""
    for key, one in bench.now.steps.items():
        condition = one.get("condition", {})
        mine = [route for route in condition.get("routes", ()) if route["when"] == who.when()]
        if condition.get("otherwise") == step and mine and key.startswith(f"{step}_by"):
            return str(mine[0]["to"])
    copied, fork = bench.new_key(f"{step}_{who.name}"[:50]), bench.new_key(f"{step}_by"[:50])

    def change(blueprint: Json) -> None:
        steps = blueprint["steps"]
        for one in steps.values():
            for holder, field in exits(one):
                holder[field] = fork if holder[field] == step else holder[field]
        blueprint["start"] = fork if blueprint["start"] == step else blueprint["start"]
        routes = [{"name": who.name, "when": who.when(), "to": copied}]
        steps[copied] = _named(copy.deepcopy(steps[step]), copied)
        steps[fork] = {"name": caption(fork), "condition": {"routes": routes, "otherwise": step}}

    bench.become(change)
    return copied


def _named(step: Json, key: str) -> Json:
    return {**step, "name": caption(key)}


def _met_without(now: Current, way: Way) -> set[str]:
    """Who else comes where, when these visitors do not come at all."""
    blueprint = copy.deepcopy(now.blueprint)
    condition = blueprint["steps"][way.condition]["condition"]
    if way.route == OTHERWISE:
        condition["otherwise"] = None
    else:
        condition["routes"] = [one for one in condition["routes"] if one["name"] != way.route]
    return set(Current(now.id, now.name, blueprint).met())


def _retargeted(step: Json, renamed: Mapping[str, str]) -> Json:
    for holder, field in exits(step):
        if holder[field] in renamed:
            holder[field] = renamed[holder[field]]
    return step


def exits(step: Json) -> Iterator[tuple[Json, str]]:
    """Every place in a step that names another one."""
    for number, way in step.get("on", {}).items():
        yield (way, "to") if isinstance(way, dict) else (step["on"], number)
    for arm in step.get("split", ()):
        yield arm, "to"
    condition = step.get("condition", {})
    for route in condition.get("routes", ()):
        yield route, "to"
    for holder in (condition, step.get("logic", {}), step.get("middleware", {})):
        if holder.get("otherwise"):
            yield holder, "otherwise"
        for label in holder.get("to", {}):
            yield holder["to"], label
    if step.get("then"):
        yield step, "then"
