"""Where events land: a database that every process with the folder open reads and writes."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from ...database import migrate, open_database
from .documents import Row
from .tables import MIGRATIONS

DATABASE = "events.db"

SESSION_MS = 24 * 3_600_000
"""How long a session is kept after its last write."""

DELIVERY_MS = 90 * 24 * 3_600_000
"""How long the log of deliveries reaches back."""

SWEEP_EVERY = 100
"""Of so many writes one deletes some of what is too old."""

_SWEEP = 2_000
"""The most that it deletes, so that no write is long."""

_SIZES = (256, 128, 64, 32, 16, 8, 4, 2, 1)
"""Rows that one statement inserts. Few sizes, so that the driver has each of them ready; many rows, because the
interpreter changes threads at every statement."""

Execute = Callable[[str, tuple[Any, ...]], Any]
"""Runs a statement within a transaction: of SQLAlchemy's connections, or of the driver's cursors, which cost less."""

_ADD_EVENT = (
    "INSERT INTO live (event_id, hit_id, visitor_id, day, event_time, document) VALUES {}"
    " ON CONFLICT (event_id) DO NOTHING"
)
_SET_SESSION = (
    "INSERT INTO session (visitor_id, updated, document) VALUES {}"
    " ON CONFLICT (visitor_id) DO UPDATE SET updated = excluded.updated, document = excluded.document"
)
_ADD_DELIVERY = "INSERT INTO delivery (kind, time, document) VALUES {}"


@dataclass(frozen=True, slots=True)
class Batch:
    """What is kept together or not at all."""

    events: Sequence[Row] = ()
    sessions: Mapping[str, str] = field(default_factory=dict)
    deliveries: Sequence[tuple[str, int, str]] = ()
    """Kind, Unix milliseconds, JSON text."""

    def without(self, event_ids: Collection[str]) -> "Batch":
        if not event_ids:
            return self
        return replace(self, events=[event for event in self.events if event.event_id not in event_ids])


def open_landing(folder: Path) -> Engine:
    engine = open_database(folder / DATABASE)
    migrate(engine, "events", MIGRATIONS)
    return engine


def land(execute: Execute, batches: Sequence[Batch], now: int) -> None:
    """Within a write."""
    add(execute, [event for batch in batches for event in batch.events])
    sessions = {visitor: (visitor, now, text) for batch in batches for visitor, text in batch.sessions.items()}
    _insert(execute, _SET_SESSION, list(sessions.values()))
    _insert(execute, _ADD_DELIVERY, [each for batch in batches for each in batch.deliveries])


def add(execute: Execute, rows: Sequence[Row]) -> None:
    """Within a write; an event that is there already stays as it is."""
    _insert(execute, _ADD_EVENT, rows)


def sweep(execute: Execute, now: int) -> None:
    """Within a write: delete some of what is too old."""
    for table, key, age, most in (
        ("session", "visitor_id", "updated", now - SESSION_MS),
        ("delivery", "seq", "time", now - DELIVERY_MS),
    ):
        some = f"SELECT {key} FROM {table} WHERE {age} < ? LIMIT {_SWEEP}"  # noqa: S608 - our own names
        execute(f"DELETE FROM {table} WHERE {key} IN ({some})", (most,))  # noqa: S608


def _insert(execute: Execute, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    begun = 0
    for size in _SIZES:
        while len(rows) - begun >= size:
            values = tuple(chain.from_iterable(rows[begun : begun + size]))
            execute(_sized(statement, size, len(values) // size), values)
            begun += size


@lru_cache
def _sized(statement: str, rows: int, columns: int) -> str:
    marks = f"({', '.join('?' * columns)})"
    return statement.format(", ".join([marks] * rows))
