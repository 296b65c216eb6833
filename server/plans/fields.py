"""The fields of a written change in the tracker's spelling, checked against what a family has."""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from funnels.assets import Amount, Asset
from funnels.errors import Fault
from funnels.names import nearest
from funnels.secrets import covered
from funnels.wire import Json, Wire

Refer = Callable[[str, str], "str | Fault"]
"""From a field and what is written there to the id that is meant, or the fault (without its place)."""

_HOLD_SECRETS = frozenset({"basicAuth", "headers", "destination"})
"""Blocks a text in whose place may be the secret itself."""

_AMOUNT = Amount.__metadata__[0]  # type: ignore[attr-defined]  # Annotated has it, its type does not say so


class Spelling:
    """Collects the faults of one change's fields."""

    def __init__(self, refer: Refer) -> None:
        self._refer = refer
        self.faults: list[Fault] = []

    def of(self, model: type[Wire], fields: Any, stored: Any, place: str) -> Any:
        """The fields as the tracker spells them. A field the model lacks may stay where it is stored already."""
        if not isinstance(fields, Mapping):
            return fields  # what it should have been is said by the model
        known = {model.wire_name(name): field for name, field in model.model_fields.items()}
        stored = stored if isinstance(stored, Mapping) else {}
        spelled: Json = {}
        for name, value in fields.items():
            wire = model.wire_name(str(name))
            if wire in known:
                spelled[wire] = self._value(wire, known[wire], value, stored.get(wire), f"{place}.{name}")
            elif wire in stored:
                spelled[wire] = value
            else:
                near = nearest(str(name), [*model.model_fields, *known], most=2)
                self._fault(f"{place}.{name}", f"{_title(model)} has no field {str(name)!r}", near)
        return spelled

    def _value(self, wire: str, field: FieldInfo, value: Any, stored: Any, place: str) -> Any:
        if _AMOUNT in field.metadata:
            return self._amount(value, place)
        inner, many = _inner(field.annotation)
        if inner is None:
            return self._reference(wire, value, place)
        if many == "list" and isinstance(value, list | tuple):
            old = stored if isinstance(stored, list) else []
            return [
                self.of(inner, one, _like(one, old, index), f"{place}[{index}]") for index, one in enumerate(value)
            ]
        if many == "map" and isinstance(value, Mapping):
            kept = stored if isinstance(stored, Mapping) else {}
            return {key: self.of(inner, one, kept.get(key), f"{place}.{key}") for key, one in value.items()}
        return self.of(inner, value, stored, place) if not many else value

    def _amount(self, value: Any, place: str) -> Any:
        """Numbers become decimal strings, exactly as they are written."""
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            return value
        written = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        if not written.is_finite():
            self._fault(place, f"{value!r} is not an amount such as '14.50'")
            return ""
        text = f"{written:f}"
        return text.rstrip("0").removesuffix(".") if "." in text else text

    def _reference(self, wire: str, value: Any, place: str) -> Any:
        if not isinstance(value, str) or not value:
            return value
        meant = self._refer(wire, value)
        if isinstance(meant, str):
            return meant
        self._fault(place, meant.message, meant.candidates)
        return value

    def _fault(self, place: str, message: str, candidates: Sequence[str] = ()) -> None:
        self.faults.append(Fault(place, message, tuple(candidates)))


def faults_of(error: ValidationError, place: str) -> list[Fault]:
    """What a document has that its family does not allow; values are said, secrets are not."""
    return [
        Fault(f"{place}{_path(one['loc'])}", _said(one["type"], one["msg"], _shown(one["loc"], one.get("input"))))
        for one in error.errors(include_url=False)
    ]


def combined(before: Any, fields: Any) -> Any:
    """Objects are combined field by field, so that naming one of a block keeps the others; null takes one out."""
    if isinstance(before, dict) and isinstance(fields, dict):
        both = {**before, **{name: combined(before.get(name), value) for name, value in fields.items()}}
        return {name: value for name, value in both.items() if value is not None or name not in fields}
    return fields


def _inner(annotation: Any) -> tuple[type[Wire] | None, str]:
    """The model in an annotation, and whether it is in a list or a map."""
    if isinstance(annotation, type) and issubclass(annotation, Wire):
        return annotation, ""
    origin, inside = get_origin(annotation), get_args(annotation)
    many = "map" if origin is dict else "list" if origin in (tuple, list) else ""
    for one in inside:
        model, deeper = _inner(one)
        if model is not None:
            return model, many or deeper
    return None, ""


def _like(item: Any, stored: Sequence[Any], index: int) -> Any:
    """The stored item a written one stands for: by its id, or by its place."""
    from_id = next((one for one in stored if _shares_id(item, one)), None)
    return from_id or (stored[index] if index < len(stored) else None)


def _shares_id(one: Any, other: Any) -> bool:
    if not isinstance(one, Mapping) or not isinstance(other, Mapping):
        return False
    return any(name.startswith("id") and value == other.get(name) for name, value in one.items())


def _title(model: type[Wire]) -> str:
    if issubclass(model, Asset):
        return f"{'an' if model.title[0].casefold() in 'aeiou' else 'a'} {model.title}"
    words = re.sub(r"(?<!^)([A-Z])", r" \1", model.__name__).casefold()
    return f"the part {words!r}"


def _path(location: Sequence[int | str]) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in location)


def _said(kind: str, message: str, value: str) -> str:
    if kind == "missing":
        return "is required"
    if kind == "value_error":
        return message.removeprefix("Value error, ")
    return f"{value} does not fit: {message[0].casefold()}{message[1:]}"


def _shown(location: Sequence[int | str], value: Any) -> str:
    if isinstance(value, Mapping | list | tuple):
        return "an object" if isinstance(value, Mapping) else "a list"
    if not _HOLD_SECRETS.isdisjoint(map(str, location)):
        return "what was sent"
    name, block = str(location[-1]), str(location[-2]) if len(location) > 1 else ""
    safe = covered({block: {name: value}})[block][name] if isinstance(value, str) else value
    text = repr(safe)
    return text if len(text) <= 60 else f"{text[:57]}..."
