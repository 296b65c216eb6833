"""Small changes of a blueprint, one after the other."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from ...errors import BlueprintError, Fault
from ...names import nearest
from ..blueprint import Blueprint
from ..faults import faults_of
from .countries import StopCountries
from .naming import Rename, SetGroup, SetNote, SetStart, SetUrl
from .operation import Operation
from .pages import AddPage, RemovePage, ReplacePage
from .routes import RemoveRoute, SetRoute
from .steps import AddStep, RemoveStep, SetStep
from .ways import Connect, Disconnect, SetOtherwise
from .weights import SetRotation, SetWeights
from .workpiece import Spelled, Workpiece

OPERATIONS: dict[str, type[Operation]] = {
    kind.op: kind
    for kind in (
        Rename,
        SetWeights,
        ReplacePage,
        AddPage,
        RemovePage,
        SetRotation,
        AddStep,
        SetStep,
        RemoveStep,
        Connect,
        Disconnect,
        SetRoute,
        RemoveRoute,
        StopCountries,
        SetOtherwise,
        SetUrl,
        SetStart,
        SetGroup,
        SetNote,
    )
}
"""Every operation, by the word after `op`."""

MOST_OPERATIONS = 1000
"""Our ruling, as for the steps of a blueprint."""

_NOTHING_SPELLED: Spelled = {}


def parse_operations(raw: Sequence[Mapping[str, Any]]) -> tuple[Operation, ...]:
    """The operations that plain data describes. Raises BlueprintError with all faults."""
    if not isinstance(raw, Sequence) or isinstance(raw, str):
        raise BlueprintError([Fault("operations", f"a list of operations, not {raw!r}")])
    if len(raw) > MOST_OPERATIONS:
        raise BlueprintError([Fault("operations", f"{len(raw)} are more than the {MOST_OPERATIONS} of one edit")])
    found: list[Operation] = []
    faults: list[Fault] = []
    for index, one in enumerate(raw):
        try:
            found.append(_operation(f"operations[{index}]", one))
        except BlueprintError as error:
            faults += error.faults
    if faults:
        raise BlueprintError(faults)
    return tuple(found)


def edit(blueprint: Blueprint, operations: Sequence[Operation], *, spelled: Spelled = _NOTHING_SPELLED) -> Blueprint:
    """The blueprint after the operations, in order. Raises BlueprintError at the first that cannot be done.

    `spelled` of a reading lets operations name pages by id as well.
    """
    piece = Workpiece(blueprint, spelled)
    for index, operation in enumerate(operations):
        piece.place = f"operations[{index}]"
        operation.change(piece)
    _refuse_ways_to_nowhere(operations, piece)
    return piece.result()


def replaced_steps(operations: Sequence[Operation]) -> frozenset[str]:
    """The keys of steps that get another step in their place."""
    return frozenset(one.key for one in operations if isinstance(one, SetStep))


def _operation(place: str, raw: object) -> Operation:
    if not isinstance(raw, Mapping):
        raise BlueprintError([Fault(place, f"an operation is an object with 'op', not {raw!r}")])
    op = raw.get("op")
    if not isinstance(op, str) or op not in OPERATIONS:
        near = tuple(nearest(str(op), list(OPERATIONS), most=3)) or tuple(OPERATIONS)
        wrong = "is missing: say which operation" if op is None else f"there is no operation {op!r}"
        raise BlueprintError([Fault(f"{place}.op", wrong, near)])
    kind = OPERATIONS[op]
    try:
        return kind.model_validate({key: value for key, value in raw.items() if key != "op"})
    except ValidationError as error:
        raise BlueprintError(faults_of(error, kind, place, raw)) from None


def _refuse_ways_to_nowhere(operations: Sequence[Operation], piece: Workpiece) -> None:
    faults = [
        Fault(
            f"operations[{index}].{field}", f"no step is called {to!r}", tuple(nearest(to, list(piece.steps), most=3))
        )
        for index, operation in enumerate(operations)
        for field, to in operation.targets()
        if to not in piece.steps and not _removed_later(to, operations[index:])
    ]
    if faults:
        raise BlueprintError(faults)


def _removed_later(key: str, operations: Sequence[Operation]) -> bool:
    return any(isinstance(one, RemoveStep) and one.step == key for one in operations)
