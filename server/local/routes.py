"""Paths to operations: those of the contract, and where the real service may have them instead."""

from dataclasses import dataclass
from functools import cache

from ..contracts import Operation, operations
from .call import Handler
from .families import View
from .handlers import handler
from .refusal import Refusal

_VERSION = "/v1"


@dataclass(frozen=True, slots=True)
class Route:
    operation: Operation
    handler: Handler
    view: View


@cache
def routes() -> dict[str, dict[str, Route]]:
    """By path without trailing slash, then by method. A path of the contract goes before another's alternative."""
    table: dict[str, dict[str, Route]] = {}
    known = [(operation, Route(operation, *handler(operation))) for operation in operations()]
    for operation, route in known:
        table.setdefault(operation.path.rstrip("/"), {})[operation.method] = route
    for operation, route in known:
        for path in operation.other_paths:
            table.setdefault(path.rstrip("/"), {}).setdefault(operation.method, route)
    return table


def route(method: str, path: str) -> Route:
    """The route of a request; with or without `/v1`, with or without a trailing slash."""
    methods = routes().get(path.removeprefix(_VERSION).removesuffix("/"))
    if methods is None:
        raise Refusal(404, f"There is no path {path[:200]!r}.")
    if method not in methods:
        allowed = ", ".join(sorted(methods))
        raise MethodRefused(f"The path {path!r} does not take {method}, only {allowed}.", allowed)
    return methods[method]


class MethodRefused(Refusal):
    """A 405 with the methods the path takes."""

    def __init__(self, message: str, allowed: str) -> None:
        super().__init__(405, message)
        self.allowed = allowed
