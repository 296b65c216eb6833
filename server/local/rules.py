"""What the tracker refuses beyond its JSON Schema, by family. What may merely be unwise is for our checks to say."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from .documents import Json
from .families import CONDITION, FUNNEL, LOGIC_SCRIPT, MIDDLEWARE, Family
from .funnel_rules import check_funnel
from .refusal import invalid
from .storage import Store, Stored

DEFAULT_ROUTE = "default"
MOST_CODE_BYTES = 10 * 1024

_Rule = Callable[[Store, Json, Stored | None], None]


def check(store: Store, family: Family, document: Json, before: Stored | None) -> None:
    """Refuse a document its family's rules do not allow; `before` is what it replaces."""
    if rule := _RULES.get(family.name):
        rule(store, document, before)


def _check_condition(_: Store, condition: Json, __: Stored | None) -> None:
    """V2 conditions have idRoute and priority on all routes, each unique, and the default route (contract)."""
    routes = condition["routes"]
    named = [route for route in routes if "idRoute" in route]
    if not named:
        return
    for index, route in enumerate(routes):
        if "idRoute" not in route:
            raise invalid(f"routes[{index}].idRoute", "is required, since another route has one")
    _check_unique(routes, "idRoute")
    _check_unique(routes, "priority")
    if all(route["idRoute"] != DEFAULT_ROUTE for route in routes):
        raise invalid("routes", f"lack the route whose idRoute is {DEFAULT_ROUTE!r}")


def _check_middleware(_: Store, middleware: Json, __: Stored | None) -> None:
    _check_unique(middleware["routes"], "idRoute")


def _check_script(_: Store, script: Json, __: Stored | None) -> None:
    if len(script["code"].encode()) > MOST_CODE_BYTES:
        raise invalid("code", f"must have at most {MOST_CODE_BYTES} bytes")


def _check_unique(routes: Iterable[Json], name: str) -> None:
    counted: Counter[Any] = Counter(route[name] for route in routes)
    for index, route in enumerate(routes):
        if counted[route[name]] > 1:
            raise invalid(f"routes[{index}].{name}", f"must be unique, and {route[name]!r} is not")


_RULES: dict[str, _Rule] = {
    FUNNEL.name: check_funnel,
    CONDITION.name: _check_condition,
    MIDDLEWARE.name: _check_middleware,
    LOGIC_SCRIPT.name: _check_script,
}
