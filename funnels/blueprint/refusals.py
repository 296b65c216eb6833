"""What no step of a planner may say, as far as the step alone shows it. What stood so before is not refused."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..wire import DEFAULT_ROUTE
from .bench import Bench
from .blueprint import START
from .exits import route_id
from .site import Site
from .steps import (
    Condition,
    Hub,
    InlineCondition,
    Kept,
    Landers,
    Logic,
    Middleware,
    Offers,
    SharedRouting,
    Split,
    Step,
    Tag,
    Webhook,
)
from .weights import fault_of


def refuse(site: Site, bench: Bench) -> None:
    step, old = site.step, site.old
    if isinstance(step, Kept) and not isinstance(old, Kept):
        bench.fault(site.at("kept"), "only a node that an existing funnel has can be kept; say what the step does")
    _refuse_weights(site, bench)
    if isinstance(step, Condition | Logic | Middleware):
        _refuse_no_default(step, old, site, bench)
    if isinstance(step, Condition) and isinstance(step.condition, InlineCondition):
        _refuse_routes(step.condition, old, site, bench)
    if isinstance(step, Hub):
        for number, way in step.on.items():
            if way.conversion or way.event:
                bench.fault(
                    site.at(f"on.{number}"), "a hub counts no conversions or events; say it on the page's button"
                )
    if isinstance(step, Tag) and not (step.tag.add or step.tag.remove) and step != old:
        bench.fault(site.at("tag"), "names no tag to add or to remove")
    if isinstance(step, Webhook) and not step.webhook and step != old:
        bench.fault(site.at("webhook"), "names no webhook")


def _refuse_weights(site: Site, bench: Bench) -> None:
    before = dict(_weights(site.old)) if site.old else {}
    for where, weights in _weights(site.step):
        if weights == before.get(where):
            continue
        place = site.place if site.key == START else site.at(where)
        if not weights:
            bench.fault(place, "needs at least one entry")
        elif wrong := fault_of(weights):
            bench.fault(place, wrong)


def _weights(step: Step) -> Iterator[tuple[str, Sequence[Decimal | None]]]:
    if isinstance(step, Split):
        yield "split", [arm.weight for arm in step.split]
    elif isinstance(step, Landers) and isinstance(step.landers, tuple):
        yield "landers", [one.weight for one in step.landers]
    elif isinstance(step, Offers) and isinstance(step.offers, tuple):
        yield "offers", [one.weight for one in step.offers]


def _refuse_no_default(step: Condition | Logic | Middleware, old: Step | None, site: Site, bench: Bench) -> None:
    place, says = _routing(step)
    lacked = isinstance(old, Condition | Logic | Middleware) and _routing(old)[1].otherwise is None
    if says.otherwise is None and not lacked:
        bench.fault(site.at(f"{place}.otherwise"), "is missing: say where visitors go whom no route takes")
    if not isinstance(says, InlineCondition) and DEFAULT_ROUTE in says.to:
        bench.fault(site.at(f"{place}.to.{DEFAULT_ROUTE}"), "the default route is said as 'otherwise'")


def _routing(step: Condition | Logic | Middleware) -> tuple[str, InlineCondition | SharedRouting]:
    if isinstance(step, Condition):
        return "condition", step.condition
    return ("logic", step.logic) if isinstance(step, Logic) else ("middleware", step.middleware)


def _refuse_routes(condition: InlineCondition, old: Step | None, site: Site, bench: Bench) -> None:
    before = old.condition if isinstance(old, Condition) and isinstance(old.condition, InlineCondition) else None
    nowhere = {route_id(route) for route in before.routes if route.to is None} if before else set()
    taken: dict[str, str] = {DEFAULT_ROUTE: "Default Route"}
    for index, route in enumerate(condition.routes):
        id, place = route_id(route), site.at(f"condition.routes[{index}]")
        if id in taken:
            bench.fault(f"{place}.name", f"{route.name!r} and {taken[id]!r} would both have the route id {id!r}")
        taken[id] = route.name
        if route.to is None and id not in nowhere:
            bench.fault(f"{place}.to", "is missing: say the step this route leads to")
    if not condition.routes and (before is None or before.routes):
        bench.fault(site.at("condition.routes"), "needs at least one route")
