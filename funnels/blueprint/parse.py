"""From plain data to a blueprint, with every fault at its place."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ..errors import BlueprintError, Fault
from ..names import nearest
from .blueprint import Blueprint
from .steps import STEPS, Step

MOST_STEPS = 5000
"""Our ruling: the tracker prints no limit; larger funnels are faults of a planner, not wishes of a person."""


def parse(raw: Mapping[str, Any]) -> Blueprint:
    """The blueprint that plain data describes. Raises BlueprintError with all faults."""
    steps, faults = _parse_steps(raw.get("steps"))
    try:
        blueprint = Blueprint.model_validate({**raw, "steps": steps})
    except ValidationError as error:
        faults += [_fault("", Blueprint, one) for one in error.errors()]
    if faults:
        raise BlueprintError(faults)
    return blueprint


def parse_step(place: str, raw: object) -> Step:
    """One step. Raises BlueprintError with all its faults."""
    if not isinstance(raw, Mapping):
        raise BlueprintError([Fault(place, f"a step is an object with one of {', '.join(STEPS)}, not {raw!r}")])
    kinds = [key for key in STEPS if key in raw]
    if len(kinds) != 1:
        raise BlueprintError([_kind_fault(place, raw, kinds)])
    kind = STEPS[kinds[0]]
    try:
        return kind.model_validate(raw)
    except ValidationError as error:
        raise BlueprintError([_fault(place, kind, one) for one in error.errors()]) from None


def _parse_steps(raw: object) -> tuple[dict[str, Step], list[Fault]]:
    if not isinstance(raw, Mapping) or not raw:
        return {}, [Fault("steps", f"a blueprint needs at least one step by its key, not {raw!r}")]
    if len(raw) > MOST_STEPS:
        return {}, [Fault("steps", f"{len(raw)} steps are more than the {MOST_STEPS} a funnel may have")]
    steps: dict[str, Step] = {}
    faults: list[Fault] = []
    for key, one in raw.items():
        try:
            steps[key] = parse_step(f"steps.{key}", one)
        except BlueprintError as error:
            faults += error.faults
    return steps, faults


def _kind_fault(place: str, raw: Mapping[str, Any], kinds: Sequence[str]) -> Fault:
    if kinds:
        return Fault(place, f"a step is of one kind, not {' and '.join(kinds)} at once")
    near = [(key, match) for key in raw for match in nearest(str(key), list(STEPS), most=1)]
    return Fault(
        f"{place}.{near[0][0]}" if near else place,
        f"no step kind among {', '.join(map(repr, raw)) or 'no keys'}; a step has one of {', '.join(STEPS)}",
        tuple(match for _, match in near),
    )


def _fault(place: str, model: type[BaseModel], error: ErrorDetails) -> Fault:
    where = "".join(_spelled(part) for part in error["loc"] if not _is_union_tag(part))
    path = f"{place}{where}".lstrip(".")
    if error["type"] == "extra_forbidden":
        unknown = str(error["loc"][-1])
        return Fault(
            path, "no such key here", tuple(nearest(unknown, sorted(_keys_at(model, error["loc"][:-1])), most=2))
        )
    return Fault(path, f"{error['msg']}, not {_short(error['input'])}")


def _spelled(part: int | str) -> str:
    return f"[{part}]" if isinstance(part, int) else f".{part}"


def _is_union_tag(part: int | str) -> bool:
    """Pydantic names the branch of a union it tried, as in `NewPage` or `constrained-str`; no key looks so."""
    return isinstance(part, str) and (part[:1].isupper() or "[" in part or part in ("constrained-str", "str"))


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}..."


def _keys_at(model: type[BaseModel], path: Sequence[int | str]) -> Iterator[str]:
    """All keys that could stand beside an unknown one: of the models named on the way, else of the step itself."""
    named = [kind for part in path if isinstance(part, str) for kind in _models(model) if kind.__name__ == part]
    for kind in named[-1:] or _at_fields(model, path):
        yield from kind.model_fields


def _at_fields(model: type[BaseModel], path: Sequence[int | str]) -> list[type[BaseModel]]:
    found = [model]
    for part in path:
        if isinstance(part, str) and any(part in kind.model_fields for kind in found):
            nested = [kind for kind in found if part in kind.model_fields]
            found = [one for kind in nested for one in _models_in(kind.model_fields[part].annotation)]
    return found or [model]


def _models(model: type[BaseModel]) -> list[type[BaseModel]]:
    """The model and every model its fields hold."""
    seen = [model]
    for kind in seen:
        for field in kind.model_fields.values():
            seen += [one for one in _models_in(field.annotation) if one not in seen]
    return seen


def _models_in(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    found: list[type[BaseModel]] = []
    for argument in getattr(annotation, "__args__", ()):
        found += [one for one in _models_in(argument) if one not in found]
    return found
