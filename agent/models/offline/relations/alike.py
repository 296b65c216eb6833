"""Whether two drawings lead every visitor the same way, whatever their steps are called."""

from ..drawing.blueprinting import Drawn
from ..outcome import Json


def are_alike(one: Drawn, other: Drawn) -> bool:
    return _start(one) == _start(other)


def _start(drawn: Drawn) -> object:
    if isinstance(drawn.start, str):
        return _way(drawn.start, drawn.steps)
    return ("split", _arms(drawn.start, drawn.steps))


def _way(key: str, steps: Json) -> object:
    step = steps[key]
    content = {name: step[name] for name in ("lander", "offer", "landers", "offers", "url") if name in step}
    ways = {number: _target(way, steps) for number, way in step.get("on", {}).items()}
    condition = step.get("condition")
    routes = condition and [(route["when"], _way(route["to"], steps)) for route in condition["routes"]]
    rest = condition and _way(condition["otherwise"], steps)
    return [content, ways, routes, rest, _arms(step.get("split", ()), steps)]


def _target(way: object, steps: Json) -> object:
    return _way(str(way["to"] if isinstance(way, dict) else way), steps)


def _arms(arms: object, steps: Json) -> object:
    return [(_way(arm["to"], steps), float(arm["weight"])) for arm in arms] if isinstance(arms, list) else []
