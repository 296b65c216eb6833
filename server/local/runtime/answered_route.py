"""Which route of a middleware config an answer takes.

Source: the contract. Texts are compared without case; numbers only on the status and on JSON; only the part of the
body that was read is looked at. Our rulings: a JSON text that is a number counts as one; lists and objects are
compared as compact JSON; what is not there is empty, and fits nothing else but `is_not` and `not_contains`.
"""

import math
from collections.abc import Callable, Mapping
from typing import Any

import orjson

from funnels.assets import MiddlewareConfig
from funnels.assets.middleware_config import MiddlewareCondition, MiddlewareRoute
from funnels.wire import DEFAULT_ROUTE

from .outside import Said

_TEXTS: Mapping[str, Callable[[str, str], bool]] = {
    "is": lambda found, wanted: found == wanted,
    "is_not": lambda found, wanted: found != wanted,
    "contains": lambda found, wanted: wanted in found,
    "not_contains": lambda found, wanted: wanted not in found,
    "is_empty": lambda found, _: not found,
    "is_not_empty": lambda found, _: bool(found),
}
_NUMBERS: Mapping[str, Callable[[float, float], bool]] = {
    "greater_than": lambda found, wanted: found > wanted,
    "greater_than_or_equal": lambda found, wanted: found >= wanted,
    "less_than": lambda found, wanted: found < wanted,
    "less_than_or_equal": lambda found, wanted: found <= wanted,
}
_NOT_JSON = object()


def matched(config: MiddlewareConfig, said: Said) -> str:
    """The first route, lowest priority number first, whose conditions hold; the default where none does."""
    document: Any = _document(said.body)
    tried = sorted((one for one in config.routes if not one.is_default), key=lambda one: one.priority)
    return next((one.id_route for one in tried if _holds(one, said, document)), DEFAULT_ROUTE)


def _holds(route: MiddlewareRoute, said: Said, document: Any) -> bool:
    joined = any if route.condition_logic == "any" else all
    return bool(route.conditions) and joined(_fits(one, said, document) for one in route.conditions)


def _fits(condition: MiddlewareCondition, said: Said, document: Any) -> bool:
    found, wanted = _found(condition.field, said, document), condition.value or ""
    if condition.operator in _TEXTS:
        return _TEXTS[condition.operator](found.casefold(), wanted.casefold())
    own, limit = _number(found), _number(wanted)
    if condition.operator not in _NUMBERS or condition.field == "body_text" or own is None or limit is None:
        return False
    return _NUMBERS[condition.operator](own, limit)


def _found(field: str, said: Said, document: Any) -> str:
    if field == "status_code":
        return str(said.status)
    if field == "body_text":
        return said.body.decode("utf-8", "replace")
    for part in field.split(".")[1:]:
        document = _part(document, part)
    return _text(document)


def _part(document: Any, part: str) -> Any:
    if isinstance(document, dict):
        return document.get(part)
    if isinstance(document, list) and part.isdecimal() and len(part) < 6 and int(part) < len(document):
        return document[int(part)]
    return None


def _text(value: Any) -> str:
    if value is None or value is _NOT_JSON:
        return ""
    if isinstance(value, str):
        return value
    return orjson.dumps(value).decode()


def _document(body: bytes) -> Any:
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        return _NOT_JSON


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
