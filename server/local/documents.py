"""JSON as it comes in and goes out: order, spelling and numbers stay as they were sent."""

import json
import math
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from .refusal import Refusal, invalid

Json = dict[str, Any]

MOST_BYTES = 16 * 1024 * 1024


def dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def loaded(text: str) -> Any:
    """What `dumped` gave."""
    return json.loads(text)


def received(raw: bytes) -> Json:
    """The object a client sent, or a Refusal of what no database or other program could keep."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refusal(400, "The body must be JSON in UTF-8.") from error
    try:
        value = json.loads(text, parse_float=_number, parse_constant=_constant)
    except ValueError as error:
        raise Refusal(400, f"The body is not JSON: {error}.") from error
    if not isinstance(value, dict):
        raise Refusal(400, "The body must be a JSON object.")
    if "\\u" in text:
        _check_characters(value)
    return value


def at(document: Mapping[str, Any], path: str) -> Any:
    """What is at a dotted path of names; None where there is nothing."""
    value: Any = document
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def put(document: Json, path: str, value: Any) -> None:
    """Set what is at a dotted path, making objects on the way where they are missing."""
    *before, last = path.split(".")
    for name in before:
        document = document.setdefault(name, {})
    document[last] = value


def _number(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise Refusal(400, f"The number {text[:40]} in the body is beyond what can be kept.")
    return number


def _constant(text: str) -> NoReturn:
    raise Refusal(400, f"The body is not JSON: {text} is not a number there.")


def _check_characters(value: Any) -> None:
    for place, text in _texts(value, ""):
        if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
            raise invalid(place, "holds a character that cannot be kept (NUL or half of a pair)")


def _texts(value: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, f"{place}[{index}]")
    elif isinstance(value, dict):
        for name, item in value.items():
            yield place, name
            yield from _texts(item, f"{place}.{name}".removeprefix("."))
