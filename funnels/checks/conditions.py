"""What the routes of a condition can and cannot match, each with somebody to prove it."""

from collections.abc import Iterator

from ..assets import Route, RuleGroup
from ..countries import COUNTRIES
from ..funnel import Node, NodeKind
from . import moments
from .case import Case
from .finding import Observation
from .literals import literal
from .matching import folded, values
from .routes import Routes, route_names
from .rule import rule
from .terms import Term
from .visitors import Visitor

_MOST_COMPARED = 16
"""Routes of a condition that are compared pair by pair."""

_LOCATION = frozenset({"continent", "country", "city", "region", "timezone", "utc offset", "isp", "mobile carrier"})
_DEVICE = frozenset({"device", "brand", "model", "os", "os version", "browser", "browser version"})


@rule("route-never-matches", "warning")
def route_never_matches(case: Case) -> Iterator[Observation]:
    """Every route can match somebody."""
    for node, routes in _conditions(case):
        for index, route in enumerate(routes.tried):
            if routes.never_matches(index):
                yield Observation(
                    nodes=(node.id_node,),
                    why=f"The rules of route {route.route_name!r} contradict each other: no visitor fits them all, "
                    "so what stands behind it earns nothing.",
                    fix="Loosen one of the rules, or join them with 'or'.",
                    detail=_name(route, index),
                )


@rule("route-always-matches", "warning")
def route_always_matches(case: Case) -> Iterator[Observation]:
    """No route takes everybody; that is what the default is for."""
    for node, routes in _conditions(case):
        for index, route in enumerate(routes.tried):
            if routes.always_matches(index):
                yield Observation(
                    nodes=(node.id_node,),
                    why=f"Whoever comes fits route {route.route_name!r}: later routes and the default get no "
                    "visitor.",
                    fix="Make the route the default, or tighten its rules.",
                    visitor=_described(case, routes.witness(routes.arriving(index), route)),
                    detail=_name(route, index),
                )


@rule("route-shadowed", "warning")
def route_shadowed(case: Case) -> Iterator[Observation]:
    """No route stands behind others that take all its visitors."""
    for node, routes in _conditions(case):
        for index, route in enumerate(routes.tried):
            before = routes.shadowing(index)
            if before is None or any(routes.always_matches(earlier) for earlier in before):
                continue
            titles = " and ".join(repr(routes.tried[earlier].route_name) for earlier in before)
            yield Observation(
                nodes=(node.id_node,),
                why=f"Everybody who fits route {route.route_name!r} is taken by {titles} before it: it never gets a "
                "visitor.",
                fix="Move it before them, or tighten theirs.",
                visitor=_described(case, _taken_before(routes, index)),
                detail=_name(route, index),
            )


@rule("routes-overlap", "hint")
def routes_overlap(case: Case) -> Iterator[Observation]:
    """Where two routes fit the same visitor, the order is on purpose."""
    for node, routes in _conditions(case):
        count = min(len(routes.tried), _MOST_COMPARED)
        for index, earlier in ((one, other) for one in range(count) for other in routes.near(one)):
            first, second = routes.tried[earlier], routes.tried[index]
            targets = _targets(case, node)
            if targets.get(_name(first, earlier)) == targets.get(_name(second, index)):
                continue
            met = [term for term in routes.overlap(index, earlier) or () if _is_likely(term, routes, index, earlier)]
            somebody = routes.witness(met, first, matching=second)
            if somebody:
                yield Observation(
                    nodes=(node.id_node,),
                    why=f"Some visitors fit {first.route_name!r} and {second.route_name!r}; the first takes them.",
                    fix="Leave it if that is meant; else swap the priorities or make the rules exclude each other.",
                    visitor=_described(case, somebody),
                    detail=f"{_name(first, earlier)},{_name(second, index)}",
                )


@rule("route-gap", "hint")
def route_gap(case: Case) -> Iterator[Observation]:
    """Routes that share out devices, days or hours leave none out by accident."""
    for node, routes in _conditions(case):
        shared = {on for index in range(len(routes.tried)) for term in routes.terms(index) or [{}] for on in term}
        attribute = next(iter(shared))[0] if len(shared) == 1 else ""
        if len(routes.tried) < 2 or attribute not in {"device", *moments.TIME_ATTRIBUTES} - {"Time: Date"}:
            continue
        somebody = routes.witness(routes.arriving(None), None)
        if somebody and somebody.attributes.get("device", "desktop") in ("desktop", "mobile", "tablet"):
            yield Observation(
                nodes=(node.id_node,),
                why="The routes leave a gap: this visitor fits none of them and takes the default.",
                fix="Leave it if that is meant; else widen a route.",
                visitor=_described(case, somebody),
            )


@rule("route-unfed", "warning")
def route_unfed(case: Case) -> Iterator[Observation]:
    """A route can match somebody whom the steps before let through."""
    choosing = [case.graph.after(node) for node, _ in _conditions(case)]
    behind = case.graph.reachable(node for nodes in choosing for node in nodes)
    for node, routes in _conditions(case):
        coming = case.flow.coming(node) if node.id_node in behind and case.is_reached(node) else None
        condition = case.condition(node)
        if coming is None or condition is None or condition.restrict_to_funnel_id != case.funnel.id:
            continue
        for index, route in enumerate(routes.tried):
            terms = routes.arriving(index)
            if terms and not coming.narrowed(terms):
                yield Observation(
                    nodes=(node.id_node,),
                    why=f"Nobody who fits route {route.route_name!r} comes here: steps before send them elsewhere.",
                    fix="Test for it earlier, or take the route away.",
                    visitor=_described(case, routes.witness(terms, route)),
                    detail=_name(route, index),
                )


@rule("condition-without-effect", "hint")
def condition_without_effect(case: Case) -> Iterator[Observation]:
    """The routes of a condition lead to different places."""
    for node in case.nodes([NodeKind.CONDITION]):
        ways = case.graph.leaving(node)
        if len(ways) > 1 and len({one.id_target_node for one in ways}) == 1:
            yield Observation(
                nodes=(node.id_node,),
                why="Whatever is true of a visitor, the way is the same: the condition decides nothing.",
                fix="Lead its routes to different steps, or lead past it.",
            )


@rule("rule-incomplete", "warning")
def rule_incomplete(case: Case) -> Iterator[Observation]:
    """Every rule of a condition says what it compares with, and every route has rules."""
    for node, routes in _conditions(case):
        for index, route in enumerate(routes.tried):
            if routes.terms(index) is not None:
                continue
            lacking = [one.attribute for group in route.groups for one in group.rules if literal(one) is None]
            if lacking or not all(group.rules for group in route.groups):
                what = f"a rule on {lacking[0]!r} has no value" if lacking else "a group of rules is empty"
                yield Observation(
                    nodes=(node.id_node,),
                    why=f"In route {route.route_name!r} {what}: whom the tracker sends there nobody can say.",
                    fix="Say the values, or take the rule away.",
                    detail=_name(route, index),
                )


@rule("country-code", "warning")
def country_code(case: Case) -> Iterator[Observation]:
    """Countries are named by their ISO codes."""
    for node, routes in _conditions(case):
        for index, route in enumerate(routes.tried):
            wrong = sorted({text for group in route.groups for text in _codes(group)} - COUNTRIES.keys())
            if wrong:
                meant = " GB is meant." if "UK" in wrong else ""
                yield Observation(
                    nodes=(node.id_node,),
                    why=f"No visitor comes from {', '.join(wrong)}: there is no such country code.{meant}",
                    fix="Use the two letters of ISO 3166, such as GB, DE or US.",
                    detail=_name(route, index),
                )


def _conditions(case: Case) -> Iterator[tuple[Node, Routes]]:
    for node in case.nodes([NodeKind.CONDITION]):
        routes = case.routes(node)
        if routes and routes.tried:
            yield node, routes


def _taken_before(routes: Routes, index: int) -> Visitor | None:
    """Somebody whom the route is for, and whom an earlier one takes."""
    own = routes.tried[index]
    earlier = (routes.tried[one] for one in routes.shadowing(index) or ())
    takers = (routes.witness(routes.terms(index), one, matching=own) for one in earlier)
    return next((one for one in takers if one), None)


def _name(route: Route, index: int) -> str:
    return route.id_route or str(index + 1)


def _described(case: Case, somebody: Visitor | None) -> dict[str, str] | None:
    return somebody.described(case.tag_names) if somebody else None


def _targets(case: Case, node: Node) -> dict[str, str]:
    return {name: one.id_target_node for one in case.graph.leaving(node) for name in route_names(one)}


def _is_likely(term: Term, routes: Routes, index: int, earlier: int) -> bool:
    """Whether such a visitor can exist: places, and devices, go together in ways we do not know, so they may meet
    only where one of the routes itself puts them together.
    """
    spoken = frozenset(on[0] for on in term)
    return all(
        len(spoken & kind) < 2 or any(spoken & kind <= _spoken(routes, one) for one in (index, earlier))
        for kind in (_LOCATION, _DEVICE)
    )


def _spoken(routes: Routes, index: int) -> frozenset[str]:
    return frozenset(on[0] for term in routes.terms(index) or () for on in term)


def _codes(group: RuleGroup) -> Iterator[str]:
    for one in group.rules:
        if one.attribute == "Location: Country" and one.test in ("is", "is not", "any in", "not in"):
            yield from (folded(text).upper() for text in values(one) if len(text.strip()) == 2)
