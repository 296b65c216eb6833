"""The contract as packaged, read once."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from .operation import COMPONENTS, Effect, Operation, Parameter, Schema

_FILES = ("assets.openapi.json", "reporting.openapi.json")

_READS_BY_POST = {
    "logicScriptValidate",
    "authValidate",
    "createDrilldownReport",
    "createRawEventReport",
    "validateReset",
    "getPostbackLog",
    "getPostbackLogLegacy",
    "getWebhookAssetSummary",
    "getMiddlewareAssetSummary",
    "lookUpVisitor",
    "lookUpHit",
}
"""They send a body and change nothing in the account."""


@cache
def document() -> dict[str, Any]:
    """The OpenAPI document itself, of the Assets API and the Reporting API as one; not to be changed."""
    first, *further = map(_read, _FILES)
    for other in further:
        _add(first["paths"], other["paths"])
        first["tags"] += other["tags"]
        for kind, named in other["components"].items():
            _add(first["components"].setdefault(kind, {}), named)
    return first


def _read(file: str) -> dict[str, Any]:
    text = files(__package__).joinpath(file).read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def _add(all: dict[str, Any], more: dict[str, Any]) -> None:
    twice = all.keys() & more.keys()
    if twice:
        raise ValueError(f"two files of the contract both name {sorted(twice)}")
    all.update(more)


@cache
def operations() -> tuple[Operation, ...]:
    """All operations, in the order of the contract."""
    return tuple(
        _operation(path, method, described)
        for path, methods in document()["paths"].items()
        for method, described in methods.items()
    )


@cache
def _by_id() -> dict[str, Operation]:
    return {operation.id: operation for operation in operations()}


def operation(id: str) -> Operation:
    """The operation with this operationId; KeyError for another."""
    return _by_id()[id]


@cache
def schema(name: str) -> Schema:
    """A named schema, as a reference that `violations` resolves; KeyError for an unknown name."""
    if name not in document()["components"]["schemas"]:
        raise KeyError(name)
    return {"$ref": f"{COMPONENTS}{name}"}


def _operation(path: str, method: str, described: dict[str, Any]) -> Operation:
    body = described.get("requestBody", {})
    return Operation(
        id=described["operationId"],
        method=method.upper(),
        path=path,
        other_paths=_other_paths(path, described.get("x-path-candidates", ())),
        family=described["tags"][0],
        summary=described["summary"],
        description=described.get("description", ""),
        parameters=tuple(_parameter(parameter) for parameter in described.get("parameters", ())),
        body=_json(body),
        body_required=body.get("required", False),
        answer=_json(described["responses"]["200"]),
        effect=_effect(method, described["operationId"]),
        _components=document()["components"]["schemas"],
    )


def _parameter(described: dict[str, Any]) -> Parameter:
    return Parameter(
        name=described["name"],
        required=described.get("required", False),
        schema=described["schema"],
        description=described.get("description", ""),
        other_names=tuple(name for name in described.get("x-name-candidates", ()) if name != described["name"]),
    )


def _other_paths(path: str, candidates: list[str]) -> tuple[str, ...]:
    """The candidates; one that ends in `...` stands for the part of the path behind the family."""
    tail = path.rstrip("/").rpartition("/")[2]
    return tuple(candidate.replace("...", f"{tail}/") for candidate in candidates)


def _json(described: dict[str, Any]) -> Schema | None:
    content = described.get("content", {})
    return content["application/json"]["schema"] if content else None


def _effect(method: str, id: str) -> Effect:
    if method == "get" or id in _READS_BY_POST:
        return "read"
    return "destroy" if method == "delete" else "write"
