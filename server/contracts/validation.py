"""What is wrong with a document, by the contract. The one place that knows jsonschema."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from .acceptance import Acceptor, Accepts, UnknownKeywordError
from .contract import document
from .operation import COMPONENTS, Operation, Schema
from .wording import worded

_CONTRACT = "urn:funnelwright:assets"


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing wrong with a document."""

    field: str
    """Dotted and indexed path, such as `nodes[2].nodePageParams.idPage`; empty for the document itself."""

    message: str
    """What is wrong there, without the name of the field. Never holds the value of a secret."""


def violations(against: Schema | Operation, instance: Any) -> list[Violation]:
    """The faults of a document, one a field, the one to mend first in front; empty when it is valid.

    An operation stands for its `input_schema()`: query parameters as properties, and `body`.
    """
    if isinstance(against, Operation):
        validator = _of_operation(against)
    else:
        accepts, validator = _of_schema(_key(against))
        if accepts(instance):
            return []
    found = [violation for error in validator.iter_errors(instance) for violation in _leaves(error)]
    firsts: dict[str, Violation] = {}
    for violation in found:
        firsts.setdefault(violation.field, violation)
    return sorted(firsts.values(), key=lambda violation: _depth(violation.field))


def _depth(field: str) -> int:
    return field.count(".") + field.count("[")


def _key(schema: Schema) -> str:
    return json.dumps(schema, sort_keys=True)


@cache
def _of_schema(text: str) -> tuple[Accepts, Draft202012Validator]:
    absolute = json.loads(text.replace(f'"{COMPONENTS}', f'"{_CONTRACT}{COMPONENTS}'))
    validator = Draft202012Validator(absolute, registry=_registry())
    try:
        return _acceptor().build(json.loads(text)), validator
    except UnknownKeywordError:
        return validator.is_valid, validator


@cache
def _acceptor() -> Acceptor:
    return Acceptor(document()["components"]["schemas"])


@cache
def _of_operation(operation: Operation) -> Draft202012Validator:
    return Draft202012Validator(operation.input_schema())


@cache
def _registry() -> Registry[Any]:
    empty: Registry[Any] = Registry()
    filled: Registry[Any] = empty.with_resource(_CONTRACT, DRAFT202012.create_resource(document()))
    return filled


def _leaves(error: ValidationError) -> Iterator[Violation]:
    """The error in our words; of alternatives, the faults of the one that fits best."""
    if error.context:
        deepest = max(len(inner.absolute_path) for inner in error.context)
        for inner in error.context:
            if len(inner.absolute_path) == deepest:
                yield from _leaves(inner)
        return
    place = _dotted(error.absolute_path)
    for name, message in worded(error, place):
        yield Violation(f"{place}.{name}".lstrip(".") if name else place, message)


def _dotted(path: Any) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")
