"""The events of an embedded tracker: durable at once, sealed into Parquet later, asked through DuckDB."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import closing
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from funnels.events import Event

from ...database import reading, writing
from ..documents import Json
from . import documents
from .answer import Answer
from .landing import SESSION_MS, Batch, land, open_landing
from .manifest import Shelf
from .sealing import Sealer, forget_sealed, publish
from .writer import Writer

if TYPE_CHECKING:
    from .queries import Parameters, Queries
    from .sealing import Reached

SEALED = "events"
"""The folder of the sealed files."""


class EventStore:
    """Events, sessions and the log of deliveries, in one folder that several processes may have open.

    Nothing is opened or made before the first use. Safe to use from several threads.

    Writing: `append`, `submit`. Looking up: `session`, `hit`, `of_hit`, `of_visitor`, `deliveries`. Asking: `read`.
    Changing what is there, each at once or not at all: `replace`, `remove`, `remove_where`, `reprice`.
    """

    def __init__(self, folder: Path, now_ms: Callable[[], int]) -> None:
        self._folder = folder
        self._now_ms = now_ms
        self._lock = Lock()
        self._opened: Engine | None = None
        self._duck: Queries | None = None
        self._shelf = Shelf()
        self._writer = Writer(self._write)
        self._sealer = Sealer(folder / SEALED)

    def append(
        self, events: Sequence[Event], *, sessions: Mapping[str, str] | None = None, deliveries: Sequence[Json] = ()
    ) -> None:
        """Kept durably when this returns. An event whose id is there already stays as it is.

        `sessions`: JSON text by visitor id. Each delivery has a `kind` and its `time`, besides what it wants. Raises
        EventError where one of the events cannot be kept; then none is.
        """
        self.submit(events, sessions=sessions, deliveries=deliveries).result()

    def submit(
        self, events: Sequence[Event], *, sessions: Mapping[str, str] | None = None, deliveries: Sequence[Json] = ()
    ) -> "Future[None]":
        """Like `append`, done when durable; many that wait at once share one wait for the disk."""
        return self._writer.submit(
            Batch(
                [documents.row(event) for event in events],
                {documents.whole(visitor): documents.whole(text) for visitor, text in (sessions or {}).items()},
                [(each["kind"], each["time"], documents.text(each)) for each in deliveries],
            )
        )

    def session(self, visitor_id: str) -> str | None:
        """The JSON text last written for the visitor, unless that is more than a day ago."""
        query = "SELECT document FROM session WHERE visitor_id = ? AND updated >= ?"
        oldest = self._now_ms() - SESSION_MS
        with reading(self._engine) as connection:
            row = connection.exec_driver_sql(query, (documents.whole(visitor_id), oldest)).fetchone()
        return row[0] if row else None

    def hit(self, hit_id: str) -> Event | None:
        """The entrance or view that made the hit."""
        return next((event for event in self.of_hit(hit_id) if event["event_id"] == event["hit_id"]), None)

    def of_hit(self, hit_id: str) -> list[Event]:
        """All events that refer to the hit, oldest first."""
        hit_id = documents.whole(hit_id)
        with reading(self._engine) as connection:
            manifest = self._shelf.manifest(connection)
            live = connection.exec_driver_sql(
                "SELECT document FROM live WHERE hit_id = ? AND seq > ?", (hit_id, manifest.sealed)
            ).fetchall()
        found = [documents.event(text) for (text,) in live]
        if parts := manifest.of_hit(hit_id):
            found += self._queries.sealed(parts, "hit_id = ?", [hit_id])
        return sorted(found, key=_order)

    def of_visitor(self, visitor_id: str, start_ms: int, end_ms: int) -> list[Event]:
        """All events of the visitor from the start until before the end, oldest first."""
        visitor_id = documents.whole(visitor_id)
        with reading(self._engine) as connection:
            manifest = self._shelf.manifest(connection)
            live = connection.exec_driver_sql(
                "SELECT document FROM live WHERE visitor_id = ? AND seq > ? AND event_time >= ? AND event_time < ?",
                (visitor_id, manifest.sealed, start_ms, end_ms),
            ).fetchall()
        found = [documents.event(text) for (text,) in live]
        if parts := manifest.of_time(start_ms, end_ms):
            where = "visitor_id = ? AND event_time >= ? AND event_time < ?"
            found += self._queries.sealed(parts, where, [visitor_id, start_ms, end_ms])
        return sorted(found, key=_order)

    def read(self, sql: str, parameters: "Parameters" = (), *, days: tuple[int, int] | None = None) -> Answer:
        """Ask DuckDB about the relation `events`: everything sealed and live, at one moment.

        It has the columns of `funnels.events.COLUMNS`: texts are never NULL but empty, money is DECIMAL(18, 6).
        `days`: only events whose entrance was on these days, in days since 1970 by UTC, both included; others are
        not even looked at. Raises QueryTimeoutError after 30 seconds.
        """
        queries = self._queries
        with reading(self._engine) as connection:
            manifest = self._shelf.manifest(connection)
            cursor = queries.at(connection, manifest)
        with closing(cursor):
            relation = queries.relation(manifest.of_days(days), days)
            cursor.execute(f"CREATE TEMP VIEW events AS {relation}")
            return queries.ask(cursor, sql, parameters)

    def deliveries(self, kind: str, start_ms: int, end_ms: int) -> list[Json]:
        """What was logged as that kind from the start until before the end, newest first."""
        query = "SELECT document FROM delivery WHERE kind = ? AND time >= ? AND time < ? ORDER BY time DESC, seq DESC"
        with reading(self._engine) as connection:
            rows = connection.exec_driver_sql(query, (kind, start_ms, end_ms)).fetchall()
        return [documents.loaded(text) for (text,) in rows]

    def close(self) -> None:
        """Keep what was submitted, and let go of the files; the next use opens them again."""
        self._writer.close()
        with self._lock:
            if self._duck is not None:
                self._duck.close()
            if self._opened is not None:
                self._opened.dispose()
            self._duck = self._opened = None
            self._shelf = Shelf()

    def seal(self, *, keep: int = 0, reached: "Reached" = lambda step: None) -> int:
        """Move live events into Parquet, all but the newest `keep`; gives their number. It happens by itself, too.

        `reached` is told of every step that is done.
        """
        queries, sealer = self._queries, self._sealer
        with sealer.alone():
            with reading(self._engine) as connection:
                manifest = self._shelf.manifest(connection)
                newest = connection.exec_driver_sql("SELECT max(seq) FROM live").scalar() or 0
                cursor = queries.at(connection, manifest)
            last = newest - keep
            with closing(cursor):
                sealing = f"FROM live WHERE seq <= {last:d}"
                days = cursor.execute(f"SELECT day, count(*) {sealing} GROUP BY day ORDER BY day").fetchall()
                parts = [
                    sealer.write(cursor, day, f"SELECT * {sealing} AND day = {day:d}", reached) for day, _ in days
                ]
            if parts:
                publish(self._engine, parts, last)
                reached("published")
            forget_sealed(self._engine, max(last, manifest.sealed) if parts else manifest.sealed)
            return sum(part.rows for part in parts)

    @property
    def _engine(self) -> Engine:
        with self._lock:
            if self._opened is None:
                self._opened = open_landing(self._folder)
            return self._opened

    @property
    def _queries(self) -> "Queries":
        with self._lock:
            if self._duck is None:
                from .queries import (
                    Queries,
                )  # DuckDB takes a tenth of a second to load, which no start should wait for

                self._duck = Queries(self._folder / SEALED)
            return self._duck

    def _write(self, batches: Sequence[Batch]) -> None:
        now = self._now_ms()
        with writing(self._engine) as connection:
            land(connection, batches, now)


def _order(event: Event) -> tuple[int, str]:
    return event["event_time"], event["event_id"]
