"""What visitors take a connection by, in the words of `Exit.label`."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..funnel import KINDS, Connection, Leaving, NodeKind
from ..wire import DEFAULT_ROUTE, Wire
from .blueprint import START
from .exits import arm_labels


def block_of(connection: Connection, kind: NodeKind) -> Wire | None:
    """The parameters that count on a connection leaving a node of this kind."""
    name = KINDS[kind].connection_params
    block: Wire | None = getattr(connection, name) if name else None
    return block


def labels_of(connection: Connection, kind: NodeKind) -> tuple[str, ...]:
    """Empty where it has none; arms of a split have theirs by place, see `exits.arm_labels`."""
    block: Any = block_of(connection, kind)
    match KINDS[kind].leaving:
        case Leaving.ALWAYS:
            return ("",)
        case _ if block is None:
            return ()
        case Leaving.ACTION:
            return tuple(map(str, block.on_action_numbers))
        case Leaving.KEYS:
            return tuple(block.on_route_keys)
        case Leaving.ROUTE if block.on_route_id is not None:
            return (block.on_route_id,)
        case Leaving.ROUTE if getattr(block, "on_route_number", None) is not None:
            return (str(block.on_route_number) if block.on_route_number else DEFAULT_ROUTE,)
        case _:
            return ()


def label_fields(labels: tuple[str, ...], kind: NodeKind, *, numbered: bool) -> dict[str, Any]:
    """The fields of the parameter block that say these labels; `numbered` for a version 1 condition."""
    match KINDS[kind].leaving:
        case Leaving.ACTION:
            return {"on_action_numbers": tuple(sorted(map(int, labels)))}
        case Leaving.KEYS:
            return {"on_route_keys": labels}
        case Leaving.ROUTE if numbered:
            return {"on_route_number": 0 if labels[0] == DEFAULT_ROUTE else int(labels[0])}
        case Leaving.ROUTE:
            return {"on_route_id": labels[0]}
        case _:
            return {}


def labelled(
    connections: Sequence[Connection], kind: NodeKind, key_of: Mapping[str, str]
) -> list[tuple[Connection, tuple[str, ...]]]:
    """The connections that leave one node, in order, each with its labels; none on what the language cannot say."""
    if KINDS[kind].leaving is not Leaving.WEIGHT:
        return [(one, labels_of(one, kind)) for one in connections]
    targets = [key_of.get(one.id_target_node, START) for one in connections]
    labels = arm_labels(to for to in targets if to != START)
    return [(one, (next(labels),) if to != START else ()) for one, to in zip(connections, targets, strict=True)]
