"""The log of deliveries: what was received from others and sent to them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from ..documents import Json
from . import documents
from .landing import Execute

FAR = 1 << 62
"""More than there can be, and no more than SQLite can count."""

_TRIM = (
    "DELETE FROM delivery WHERE seq IN"
    " (SELECT seq FROM delivery WHERE seq <= (SELECT max(seq) FROM delivery) - ? ORDER BY seq LIMIT ?)"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Of one kind, from the start until before the end, in Unix milliseconds."""

    kind: str
    start: int
    end: int
    among: Mapping[str, Collection[str]] = field(default_factory=dict)
    """Field -> the texts that it may have."""


def entries(connection: Connection, wanted: Wanted, skip: int, most: int) -> list[Json]:
    """Newest first."""
    where, parameters = _condition(wanted)
    query = f"SELECT document FROM delivery WHERE {where} ORDER BY time DESC, seq DESC LIMIT ? OFFSET ?"  # noqa: S608
    rows = connection.exec_driver_sql(query, (*parameters, min(most, FAR), min(skip, FAR)))
    return [documents.loaded(text) for (text,) in rows]


def count(connection: Connection, wanted: Wanted) -> int:
    where, parameters = _condition(wanted)
    query = f"SELECT count(*) FROM delivery WHERE {where}"  # noqa: S608 - our own words
    return int(connection.exec_driver_sql(query, parameters).scalar_one())


def trim(execute: Execute, added: int, most: int) -> None:
    """Within a write that has added so many: delete the oldest that are more than `most`.

    Twice as many as were added, so that strangers, who can add to the log, cannot outrun it.
    """
    if added:
        execute(_TRIM, (most, 2 * added))


def _condition(wanted: Wanted) -> tuple[str, tuple[object, ...]]:
    """In SQL, with its parameters; a list is one of them, however long it is."""
    parts = ["kind = ? AND time >= ? AND time < ?"]
    parameters: list[object] = [wanted.kind, wanted.start, wanted.end]
    for name, texts in wanted.among.items():
        parts.append("json_extract(document, ?) IN (SELECT value FROM json_each(?))")
        parameters += [f"$.{name}", documents.text(list(texts))]
    return " AND ".join(parts), tuple(parameters)
