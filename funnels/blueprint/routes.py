"""Whether the routes a step names are those its condition, script or middleware has."""

import re
from collections.abc import Sequence

from ..assets import Condition as ConditionAsset
from ..assets import MiddlewareConfig
from ..names import nearest
from ..wire import DEFAULT_ROUTE
from .bench import Bench
from .site import Site
from .steps import Condition, Logic, Middleware, SharedCondition, SharedRouting

_KEY = re.compile(r"[a-z0-9_]{1,64}")


def goes_by_number(condition: ConditionAsset | None) -> bool:
    """Whether connections name the routes of a condition by number: version 1."""
    return condition is not None and not condition.by_route_id


def refuse_routes(site: Site, asset_id: str, bench: Bench) -> None:
    """Faults for routes that are said now, were not said before, and do not exist."""
    if not asset_id:
        return
    if isinstance(site.step, Condition) and isinstance(site.step.condition, SharedCondition):
        _refuse_of_condition(site, site.step.condition, bench.account.get(ConditionAsset, asset_id), bench)
    elif isinstance(site.step, Middleware):
        config = bench.account.get(MiddlewareConfig, asset_id)
        known = [route.id_route for route in config.routes if not route.is_default] if config else []
        _refuse_unknown(site, "middleware", site.step.middleware, known, bench)
    elif isinstance(site.step, Logic):
        for label in _said_now(site, site.step.logic):
            if not _KEY.fullmatch(label):
                bench.fault(
                    site.at(f"logic.to.{label}"), "a key has lower-case letters, digits and underscores, 64 at most"
                )


def _refuse_of_condition(site: Site, said: SharedCondition, condition: ConditionAsset | None, bench: Bench) -> None:
    if condition is None:
        _refuse_unknown(site, "condition", said, [], bench)
        return
    if condition.by_route_id:
        known = [str(route.id_route) for route in condition.routes if route.id_route and not route.is_default]
        mixed = "goes by route ids (version 2), not by numbers"
    else:
        known = [str(number) for number in range(1, len(condition.routes) + 1)]
        mixed = "goes by numbers (version 1), not by route ids"
    for label in _said_now(site, said):
        if label not in known:
            wrong = mixed if label.isdecimal() == condition.by_route_id else f"has no route {label!r}"
            near = tuple(known) if wrong == mixed else _near(label, known)
            bench.fault(site.at(f"condition.to.{label}"), f"the condition {said.use!r} {wrong}", near)


def _refuse_unknown(site: Site, where: str, said: SharedRouting, known: Sequence[str], bench: Bench) -> None:
    for label in _said_now(site, said):
        if not known:
            bench.fault(site.at(f"{where}.to.{label}"), f"the routes of {said.use!r} are not known here")
        elif label not in known:
            bench.fault(site.at(f"{where}.to.{label}"), f"{said.use!r} has no route {label!r}", _near(label, known))


def _near(label: str, known: Sequence[str]) -> tuple[str, ...]:
    return tuple(nearest(label, known, most=3)) or tuple(known)


def _said_now(site: Site, said: SharedRouting) -> list[str]:
    """The labels whose wiring is new; one that stood so before is carried, whatever it is."""
    before = {exit.label: exit.to for exit in site.old_exits}
    return [label for label, to in said.to.items() if before.get(label) != to and label != DEFAULT_ROUTE]
