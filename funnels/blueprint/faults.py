"""Pydantic's errors as faults: at their place in the planner's spelling, in our words, with the nearest match."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, get_args, get_origin

from pydantic import Tag, ValidationError
from pydantic_core import ErrorDetails

from ..errors import Fault
from ..names import nearest
from .rules import TESTS
from .strict import Strict

_EXPECTED = {
    "string_type": "a text",
    "dict_type": "an object",
    "model_type": "an object",
    "model_attributes_type": "an object",
    "tuple_type": "a list",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "decimal_type": "a number",
    "decimal_parsing": "a number",
    "finite_number": "a finite number",
    "greater_than_equal": "{ge} or more",
    "less_than_equal": "{le} or less",
    "decimal_max_places": "at most {decimal_places} decimals",
    "decimal_max_digits": "at most {max_digits} digits",
    "decimal_whole_digits": "at most {whole_digits} digits before the point",
    "string_pattern_mismatch": "lower-case letters, digits and underscores",
    "invalid_key": "a text as key",
    "literal_error": "{expected}",
}
"""What is right there, by pydantic's type of error."""

_SAID = {
    "missing": "is missing",
    "extra_forbidden": "no such key here",
    "string_too_short": "is empty",
    "too_short": "is empty",
}
"""What is wrong, where the value adds nothing to it."""

_LONGEST = 80


def faults_of(error: ValidationError, model: type[Strict], place: str, raw: object) -> list[Fault]:
    """`raw` is what was validated, as a planner wrote it, `model` what it should be, `place` where it stands."""
    faults = [_fault(one, model, place, raw) for one in error.errors()]
    misspelled = {f"{_parent(one.place)}.{name}" for one in faults for name in one.candidates}
    return [one for one in faults if one.message != _SAID["missing"] or f".{one.place}" not in misspelled]


def _parent(place: str) -> str:
    return f".{place}".rpartition(".")[0]


def short(value: object) -> str:
    """The value as a message shows it."""
    if isinstance(value, int) and value.bit_length() > 1000:
        return "a number of hundreds of digits"
    text = repr(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."


def _fault(error: ErrorDetails, model: type[Strict], place: str, raw: object) -> Fault:
    parts = tuple(part for part in error["loc"] if part != "[key]")
    context: Mapping[str, Any] = error.get("ctx", {})
    where = f"{place}{''.join(_as_written(parts, raw))}".lstrip(".")
    match error["type"]:
        case "extra_forbidden":
            keys = [key for kind in _models_at(model, parts[:-1]) for key in kind.spelled_keys()]
            return Fault(where, _SAID["extra_forbidden"], tuple(nearest(str(parts[-1]), keys, most=2)))
        case "literal_error":
            choices = re.findall(r"'([^']*)'", str(context["expected"]))
            return Fault(where, _worded(error, context), tuple(nearest(str(error["input"]), choices, most=2)))
        case "rule_tests":
            key = context.get("key")
            return Fault(f"{where}.{key}" if key else where, error["msg"], tuple(context.get("near", ())))
    return Fault(where, _worded(error, context))


def _worded(error: ErrorDetails, context: Mapping[str, Any]) -> str:
    kind = error["type"]
    if kind in _SAID:
        return _SAID[kind]
    if kind == "string_too_long":
        return f"at most {context['max_length']} characters, not {len(error['input'])}"
    if kind == "value_error":
        return f"{context['error']}, not {short(error['input'])}"
    if kind.startswith("recursion"):
        return "is nested too deep"
    right = _EXPECTED[kind].format_map(context) if kind in _EXPECTED else error["msg"]
    return f"{right}, not {short(error['input'])}"


def _as_written(parts: Sequence[int | str], raw: object) -> Iterator[str]:
    """The steps of a place in the planner's spelling: without tags, and the values of a rule under their test."""
    for part in parts:
        if _is_tag(part):
            continue
        if isinstance(raw, list | tuple) and isinstance(part, int):
            yield f"[{part}]"
            raw = raw[part] if part < len(raw) else None
            continue
        key: object = part
        if isinstance(raw, Mapping) and part == "values" and part not in raw:
            key = next((test for test in TESTS if test in raw), part)
        yield f".{key}"
        raw = raw.get(key, raw.get(str(key))) if isinstance(raw, Mapping) else None


def _is_tag(part: int | str) -> bool:
    return isinstance(part, str) and part.startswith("<") and part.endswith(">")


def _models_at(model: type[Strict], parts: Sequence[int | str]) -> list[type[Strict]]:
    """The models that may stand at a place; tags say which of a union does."""
    annotations: list[object] = [model]
    for part in parts:
        if _is_tag(part):
            annotations = [one for annotation in annotations for one in _tagged(annotation, str(part))]
        elif isinstance(part, str):
            fields = [
                kind.model_fields[part] for one in annotations for kind in _models(one) if part in kind.model_fields
            ]
            annotations = [field.annotation for field in fields] or annotations
    return [kind for annotation in annotations for kind in _models(annotation)]


def _tagged(annotation: object, tag: str) -> Iterator[object]:
    arguments = get_args(annotation)
    if get_origin(annotation) is Annotated and any(isinstance(one, Tag) and one.tag == tag for one in arguments[1:]):
        yield arguments[0]
        return
    for argument in arguments:
        yield from _tagged(argument, tag)


def _models(annotation: object) -> Iterator[type[Strict]]:
    if isinstance(annotation, type) and issubclass(annotation, Strict):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)
