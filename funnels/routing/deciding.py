"""Nodes that decide by what is known of a visitor, or by what somebody else answers.

A route of a condition or a middleware that is not connected loses its visitors, as the tracker shows them an error
page; a key of a script goes the default way. Of several ways for the same route the first in
the document is taken [our ruling].
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from ..assets import Condition, LogicScript, MiddlewareConfig
from ..checks.matching import route_taken
from ..funnel import Connection
from ..wire import DEFAULT_ROUTE
from . import looks
from .fork import Fork
from .places import Place, Question, Straight
from .script import CodeError, Script, ScriptError
from .site import Site
from .steps import Asks, Onward
from .trip import Trip


def condition(site: Site) -> Place:
    params = site.node.node_condition_params
    asset = site.account.get(Condition, params.id_condition) if params else None
    if asset is None:
        return Straight(site.lost("its condition is not in the account"))
    names, default, ways = _route_names(asset), _default(asset), _wired_ways(site, asset)
    onwards = {name: site.routed(name, ways) for name in (*names.values(), default)}

    def decide(trip: Trip) -> Onward:
        route = route_taken(asset, trip.visitor)
        return onwards[names[id(route)] if route else default]

    return Fork(looks.of_condition(asset), decide)


def _route_names(condition: Condition) -> Mapping[int, str]:
    """What connections call each route but the default, by the identity of the route.

    Numbers of version 1 are places in the list; a route without rules at its head is the default, number 0.
    """
    if condition.by_route_id:
        return {id(route): route.id_route or "" for route in condition.routes}
    first = 0 if condition.routes and not condition.routes[0].groups else 1
    return {id(route): str(number) for number, route in enumerate(condition.routes, first)}


def _default(condition: Condition) -> str:
    return DEFAULT_ROUTE if condition.by_route_id else "0"


def _wired_ways(site: Site, condition: Condition) -> Mapping[str, Connection]:
    """By route id, or by number where the condition goes by numbers; the other spelling alone leads nowhere."""
    if condition.by_route_id:
        return site.by_route()
    blocks = [(one, one.connection_condition_params) for one in reversed(site.ways)]
    return {str(block.on_route_number): one for one, block in blocks if block and block.on_route_number is not None}


def logic(site: Site) -> Place:
    params = site.node.node_logic_params
    asset = site.account.get(LogicScript, params.id_logic_script) if params else None
    if asset is None:
        return _unevaluated(site, "its script is not in the account")
    try:
        script = Script(asset.code)
    except CodeError as error:
        return _unevaluated(site, f"line {error.line}: {error.message}")
    ways = site.by_route()
    default = site.routed(DEFAULT_ROUTE, ways)
    onwards = {key: site.routed(key, ways) for key in ways}

    def decide(trip: Trip) -> Onward:
        try:
            return onwards.get(script.key(trip), default)
        except ScriptError as error:
            return _noted(default, str(error))

    return Fork(script.looks, decide)


def _unevaluated(site: Site, why: str) -> Place:
    site.unevaluated = why
    return Straight(_noted(site.routed(DEFAULT_ROUTE, site.by_route()), why))


def _noted(default: Onward, why: str) -> Onward:
    return replace(default, step=replace(default.step, unevaluated=why))


def middleware(site: Site) -> Place:
    params = site.node.node_middleware_ref_params
    config = site.account.get(MiddlewareConfig, params.id_middleware_config) if params else None
    if config is None or params is None:
        return Straight(site.lost("its middleware config is not in the account"))
    ways = site.by_route()
    asks = Onward(site.step(), ending=Asks(site.node.id_node, config, params))
    return Question(config, asks, {name: site.routed(name, ways) for name in ways}, partial(site.routed, ways={}))
