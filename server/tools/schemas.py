"""Schemas as small as they can be: every byte of them costs every conversation."""

from typing import Any

_NOISE = frozenset({"title", "default"})


def slim(schema: dict[str, Any]) -> dict[str, Any]:
    """The same schema without pydantic's titles, null branches of optional fields and defaults that say nothing."""
    small: dict[str, Any] = _slim(schema)
    return small


def outline(schema: dict[str, Any]) -> dict[str, Any]:
    """What an answer has at its top, and of what type: what is inside, a model sees in the answer itself."""
    small = slim(schema)
    fields = {name: _bare(described) for name, described in small.get("properties", {}).items()}
    return {"type": "object", **({"properties": fields} if fields else {})}


def closed(schema: dict[str, Any]) -> dict[str, Any]:
    """An input schema that says that it takes no other arguments."""
    return {**slim(schema), "additionalProperties": False}


def _bare(described: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in described:
        return {"type": "object"}
    return {key: described[key] for key in ("enum" if "enum" in described else "type",) if key in described}


def _slim(value: Any, *, names: bool = False) -> Any:
    """`names`: the keys here are names of fields, not words of JSON Schema."""
    if isinstance(value, list):
        return [_slim(one) for one in value]
    if not isinstance(value, dict):
        return value
    if names:
        return {key: _slim(one) for key, one in value.items()}
    kept = {key: one for key, one in value.items() if not (key in _NOISE and not _says(key, one))}
    kept = _without_null(kept)
    return {key: _slim(one, names=key in ("properties", "$defs")) for key, one in kept.items()}


def _says(key: str, value: Any) -> bool:
    return key == "default" and value not in (None, "", [], {})


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    branches = schema.get("anyOf")
    if not branches or {"type": "null"} not in branches:
        return schema
    rest = [one for one in branches if one != {"type": "null"}]
    others = {key: one for key, one in schema.items() if key != "anyOf"}
    return {**rest[0], **others} if len(rest) == 1 else {"anyOf": rest, **others}
