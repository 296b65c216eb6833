"""The events of an account, read past all reports, and remembered as long as nothing about them changes."""

import sqlite3
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from server.local.events import EventStore

Event = Mapping[str, Any]
Mark = tuple[object, ...]

_NAMES = (
    "event_id, event_type, event_time, action_number, cost, revenue, hit_id, node_id, page_id, page_type, visit_id,"
    " entrance_time, funnel_id, funnel_group_id, traffic_source_id, offer_source_id, campaign, external, "
    + ", ".join(f"c{number}" for number in range(1, 21))
    + ", country, region, city, device_type, device_os, browser"
)
_FILE = "events.db"
_STATE = "SELECT generation, sealed FROM state"
_PARTS = "SELECT file FROM part ORDER BY file"
_LIVE = "SELECT count(*), max(seq), min(seq) FROM live"
_LAST = "SELECT document FROM live ORDER BY seq DESC LIMIT 1"
_PATIENCE = 20.0
"""Seconds that updates may take."""

_MOST_KNOWN = 6
_known: dict[Mark, tuple[Event, ...]] = {}
"""The same mark is the same events, in whichever copy of a folder; reading them takes a second."""


@dataclass(frozen=True, slots=True)
class EventsFile:
    mark: Mark
    """Equal only where nothing can have changed."""
    events: Sequence[Event] = field(repr=False, compare=False)
    """Oldest first."""

    def differs(self, before: "EventsFile") -> bool:
        return self.mark != before.mark and list(self.events) != list(before.events)


NOTHING = EventsFile((), ())


def events_file(home: Path) -> EventsFile:
    """Of a folder, once all updates that were accepted are done."""
    if not (home / _FILE).exists():
        return NOTHING
    with closing(sqlite3.connect(f"{(home / _FILE).absolute().as_uri()}?mode=ro", uri=True)) as database:
        _settled(database)
        mark = _mark(database)
    return EventsFile(mark, _read(mark, home) if mark[0] else ())


def _read(mark: Mark, home: Path) -> tuple[Event, ...]:
    if mark not in _known:
        if len(_known) >= _MOST_KNOWN:
            del _known[next(iter(_known))]
        _known[mark] = _from_store(home)
    return _known[mark]


def _from_store(home: Path) -> tuple[Event, ...]:
    store = EventStore(home, lambda: 0)
    try:
        answer = store.read(f"SELECT {_NAMES} FROM events ORDER BY event_time, event_id")  # noqa: S608  # our own names
    finally:
        store.close()
    return tuple(dict(zip(answer.columns, row, strict=True)) for row in answer.rows)


def _mark(database: sqlite3.Connection) -> Mark:
    if not _has(database, "state"):
        return (0,)
    live = database.execute(_LIVE).fetchone()
    parts = tuple(file for (file,) in database.execute(_PARTS))
    last = database.execute(_LAST).fetchone()
    return (live[0] + len(parts), live, parts, last, database.execute(_STATE).fetchone())


def _settled(database: sqlite3.Connection) -> None:
    """Updates of costs and conversions are done soon after they were accepted, by a thread of the tracker."""
    if not _has(database, "pending_update"):
        return
    end = time.monotonic() + _PATIENCE
    while database.execute("SELECT count(*) FROM pending_update").fetchone()[0] and time.monotonic() < end:
        time.sleep(0.005)


def _has(database: sqlite3.Connection, table: str) -> bool:
    return bool(database.execute("SELECT count(*) FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0])
