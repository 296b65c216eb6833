"""The routes of a funnel's own condition, read as routes of a step."""

from collections.abc import Mapping

from ..assets import Condition, Route
from ..wire import DEFAULT_ROUTE
from .rules import RouteRef
from .slugs import route_slug
from .spelling import Speller
from .steps import InlineCondition
from .when import UnsaidError, read_when


def read_own(condition: Condition, ways: Mapping[str, str], speller: Speller) -> InlineCondition:
    """A version 2 condition by its rules; `ways` maps route ids to steps. Raises UnsaidError where words fail."""
    routes = in_order(condition)
    if any(route.id_route is None for route in condition.routes):
        raise UnsaidError(condition.name)
    if len({route.id_route for route in condition.routes}) < len(condition.routes):
        raise UnsaidError(condition.name)
    return InlineCondition(
        routes=tuple(_route(route, ways, speller) for route in routes), otherwise=ways.get(DEFAULT_ROUTE)
    )


def in_order(condition: Condition) -> list[Route]:
    """The routes but the default one, as they are tried."""
    return sorted(
        (route for route in condition.routes if not route.is_default), key=lambda route: route.priority or 0
    )


def _route(route: Route, ways: Mapping[str, str], speller: Speller) -> RouteRef:
    id = str(route.id_route)
    return RouteRef(
        name=route.route_name,
        when=read_when(route, speller),
        to=ways.get(id),
        id=None if route_slug(route.route_name) == id else id,
    )
