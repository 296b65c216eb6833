"""Whether the rules of a condition hold for a visitor, and which route that visitor takes.

Texts are compared without case. What is not known of a visitor is the empty text: it is in no list, is not
anything, and is neither more nor less than a number [our ruling].
"""

from collections.abc import Callable, Sequence
from ipaddress import ip_address, ip_network

from ..assets import Condition, Route, Rule
from . import moments
from .ordered import Number, number
from .visitors import Visitor, word

NEGATED = {"is not": "is", "not in": "any in", "does not contain": "contains"}
"""Tests that hold exactly when another does not."""

COMPARED: dict[str, Callable[[Number, Number], bool]] = {
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
}

_EQUAL = frozenset({"is", "any in"})


def route_taken(condition: Condition, visitor: Visitor) -> Route | None:
    """The first route that matches, lowest priority number first; None is the default."""
    return next((route for route in in_order(condition) if route_matches(route, visitor)), None)


def in_order(condition: Condition) -> list[Route]:
    """The routes as they are tried, without the default: by priority, else as they stand (version 1)."""
    tried = [route for route in condition.routes if not route.is_default and route.groups]
    return sorted(tried, key=lambda route: route.priority or 0)


def route_matches(route: Route, visitor: Visitor) -> bool:
    """A route or a group without rules matches nobody [our ruling]."""
    held = [
        bool(group.rules) and _joined(group.operator)([matches(rule, visitor) for rule in group.rules])
        for group in route.groups
    ]
    return bool(held) and _joined(route.operator)(held)


def matches(rule: Rule, visitor: Visitor) -> bool:
    """Whether one rule holds. A test nobody knows, or one without its values, never does."""
    test = NEGATED.get(rule.test, rule.test)
    if rule.attribute in moments.TIME_ATTRIBUTES:
        held = _at(rule, test, visitor)
    elif rule.visitor_tag_params:
        held = rule.visitor_tag_params.tag_id in visitor.tags if test == "is" else None
    elif rule.attribute == "Connection: IP" and test in _EQUAL:
        held = _from(values(rule), visitor.attributes.get("ip", ""))
    else:
        held = _fits(test, value(rule, visitor), values(rule), version=is_version(rule.attribute))
    return held is not None and held is (test == rule.test)


def values(rule: Rule) -> tuple[str, ...]:
    """What a rule compares with, where that is texts."""
    if rule.tracking_field_params:
        return rule.tracking_field_params.field_values
    return rule.generic_params.values if rule.generic_params else ()


def value(rule: Rule, visitor: Visitor) -> str:
    if rule.tracking_field_params:
        return visitor.fields.get(rule.tracking_field_params.field_name, "")
    return visitor.attributes.get(word(rule.attribute), "")


def folded(text: str) -> str:
    return text.strip().casefold()


def is_version(attribute: str) -> bool:
    return attribute.endswith("Version")


def bounds(test: str, texts: Sequence[str], *, version: bool) -> tuple[Number, ...] | None:
    """The numbers a comparison is made with: two for a range (both ends belong to it), else one."""
    numbers = [number(text, version=version) for text in texts]
    known = tuple(one for one in numbers if one is not None)
    return known if len(known) == len(numbers) == (2 if test == "in range" else 1) else None


def _joined(operator: str) -> Callable[[Sequence[bool]], bool]:
    return all if operator == "and" else any


def _at(rule: Rule, test: str, visitor: Visitor) -> bool | None:
    wanted = moments.wanted(rule)
    if wanted is None or visitor.time is None:
        return None
    given = moments.given(rule, visitor.time)
    if test in _EQUAL:
        return given == wanted
    return COMPARED[test]((given,), (wanted,)) if test in COMPARED else None


def _from(networks: Sequence[str], address: str) -> bool | None:
    """IP values are addresses, networks, ranges `a-b`, or have an X for any last parts, as in `203.0.X.X`."""
    if not networks:
        return None
    return any(_is_in(address, network.replace(" ", "")) for network in networks)


def _is_in(address: str, network: str) -> bool:
    lowest, _, highest = network.casefold().partition("-")
    try:
        if highest:
            return int(ip_address(lowest)) <= int(ip_address(address)) <= int(ip_address(highest))
        if "x" in lowest:
            return (
                int(ip_address(lowest.replace("x", "0")))
                <= int(ip_address(address))
                <= int(ip_address(lowest.replace("x", "255")))
            )
        return ip_address(address) in ip_network(lowest, strict=False)
    except ValueError:
        return False


def _fits(test: str, given: str, texts: Sequence[str], *, version: bool) -> bool | None:
    if not texts:
        return None
    if test in _EQUAL:
        return folded(given) in map(folded, texts)
    if test == "contains":
        return any(folded(text) in folded(given) for text in texts)
    limits, own = bounds(test, texts, version=version), number(given, version=version)
    if limits is None or (test != "in range" and test not in COMPARED):
        return None
    if own is None:
        return False
    return limits[0] <= own <= limits[1] if test == "in range" else COMPARED[test](own, limits[0])
