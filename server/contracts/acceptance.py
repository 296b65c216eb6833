"""A schema as a Python function that says whether a document is valid, and nothing more.

jsonschema needs a quarter of a millisecond a node to find nothing wrong with a funnel; this needs a fraction of it.
Whatever is not accepted here goes to jsonschema, which has the last word and finds the words. Only the keywords of
the contract are known; a schema with others is not built, so that nothing is passed over.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from .operation import COMPONENTS, Schema

Accepts = Callable[[Any], bool]

_SAYS_NOTHING = {"description", "default", "deprecated", "readOnly", "writeOnly", "format", "examples"}
_READ_WITH_ANOTHER = {"then", "else", "minContains", "maxContains"}


class UnknownKeywordError(Exception):
    """The schema says something this cannot judge."""


class Acceptor:
    """Builds functions from schemas that may refer to the named ones."""

    def __init__(self, named: Mapping[str, Schema]) -> None:
        self._named = named
        self._built: dict[str, Accepts] = {}

    def build(self, schema: Schema | bool) -> Accepts:
        if isinstance(schema, bool):
            return lambda _: schema
        tests = tuple(
            self._test(keyword, said, schema)
            for keyword, said in schema.items()
            if keyword not in _SAYS_NOTHING | _READ_WITH_ANOTHER and not keyword.startswith("x-")
        )
        return tests[0] if len(tests) == 1 else _every(tests)

    def _test(self, keyword: str, said: Any, schema: Schema) -> Accepts:
        if keyword in _LEAVES:
            return _LEAVES[keyword](said)
        match keyword:
            case "$ref":
                return self._named_one(said)
            case "properties":
                return _each_property({name: self.build(inner) for name, inner in said.items()})
            case "additionalProperties":
                return _other_properties(schema.get("properties", {}).keys(), self.build(said))
            case "items":
                return _each_item(self.build(said))
            case "allOf":
                return _every(tuple(self.build(inner) for inner in said))
        return self._rarer(keyword, said, schema)

    def _rarer(self, keyword: str, said: Any, schema: Schema) -> Accepts:
        match keyword:
            case "propertyNames":
                return _each_name(self.build(said))
            case "contains":
                least, most = schema.get("minContains", 1), schema.get("maxContains")
                return _counted(self.build(said), least, most)
            case "anyOf" | "oneOf":
                most = None if keyword == "anyOf" else 1
                return _some(tuple(self.build(inner) for inner in said), most)
            case "not":
                return _no(self.build(said))
            case "if":
                then, other = self.build(schema.get("then", True)), self.build(schema.get("else", True))
                return _either(self.build(said), then, other)
        raise UnknownKeywordError(keyword)

    def _named_one(self, reference: str) -> Accepts:
        name = reference.removeprefix(COMPONENTS)
        if name not in self._named:
            raise UnknownKeywordError(reference)
        if name not in self._built:
            self._built[name] = lambda value: self._built[name](value)  # a schema may refer to itself
            self._built[name] = self.build(self._named[name])
        return self._built[name]


def _every(tests: tuple[Accepts, ...]) -> Accepts:
    def accepts(value: Any) -> bool:
        for test in tests:  # noqa: SIM110 - a generator would cost as much as the tests
            if not test(value):
                return False
        return True

    return accepts


def _each_property(tests: Mapping[str, Accepts]) -> Accepts:
    def accepts(value: Any) -> bool:
        if isinstance(value, dict):
            for name, inner in value.items():
                test = tests.get(name)
                if test is not None and not test(inner):
                    return False
        return True

    return accepts


def _other_properties(known: Any, test: Accepts) -> Accepts:
    return lambda value: (
        not isinstance(value, dict) or all(test(inner) for name, inner in value.items() if name not in known)
    )


def _each_item(test: Accepts) -> Accepts:
    return lambda value: not isinstance(value, list) or all(map(test, value))


def _each_name(test: Accepts) -> Accepts:
    return lambda value: not isinstance(value, dict) or all(map(test, value))


def _counted(test: Accepts, least: int, most: int | None) -> Accepts:
    def accepts(value: Any) -> bool:
        if not isinstance(value, list):
            return True
        count = sum(map(test, value))
        return least <= count and (most is None or count <= most)

    return accepts


def _some(tests: tuple[Accepts, ...], most: int | None) -> Accepts:
    def accepts(value: Any) -> bool:
        count = sum(test(value) for test in tests)
        return count >= 1 and (most is None or count <= most)

    return accepts


def _no(test: Accepts) -> Accepts:
    return lambda value: not test(value)


def _either(condition: Accepts, then: Accepts, other: Accepts) -> Accepts:
    return lambda value: then(value) if condition(value) else other(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


_TYPES: Mapping[str, Accepts] = {
    "string": lambda value: isinstance(value, str),
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    "number": _is_number,
    "integer": lambda value: _is_number(value) and (isinstance(value, int) or value.is_integer()),
}


def _type(said: str | list[str]) -> Accepts:
    if isinstance(said, str):
        return _TYPES[said]
    tests = [_TYPES[name] for name in said]
    return lambda value: any(test(value) for test in tests)


def _enum(said: list[Any]) -> Accepts:
    if not all(isinstance(choice, str) for choice in said):
        raise UnknownKeywordError("enum")
    choices = frozenset(said)
    return lambda value: isinstance(value, str) and value in choices


def _const(said: Any) -> Accepts:
    if not isinstance(said, str | bool | int):
        raise UnknownKeywordError("const")
    if isinstance(said, bool):
        return lambda value: value is said
    return lambda value: not isinstance(value, bool) and bool(value == said)


def _required(said: list[str]) -> Accepts:
    names = frozenset(said)
    return lambda value: not isinstance(value, dict) or names <= value.keys()


def _dependent(said: Mapping[str, list[str]]) -> Accepts:
    return lambda value: (
        not isinstance(value, dict)
        or all(value.keys() >= set(needed) for present, needed in said.items() if present in value)
    )


def _pattern(said: str) -> Accepts:
    search = re.compile(said).search
    return lambda value: not isinstance(value, str) or search(value) is not None


def _unique(said: bool) -> Accepts:
    def accepts(value: Any) -> bool:
        if not said or not isinstance(value, list):
            return True
        return all(isinstance(item, str) for item in value) and len(set(value)) == len(value)

    return accepts


_LEAVES: Mapping[str, Callable[[Any], Accepts]] = {
    "type": _type,
    "enum": _enum,
    "const": _const,
    "required": _required,
    "dependentRequired": _dependent,
    "pattern": _pattern,
    "uniqueItems": _unique,
    "minLength": lambda least: lambda value: not isinstance(value, str) or len(value) >= least,
    "maxLength": lambda most: lambda value: not isinstance(value, str) or len(value) <= most,
    "minimum": lambda least: lambda value: not _is_number(value) or value >= least,
    "maximum": lambda most: lambda value: not _is_number(value) or value <= most,
    "minItems": lambda least: lambda value: not isinstance(value, list) or len(value) >= least,
    "maxItems": lambda most: lambda value: not isinstance(value, list) or len(value) <= most,
    "minProperties": lambda least: lambda value: not isinstance(value, dict) or len(value) >= least,
}
