"""From plain data to a blueprint, with every fault at its place."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from ..errors import BlueprintError, Fault
from ..names import nearest
from .blueprint import START, Blueprint
from .faults import faults_of, short
from .slugs import slug
from .steps import STEPS, Kept, Step

MOST_STEPS = 5000
"""Our ruling: the tracker prints no limit; larger funnels are faults of a planner, not wishes of a person."""

_KEY = re.compile(r"[a-z0-9][a-z0-9_]{0,63}")
_KINDS = [key for key, kind in STEPS.items() if kind is not Kept]


def parse(raw: Mapping[str, Any]) -> Blueprint:
    """The blueprint that plain data describes. Raises BlueprintError with all faults."""
    if not isinstance(raw, Mapping):
        raise BlueprintError(
            [Fault("blueprint", f"an object with 'funnel', 'group', 'start', 'steps', not {short(raw)}")]
        )
    steps, faults = _parse_steps(raw.get("steps"))
    try:
        blueprint = Blueprint.model_validate({**raw, "steps": steps})
    except ValidationError as error:
        raise BlueprintError([*faults_of(error, Blueprint, "", raw), *faults]) from None
    if faults:
        raise BlueprintError(faults)
    return blueprint


def parse_step(place: str, raw: object) -> Step:
    """One step. Raises BlueprintError with all its faults."""
    if not isinstance(raw, Mapping):
        raise BlueprintError([Fault(place, f"a step is an object with one of {', '.join(_KINDS)}, not {short(raw)}")])
    kinds = [key for key in STEPS if key in raw]
    if len(kinds) != 1:
        raise BlueprintError([_kind_fault(place, raw, kinds)])
    kind = STEPS[kinds[0]]
    try:
        return kind.model_validate(dict(raw))
    except ValidationError as error:
        raise BlueprintError(faults_of(error, kind, place, raw)) from None


def _parse_steps(raw: object) -> tuple[dict[str, Step], list[Fault]]:
    if not isinstance(raw, Mapping) or not raw:
        return {}, [Fault("steps", f"a blueprint needs at least one step by its key, not {short(raw)}")]
    if len(raw) > MOST_STEPS:
        return {}, [Fault("steps", f"{len(raw)} steps are more than the {MOST_STEPS} a funnel may have")]
    steps: dict[str, Step] = {}
    faults: list[Fault] = []
    for key, one in raw.items():
        wrong = _key_fault(key)
        if wrong:
            faults.append(wrong)
        try:
            steps[str(key)] = parse_step(f"steps.{key}", one)
        except BlueprintError as error:
            faults += error.faults
    return ({} if faults else steps), faults


def _key_fault(key: object) -> Fault | None:
    if not isinstance(key, str):
        return Fault(f"steps.{key}", f"a step key is a text, not {short(key)}")
    if key == START:
        return Fault(f"steps.{key}", f"{START!r} means the entrance of the funnel; call the step something else")
    if not _KEY.fullmatch(key):
        near = slug(key)
        wanted = "a step key has lower-case letters, digits and underscores, 64 at most"
        return Fault(f"steps.{key}", f"{wanted}, not {short(key)}", (near,) if near else ())
    return None


def _kind_fault(place: str, raw: Mapping[Any, Any], kinds: Sequence[str]) -> Fault:
    if kinds:
        return Fault(place, f"a step is of one kind, not {' and '.join(kinds)} at once")
    near = [(key, match) for key in raw for match in nearest(str(key), _KINDS, most=1)]
    return Fault(
        f"{place}.{near[0][0]}" if near else place,
        f"no step kind among {', '.join(map(short, raw)) or 'no keys'}; a step has one of {', '.join(_KINDS)}",
        tuple(match for _, match in near),
    )
