"""Who comes to a step of a funnel: the conditions on each way that leads there, in words."""

from collections.abc import Iterator

from ..outcome import Json
from ..talking.current import Current, targets_of
from .route import told

_MOST = 30
"""Ways."""

EVERYONE = "everyone"


def ways_to(goal: str, funnel: Current) -> list[str]:
    """Each way in words; one that needs nothing is everyone's."""
    start = funnel.blueprint.get("start", "")
    entrances = [start] if isinstance(start, str) else [str(arm["to"]) for arm in start]
    found = [way for one in entrances for way in _from(one, goal, funnel, (), ())]
    return list(dict.fromkeys(" and ".join(way) or EVERYONE for way in found))[:_MOST]


def _from(
    key: str, goal: str, funnel: Current, met: tuple[str, ...], asked: tuple[str, ...]
) -> Iterator[tuple[str, ...]]:
    step = funnel.steps.get(key)
    if key == goal:
        yield asked
    elif step is None or key in met or len(met) > _MOST:
        return
    elif "condition" in step:
        for target, more in _routes(step["condition"]):
            yield from _from(target, goal, funnel, (*met, key), (*asked, *more))
    else:
        for target in dict.fromkeys(targets_of(step)):
            yield from _from(target, goal, funnel, (*met, key), asked)


def _routes(condition: Json) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Where a route leads, and what must hold for it."""
    routes = condition.get("routes", ())
    for route in routes:
        yield str(route.get("to")), (told(route.get("when")),)
    if otherwise := condition.get("otherwise"):
        yield str(otherwise), tuple(f"not ({told(route.get('when'))})" for route in routes)
