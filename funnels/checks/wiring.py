"""Whether the ways out of a condition, a script or a middleware are those it knows."""

from collections import Counter
from collections.abc import Iterator

from ..assets import Condition
from ..funnel import Connection, Node, NodeKind
from ..wire import DEFAULT_ROUTE
from .case import Case
from .finding import Observation
from .routes import route_names
from .rule import rule

_ROUTED = frozenset({NodeKind.CONDITION, NodeKind.LOGIC, NodeKind.MIDDLEWARE})


@rule("mixed-condition-wiring", "error")
def mixed_condition_wiring(case: Case) -> Iterator[Observation]:
    """The ways out of a condition name its routes in the version of the condition: by id (2) or by number (1)."""
    for node in case.nodes([NodeKind.CONDITION]):
        condition = case.condition(node)
        for one in case.graph.leaving(node) if condition else ():
            block = one.connection_condition_params
            if block and condition and condition.by_route_id and block.on_route_id is None:
                yield _mixed(node, one, f"number {block.on_route_number}", "route ids", str(block.on_route_number))
            elif block and condition and not condition.by_route_id and block.on_route_number is None:
                yield _mixed(node, one, f"id {block.on_route_id!r}", "route numbers", str(block.on_route_id))


@rule("route-not-connected", "error")
def route_not_connected(case: Case) -> Iterator[Observation]:
    """Every route leads somewhere."""
    for node in case.nodes(_ROUTED):
        wired = {name for one in case.graph.leaving(node) for name in route_names(one)}
        for route in sorted(_required(case, node) - wired) if wired else ():
            yield Observation(
                nodes=(node.id_node,),
                why=f"Visitors on route {route!r} have nowhere to go: the tracker shows them an error page.",
                fix=f"Connect route {route!r} to a step.",
                detail=route,
            )


@rule("default-not-connected", "error")
def default_not_connected(case: Case) -> Iterator[Observation]:
    """The default route of a condition, a script or a middleware is connected to a safe place."""
    for node in case.nodes(_ROUTED):
        wired = {name for one in case.graph.leaving(node) for name in route_names(one)}
        if wired and not wired & _defaults(case.condition(node), node):
            yield Observation(
                nodes=(node.id_node,),
                why="Visitors that fit no route, and all of them when something fails, have nowhere to go.",
                fix="Say where everybody else goes.",
                detail=DEFAULT_ROUTE,
            )


@rule("route-unknown", "error")
def route_unknown(case: Case) -> Iterator[Observation]:
    """A way out names a route that exists."""
    for node in case.nodes([NodeKind.CONDITION, NodeKind.MIDDLEWARE]):
        known = _known(case, node)
        for one in case.graph.leaving(node) if known else ():
            for name in sorted(route_names(one) - known):
                yield Observation(
                    nodes=(node.id_node,),
                    connections=(one.id_connection,),
                    why=f"There is no route {name!r}: nobody takes this way, who was meant to goes elsewhere.",
                    fix=f"Name one of {', '.join(sorted(known))}, or remove the way.",
                    operations=case.disconnect(one),
                    detail=name,
                )


@rule("route-twice", "error")
def route_twice(case: Case) -> Iterator[Observation]:
    """A route leads one way."""
    for node in case.nodes(_ROUTED):
        ways = case.graph.leaving(node)
        times = Counter(name for one in ways for name in route_names(one))
        for name in sorted(name for name, count in times.items() if count > 1):
            yield Observation(
                nodes=(node.id_node,),
                connections=tuple(one.id_connection for one in ways if name in route_names(one)),
                why=f"Route {name!r} leads to {times[name]} places; visitors end in one of them, by accident.",
                fix="Keep one of these ways, or split them behind a rotator.",
                detail=name,
            )


@rule("ambiguous-routes", "error")
def ambiguous_routes(case: Case) -> Iterator[Observation]:
    """The routes of a condition differ in id and in priority."""
    for node in case.nodes([NodeKind.CONDITION]):
        condition = case.condition(node)
        if condition is None or not condition.by_route_id:
            continue
        ids = Counter(route.id_route for route in condition.routes)
        priorities = Counter(route.priority for route in condition.routes if route.priority is not None)
        twice = [f"id {id!r}" for id, count in ids.items() if count > 1]
        twice += [f"priority {priority}" for priority, count in priorities.items() if count > 1]
        if twice:
            yield Observation(
                nodes=(node.id_node,),
                why=f"Several routes have the same {' and '.join(twice)}: which one wins is left to chance.",
                fix="Give every route an id and a priority of its own.",
            )


def _required(case: Case, node: Node) -> frozenset[str]:
    """The routes that need a way, but for the default; those that can never match need none."""
    middleware, condition = case.middleware(node), case.condition(node)
    if middleware:
        return frozenset(route.id_route for route in middleware.routes if not route.is_default)
    routes = case.routes(node)
    if condition is None or routes is None:
        return frozenset()
    if not condition.by_route_id:
        # Whether the default stands in the list as number 0 is not documented; 1..n-1 are routes either way.
        return frozenset(map(str, range(1, len(condition.routes))))
    return frozenset(
        route.id_route
        for index, route in enumerate(routes.tried)
        if route.id_route and not routes.never_matches(index)
    )


def _defaults(condition: Condition | None, node: Node) -> frozenset[str]:
    if node.node_type is not NodeKind.CONDITION:
        return frozenset([DEFAULT_ROUTE])
    if condition is None:
        return frozenset([DEFAULT_ROUTE, "0"])
    return frozenset([DEFAULT_ROUTE if condition.by_route_id else "0"])


def _known(case: Case, node: Node) -> frozenset[str]:
    """Every route a way may name; nothing where that is not known. A wrongly wired version is another rule's."""
    middleware, condition = case.middleware(node), case.condition(node)
    if middleware:
        return frozenset(route.id_route for route in middleware.routes) | {DEFAULT_ROUTE}
    if condition is None:
        return frozenset()
    wired = [one.connection_condition_params for one in case.graph.leaving(node)]
    if any(block and (block.on_route_id is not None) is not condition.by_route_id for block in wired):
        return frozenset()
    if condition.by_route_id:
        return frozenset(route.id_route for route in condition.routes if route.id_route) | {DEFAULT_ROUTE}
    return frozenset(map(str, range(len(condition.routes) + 1)))


def _mixed(node: Node, one: Connection, named: str, wanted: str, detail: str) -> Observation:
    return Observation(
        nodes=(node.id_node,),
        connections=(one.id_connection,),
        why=f"This way names its route by {named}, but the condition knows {wanted} only: visitors are lost.",
        fix=f"Use {wanted} on every way out of this condition.",
        detail=detail,
    )
