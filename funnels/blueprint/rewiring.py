"""The connections that leave one node, brought from what the planner said before to what is said now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..funnel import (
    KINDS,
    Connection,
    Leaving,
    NodeKind,
    OnActions,
    OnConditionRoute,
    OnMiddlewareRoute,
    OnRouteKeys,
    OnWeight,
)
from ..ids import NewId
from ..wire import Wire
from .amending import amended
from .labels import block_of, label_fields

BLOCKS: dict[str, type[Wire]] = {
    "connection_rotator_params": OnWeight,
    "connection_page_params": OnActions,
    "connection_action_proxy_params": OnActions,
    "connection_condition_params": OnConditionRoute,
    "connection_logic_params": OnRouteKeys,
    "connection_middleware_params": OnMiddlewareRoute,
}
"""The parameters of a connection, by our name of the field they stand in."""

_SHARE_A_CONNECTION = frozenset({Leaving.ACTION, Leaving.KEYS})


@dataclass(frozen=True, slots=True)
class Going:
    """Where one label leads."""

    to: str
    """The id of the node."""

    said: Mapping[str, Any]
    """What the language says of the connection besides, by our names."""


@dataclass(frozen=True, slots=True)
class Wiring:
    """What leaves one node: by label, in the planner's order, as it was said before and as it is said now."""

    source: str
    kind: NodeKind
    before: Mapping[str, Going]
    after: Mapping[str, Going]
    numbered: bool = False
    """Routes go by number: a version 1 condition."""

    @property
    def differing(self) -> frozenset[str]:
        labels = self.before.keys() | self.after.keys()
        return frozenset(label for label in labels if self.before.get(label) != self.after.get(label))


@dataclass(slots=True)
class _Lane:
    """A connection with the labels that still go along it."""

    connection: Connection | None
    had: tuple[str, ...]
    labels: tuple[str, ...]
    going: Going | None = None
    """Where it is to lead from now on; None where it stays as it is."""


def rewired(
    wiring: Wiring, current: Sequence[tuple[Connection, tuple[str, ...]]], new_id: NewId
) -> tuple[list[Connection | None], list[Connection]]:
    """For each current connection what becomes of it (None: it goes), and the new ones.

    Labels that mean the same stay on their connection, also those that the language does not know. A label that is
    said anew leaves every connection it stood on, and takes the first of those that is left without any.
    """
    differing = wiring.differing
    lanes = [_Lane(one, labels, tuple(x for x in labels if x not in differing)) for one, labels in current]
    added: list[_Lane] = []
    for label, going in wiring.after.items():
        if label in differing:
            _place(label, going, wiring, lanes, added)
    return [_result(lane, wiring) for lane in lanes], [_new(lane, wiring, new_id) for lane in added]


def _place(label: str, going: Going, wiring: Wiring, lanes: list[_Lane], added: list[_Lane]) -> None:
    lane = _joined(going, wiring, [*lanes, *added]) or _freed(label, wiring, lanes)
    if lane is None:
        added.append(_Lane(None, (), (label,), going))
    else:
        lane.labels = (*lane.labels, label)
        lane.going = lane.going or going


def _joined(going: Going, wiring: Wiring, lanes: Sequence[_Lane]) -> _Lane | None:
    """A connection that does just this for other labels already."""
    if KINDS[wiring.kind].leaving not in _SHARE_A_CONNECTION:
        return None
    return next((lane for lane in lanes if lane.labels and _does(lane, going, wiring)), None)


def _does(lane: _Lane, going: Going, wiring: Wiring) -> bool:
    if lane.going is not None or lane.connection is None:
        return lane.going == going
    block = block_of(lane.connection, wiring.kind)
    return (
        lane.connection.id_target_node == going.to
        and block is not None
        and all(getattr(block, name) == value for name, value in going.said.items())
    )


def _freed(label: str, wiring: Wiring, lanes: Sequence[_Lane]) -> _Lane | None:
    """A connection that lost its labels: the one that had this very label, or any where labels are all the same."""
    free = [lane for lane in lanes if lane.had and not lane.labels]
    alike = KINDS[wiring.kind].leaving is Leaving.WEIGHT
    return next((lane for lane in free if label in lane.had), free[0] if free and alike else None)


def _result(lane: _Lane, wiring: Wiring) -> Connection | None:
    connection = lane.connection
    if connection is None or (lane.had and not lane.labels):
        return None
    said: Mapping[str, Any] = {}
    if lane.going is not None:
        connection = amended(connection, id_target_node=lane.going.to)
        was = wiring.before.get(lane.labels[0])
        said = {k: v for k, v in lane.going.said.items() if was is None or was.said.get(k) != v}
    if lane.labels != lane.had or said:
        connection = _with_block(connection, lane, wiring, said)
    return connection


def _with_block(connection: Connection, lane: _Lane, wiring: Wiring, said: Mapping[str, Any]) -> Connection:
    name = KINDS[wiring.kind].connection_params
    if name is None:
        return connection
    fields = {**said}
    if lane.labels != lane.had:
        fields |= label_fields(lane.labels, wiring.kind, numbered=wiring.numbered)
    block = block_of(connection, wiring.kind)
    if not fields:
        return connection
    return amended(connection, **{name: amended(block, **fields) if block else _block(BLOCKS[name], fields)})


def _new(lane: _Lane, wiring: Wiring, new_id: NewId) -> Connection:
    name = KINDS[wiring.kind].connection_params
    going = lane.going or Going("", {})
    fields = {**label_fields(lane.labels, wiring.kind, numbered=wiring.numbered), **going.said}
    return Connection(
        id_connection=new_id(),
        id_source_node=wiring.source,
        id_target_node=going.to,
        **({name: _block(BLOCKS[name], fields)} if name and fields else {}),
    )


def _block(kind: type[Wire], fields: Mapping[str, Any]) -> Wire:
    """A new block that leaves out what does not happen."""
    return kind(**{name: value for name, value in fields.items() if value is not False and value != ()})
