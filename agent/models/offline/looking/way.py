"""Where visitors come to in a funnel, step by step, in words."""

from collections.abc import Iterator, Sequence

from ..outcome import Json
from ..seats import name_of
from ..talking.current import Current, targets_of
from .route import Facts, takes, told

_DEEPEST = 12
_MOST = 60
"""Lines."""

NOWHERE = "nothing follows: whoever comes here gets nowhere and is lost"


def way_from(start: object, funnel: Current, facts: Facts) -> list[str]:
    """Lines; deeper ones are indented. `start` is a step, or the arms of an entrance."""
    lines = list(_steps(start, funnel, facts, (), ""))
    return lines if len(lines) <= _MOST else [*lines[:_MOST], "- … and more"]


def _steps(at: object, funnel: Current, facts: Facts, met: tuple[str, ...], lead: str) -> Iterator[str]:
    indent = "  " * len(met)
    if isinstance(at, list):
        for arm in at:
            yield from _steps(arm.get("to"), funnel, facts, met, f"{lead}{_share(arm, at)} go on: ")
        return
    key = str(at or "")
    step = funnel.steps.get(key)
    if step is None:
        yield f"{indent}- {lead}{NOWHERE}"
    elif key in met:
        yield f"{indent}- {lead}back to {_title(step, key)}"
    elif len(met) >= _DEEPEST:
        yield f"{indent}- {lead}{_title(step, key)} and on from there"
    elif "condition" in step:
        yield from _routed(step["condition"], funnel, facts, (met, key), lead)
    else:
        yield f"{indent}- {lead}{shown(step, key)}"
        yield from _onward(step, funnel, facts, (*met, key))


def _routed(
    condition: Json, funnel: Current, facts: Facts, at: tuple[tuple[str, ...], str], lead: str
) -> Iterator[str]:
    """The routes in order, up to the first that takes the visitor for certain."""
    met, key = at
    open_ended = False
    for route in condition.get("routes", ()):
        fits = takes(route.get("when"), facts)
        if fits is False:
            continue
        if_so = f"if {told(route.get('when'))}: " if fits is None else ""
        otherwise = "otherwise: " if open_ended and fits else ""
        yield from _deeper(route.get("to"), funnel, facts, (met, key), f"{lead}{otherwise}{if_so}")
        if fits:
            return
        open_ended = True
    otherwise = "otherwise: " if open_ended else ""
    yield from _deeper(condition.get("otherwise"), funnel, facts, (met, key), f"{lead}{otherwise}")


def _deeper(
    target: object, funnel: Current, facts: Facts, at: tuple[tuple[str, ...], str], lead: str
) -> Iterator[str]:
    """A condition is no place: what follows stands as deep as it would."""
    met, key = at
    if target == key:
        yield f"{'  ' * len(met)}- {lead}{NOWHERE}"
    else:
        yield from _steps(target, funnel, facts, met, lead)


def _onward(step: Json, funnel: Current, facts: Facts, met: tuple[str, ...]) -> Iterator[str]:
    for button, target in sorted(step.get("on", {}).items(), key=lambda one: str(one[0])):
        to = target if isinstance(target, str) else target.get("to")
        yield from _steps(to, funnel, facts, met, f"button {button}: ")
    for arm in step.get("split", ()):
        yield from _steps(arm.get("to"), funnel, facts, met, f"{_share(arm, step['split'])}: ")
    if not step.get("on") and not step.get("split"):
        for target in dict.fromkeys(targets_of(step)):
            yield from _steps(target, funnel, facts, met, "")
    if ends_nowhere(step):
        yield f"{'  ' * len(met)}- {NOWHERE}"


def ends_nowhere(step: Json) -> bool:
    """A lander with nothing behind it."""
    is_lander = "lander" in step or "landers" in step
    return is_lander and not targets_of(step)


def shown(step: Json, key: str) -> str:
    """What visitors see there."""
    if "url" in step:
        return f"{step['url']} ({_title(step, key)})"
    for kind in ("lander", "offer"):
        if kind in step:
            return f"{kind} {name_of(step[kind])}"
        arms = step.get(f"{kind}s")
        if isinstance(arms, list):
            pages = [f"{name_of(arm['page'])}{f' {_share(arm, arms)}' if len(arms) > 1 else ''}" for arm in arms]
            return f"{kind}{'s' if len(arms) > 1 else ''} {' / '.join(pages)}"
        if arms:
            return f"the {kind} group {arms.get('group') or arms.get('name') or _title(step, key)}"
    return _title(step, key)


def _title(step: Json, key: str) -> str:
    return str(step.get("name") or key)


def _share(arm: Json, arms: Sequence[Json]) -> str:
    return f"{float(arm.get('weight') or 100 / len(arms)):g} %"
