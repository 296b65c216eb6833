"""The condition of one step alone: made, or brought from what was said before to what is said now."""

from collections.abc import Mapping

from ..assets import Condition, Route, Rule
from ..wire import DEFAULT_ROUTE
from .amending import amended
from .bench import Bench
from .exits import route_id
from .read_condition import in_order
from .rules import RouteRef, RuleRef
from .spelling import Speller
from .steps import InlineCondition
from .when import UnsaidError, read_rule
from .write_when import WhenWriter


def own_condition(
    said: InlineCondition,
    before: InlineCondition | None,
    current: Condition | None,
    *,
    name: str,
    place: str,
    bench: Bench,
) -> str:
    """The id of the condition. `current` is changed where it is given, with what `before` does not differ in kept."""
    writer = WhenWriter(bench, _carried(current, bench) if current else {})
    known = {str(route.id_route): route for route in current.routes} if current else {}
    earlier = {route_id(ref): ref for ref in before.routes} if before else {}
    routes = [
        _route(ref, earlier.get(route_id(ref)), known.get(route_id(ref)), writer, f"{place}.routes[{index}]")
        for index, ref in enumerate(said.routes)
    ]
    if current is None:
        first = Route(route_name="Default Route", operator="and", groups=(), id_route=DEFAULT_ROUTE, priority=0)
        made = Condition(
            id=bench.new_id(),
            name=name,
            routes=(first, *_numbered(routes)),
            restrict_to_funnel_id=bench.funnel_id,
        )
        return bench.draft_local(made)
    return bench.change(current, amended(current, routes=_merged(current, routes)))


def _merged(current: Condition, routes: list[Route]) -> tuple[Route, ...]:
    """In the places they have in the document, as long as no route was added, removed or moved."""
    if [route.id_route for route in routes] == [route.id_route for route in in_order(current)]:
        by_id = {route.id_route: route for route in routes}
        return tuple(by_id.get(route.id_route, route) for route in current.routes)
    default = [route for route in current.routes if route.is_default]
    return (*default, *_numbered(routes))


def _numbered(routes: list[Route]) -> list[Route]:
    return [amended(route, priority=place) for place, route in enumerate(routes, start=1)]


def _route(ref: RouteRef, before: RouteRef | None, current: Route | None, writer: WhenWriter, place: str) -> Route:
    if current and before and (ref.name, ref.when) == (before.name, before.when):
        return current
    if current and before and ref.when == before.when:
        return amended(current, route_name=ref.name)
    operator, groups = writer.groups(ref.when, f"{place}.when")
    if current:
        return amended(current, route_name=ref.name, operator=operator, groups=groups)
    return Route(route_name=ref.name, operator=operator, groups=groups, id_route=route_id(ref), priority=1)


def _carried(condition: Condition, bench: Bench) -> Mapping[RuleRef, Rule]:
    speller = Speller(bench.account, bench.funnel_id)
    carried: dict[RuleRef, Rule] = {}
    for route in condition.routes:
        for rule in (rule for group in route.groups for rule in group.rules):
            try:
                carried.setdefault(read_rule(rule, speller), rule)
            except UnsaidError:
                continue
    return carried
