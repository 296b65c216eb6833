"""Faults of a document in words; jsonschema's own repeat the document, and with it its secrets."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from jsonschema.exceptions import ValidationError

from funnels.names import nearest

_SECRET = frozenset({"password", "hmacSecret", "refresh_token", "clickbankIPN", "key", "basicAuth", "headers"})
"""Fields whose value, or anything below it, is never repeated."""
_SHOWN = 60
_MOST_CHOICES = 40
"""Of more than these only the nearest are named."""

_TYPES = {
    "string": "a string",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "object": "an object",
    "array": "a list",
    "null": "null",
}


def worded(error: ValidationError, place: str) -> Iterator[tuple[str, str]]:
    """Pairs of the property meant inside the error's place (or nothing) and what is wrong with it."""
    missing = _MISSING.get(str(error.validator))
    if missing is not None:
        yield from missing(error)
        return
    phrase = _PHRASES.get(str(error.validator))
    yield "", phrase(error.validator_value, _shown(error.instance, place)) if phrase else "is not allowed here"


def _shown(value: Any, place: str) -> str:
    """The value as far as it may be repeated."""
    if not _SECRET.isdisjoint(re.split(r"[.\[\]]+", place)):
        return "what was sent"
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else f"a list of {len(value)}"
    text = {True: "true", False: "false"}[value] if isinstance(value, bool) else repr(value)
    if value is None:
        text = "null"
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _types(wanted: str | list[str]) -> str:
    names = [wanted] if isinstance(wanted, str) else wanted
    return " or ".join(_TYPES[name] for name in names)


def _choices(values: list[Any]) -> str:
    return ", ".join(repr(value) for value in values)


def _enum(values: list[Any], shown: str) -> str:
    if len(values) <= _MOST_CHOICES:
        return f"must be one of {_choices(values)}, not {shown}"
    like = nearest(shown, [str(value) for value in values], most=3)
    guess = f"; nearest are {_choices(like)}" if like else ""
    return f"must be one of the {len(values)} names of the contract, not {shown}{guess}"


_PHRASES: dict[str, Callable[[Any, str], str]] = {
    "type": lambda wanted, value: f"must be {_types(wanted)}, not {value}",
    "enum": _enum,
    "const": lambda wanted, value: f"must be {wanted!r} here, not {value}",
    "pattern": lambda wanted, value: f"must match {wanted}, which {value} does not",
    "minLength": lambda wanted, value: f"must have at least {wanted} character(s), and {value} is too short",
    "maxLength": lambda wanted, value: f"must have at most {wanted} characters, and {value} is too long",
    "minimum": lambda wanted, value: f"must be at least {wanted}, not {value}",
    "maximum": lambda wanted, value: f"must be at most {wanted}, not {value}",
    "minItems": lambda wanted, value: f"must have at least {wanted} item(s)",
    "maxItems": lambda wanted, value: f"must have at most {wanted} item(s) here",
    "uniqueItems": lambda wanted, value: "must not hold the same item twice",
    "minProperties": lambda wanted, value: f"must have at least {wanted} field(s)",
    "contains": lambda wanted, value: "lacks an item it must have",
    "minContains": lambda wanted, value: "lacks an item it must have",
    "maxContains": lambda wanted, value: "has an item more than once that it may have once",
}


def _required(error: ValidationError) -> Iterator[tuple[str, str]]:
    # one error is raised for each missing name, and only its message says which
    name = error.message.rpartition(" is a required property")[0].strip("'\"")
    yield name, "is required"


def _additional(error: ValidationError) -> Iterator[tuple[str, str]]:
    instance: Any = error.instance
    known = error.schema.get("properties", {}) if isinstance(error.schema, dict) else {}
    for name in instance:
        if name not in known:
            yield name, f"is not known here; known are {_choices(sorted(known))}"


def _dependent(error: ValidationError) -> Iterator[tuple[str, str]]:
    instance: Any = error.instance
    rules: Any = error.validator_value
    for present, needed in rules.items():
        missing = [name for name in needed if name not in instance] if present in instance else []
        yield from ((name, f"is required together with {present!r}") for name in missing)


def _not(error: ValidationError) -> Iterator[tuple[str, str]]:
    refused: Any = error.validator_value
    names = refused.get("required") or [""]
    yield from ((name, "is not allowed here") for name in names)


_MISSING: dict[str, Callable[[ValidationError], Iterator[tuple[str, str]]]] = {
    "required": _required,
    "additionalProperties": _additional,
    "dependentRequired": _dependent,
    "not": _not,
}
