"""What is live after a change, in a sentence or two."""

from collections.abc import Sequence

from ..outcome import Json
from ..planned import Planned
from ..seats import name_of
from .current import Current

_MOST_STEPS = 8
"""A larger funnel is told by its size."""

_MOST_LINES = 4


def summary(planned: Planned, applied: Json) -> str:
    """Of a plan that was written just now, with its links."""
    return "\n".join([changed(planned), *_links(applied)])


def changed(planned: Planned) -> str:
    """What a plan did, in a sentence."""
    if planned.tool == "plan_funnel":
        return f"{planned.arguments['blueprint']['funnel']!r} is live: {_told(planned.arguments['blueprint'])}."
    if planned.is_clone:
        said = [line for line in planned.said if not line.startswith("its links")]
        return f"{planned.arguments['as_new']['funnel']!r} is live{_lines(said)}."
    if planned.funnel:
        return f"{planned.funnel!r} is changed{_lines(planned.said)}."
    return f"Done{_lines(planned.said) or f': {planned.title}'}."


def _lines(said: Sequence[str]) -> str:
    more = f"; and {len(said) - _MOST_LINES} more" if len(said) > _MOST_LINES else ""
    return f": {'; '.join(line.rstrip('.') for line in said[:_MOST_LINES])}{more}" if said else ""


def _links(applied: Json) -> list[str]:
    return [f"Link for {one['source']}: {one['url']}" for one in applied.get("links", ())]


def _told(blueprint: Json) -> str:
    now = Current("", str(blueprint["funnel"]), blueprint)
    if len(now.steps) > _MOST_STEPS:
        return f"{len(now.steps)} steps"
    start = blueprint["start"]
    entrances = [(str(arm["to"]), arm.get("weight")) for arm in start] if isinstance(start, list) else [(start, None)]
    return "; ".join(f"{_share(weight)}{_way(key, now, ())}" for key, weight in entrances)


def _share(weight: object) -> str:
    return f"{weight} % to " if weight is not None else ""


def _way(key: str, now: Current, seen: tuple[str, ...]) -> str:
    step = now.steps[key]
    if key in seen:
        return "back to the start"
    seen = (*seen, key)
    if "condition" in step:
        routes = [(one["name"].replace("_", " ").upper(), one["to"]) for one in step["condition"]["routes"]]
        ways = [*routes, ("everyone else", step["condition"]["otherwise"])]
        return "; ".join(f"{name} to {_way(to, now, seen)}" for name, to in ways)
    if "split" in step:
        return "; ".join(f"{_share(arm.get('weight'))}{_way(arm['to'], now, seen)}" for arm in step["split"])
    return f"{_here(step)}{_onward(step, now, seen)}"


def _here(step: Json) -> str:
    for kind in ("lander", "offer"):
        if kind in step:
            return name_of(step[kind])
        if f"{kind}s" in step:
            return " / ".join(_page(one) for one in step[f"{kind}s"])
    return str(step.get("url", "there"))


def _page(one: Json) -> str:
    return name_of(one["page"]) + (f" {one['weight']} %" if "weight" in one else "")


def _onward(step: Json, now: Current, seen: tuple[str, ...]) -> str:
    ways = [way if isinstance(way, str) else way["to"] for _, way in sorted(step.get("on", {}).items())]
    if len(ways) == 1:
        return f", then {_way(ways[0], now, seen)}"
    return "".join(f", button {number} to {_way(way, now, seen)}" for number, way in enumerate(ways, 1))
