"""The events of an embedded tracker: durable at once, sealed into Parquet later, asked through DuckDB."""

from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import Future
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from funnels.events import Event

from ...database import reading
from ..documents import Json
from . import documents, log
from .answer import Answer
from .changes import Changes
from .documents import Row
from .files import Reached
from .landing import SESSION_MS, SWEEP_EVERY, Batch, land, sweep
from .limits import Limits
from .loading import load
from .log import Wanted
from .manifest import Manifest
from .place import Place
from .sealing import seal
from .tending import Tender
from .writer import Writer

if TYPE_CHECKING:
    from .queries import Parameters


_NOTHING: Event = {}

_OF_HIT = (
    "SELECT document FROM live WHERE event_id = ? AND hit_id = event_id AND seq > ?"
    " UNION ALL SELECT document FROM live WHERE hit_id = ? AND hit_id <> event_id AND seq > ?"
)
"""The event that makes a hit is found by its own id, so that it is not in the index of hits as well."""


class EventStore:
    """Events, sessions and the log of deliveries, in one folder that several processes may have open.

    Nothing is opened or made before the first use. Safe to use from several threads.

    Writing: `append`, `submit`, `keep`, in bulk `load`.
    Looking up: `session`, `hit`, `of_hit`, `of_visitor`, `deliveries`, `count_deliveries`.
    Asking: `read`.
    Changing, each at once or not at all: `replace`, `remove`, `remove_where`, `reprice`.
    """

    def __init__(
        self,
        folder: Path,
        now_ms: Callable[[], int],
        *,
        limits: Limits = Limits(),  # noqa: B008 - cannot change
        reached: Reached = lambda step: None,
    ) -> None:
        """`now_ms` gives Unix milliseconds. `reached` is told of every step of a sealing or a change that is done."""
        self._now_ms = now_ms
        self._limits = limits
        self._reached = reached
        self._place = Place(folder, limits.query_seconds)
        self._tender = Tender(self._place, now_ms, limits.live, reached)
        self._writes = 0
        self._writer = Writer(self._write)

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
        return self._writer.submit(_batch(events, sessions, deliveries))

    async def keep(
        self,
        events: Sequence[Event],
        *,
        visit: Event = _NOTHING,
        sessions: Mapping[str, str] | None = None,
        deliveries: Sequence[Json] = (),
    ) -> None:
        """Like `append`, from an event loop; much cheaper there than a future of `submit`.

        `visit`: columns of the visit that all of the events are of; they need not have them themselves.
        """
        await self._writer.keep(_batch(events, sessions, deliveries, visit))

    def session(self, visitor_id: str) -> str | None:
        """The JSON text last written for the visitor, unless that is more than a day ago."""
        query = "SELECT document FROM session WHERE visitor_id = ? AND updated >= ?"
        oldest = self._now_ms() - SESSION_MS
        with closing(self._place.engine.raw_connection()) as connection:  # every click asks: five times as fast
            cursor = connection.cursor()
            row = cursor.execute(query, (documents.whole(visitor_id), oldest)).fetchone()
            cursor.close()
        return row[0] if row else None

    def hit(self, hit_id: str) -> Event | None:
        """The entrance or view that made the hit."""
        return next((event for event in self.of_hit(hit_id) if event["event_id"] == event["hit_id"]), None)

    def of_hit(self, hit_id: str) -> list[Event]:
        """All events that refer to the hit, oldest first."""
        hit_id = documents.whole(hit_id)
        with reading(self._place.engine) as connection:
            manifest = self._place.manifest(connection.exec_driver_sql)
            live = connection.exec_driver_sql(_OF_HIT, (hit_id, manifest.sealed) * 2).fetchall()
        found = [documents.event(text) for (text,) in live]
        if parts := manifest.of_hit(hit_id):
            found += self._place.queries.events(manifest, parts, "hit_id = ?", [hit_id])
        return sorted(found, key=_order)

    def of_visitor(self, visitor_id: str, start_ms: int, end_ms: int) -> list[Event]:
        """All events of the visitor from the start until before the end, oldest first."""
        visitor_id = documents.whole(visitor_id)
        with reading(self._place.engine) as connection:
            manifest = self._place.manifest(connection.exec_driver_sql)
            live = connection.exec_driver_sql(
                "SELECT document FROM live WHERE visitor_id = ? AND seq > ? AND event_time >= ? AND event_time < ?",
                (visitor_id, manifest.sealed, start_ms, end_ms),
            ).fetchall()
        found = [documents.event(text) for (text,) in live]
        if parts := manifest.of_time(start_ms, end_ms):
            where = "visitor_id = ? AND event_time >= ? AND event_time < ?"
            found += self._place.queries.events(manifest, parts, where, [visitor_id, start_ms, end_ms])
        return sorted(found, key=_order)

    def read(self, sql: str, parameters: "Parameters" = (), *, days: tuple[int, int] | None = None) -> Answer:
        """Ask DuckDB about the relation `events`: everything sealed and live, at one moment.

        It has the columns of `funnels.events.COLUMNS`: texts are never NULL but empty, money is DECIMAL(18, 6).
        `days`: only events whose entrance was on these days, in days since 1970 by UTC, both included; others are
        not even looked at. Raises QueryTimeoutError after 30 seconds.
        """
        with self._place.moment() as moment:
            moment.show(days)
            return moment.ask(sql, parameters)

    def deliveries(self, wanted: Wanted, *, skip: int = 0, most: int = log.FAR) -> list[Json]:
        """What was logged, newest first: no more than `most`, after so many that are skipped."""
        with reading(self._place.engine) as connection:
            return log.entries(connection, wanted, skip, most)

    def count_deliveries(self, wanted: Wanted) -> int:
        with reading(self._place.engine) as connection:
            return log.count(connection, wanted)

    def replace(self, events: Sequence[Event]) -> int:
        """Put the events in the places of those with their ids; gives their number.

        Raises UnknownEventsError, and changes nothing, where one of them is not there.
        """
        rows = {row.event_id: row for row in map(documents.row, events)}
        return self._changed(lambda changes: changes.replace(list(rows.values())))

    def remove(self, event_ids: Collection[str]) -> int:
        """Delete the events; gives their number.

        Raises UnknownEventsError, and changes nothing, where one of them is not there.
        """
        ids = {documents.whole(event_id) for event_id in event_ids}
        return self._changed(lambda changes: changes.remove(ids))

    def remove_where(
        self, where: str, parameters: Sequence[object] = (), *, days: tuple[int, int] | None = None
    ) -> int:
        """Delete the events that a condition on the columns of `events` holds for; gives their number.

        The condition is SQL of DuckDB's and may ask about `events` in turn, as in `visit_id IN (SELECT visit_id FROM
        events WHERE …)`. `days` as in `read`. Raises QueryTimeoutError, and deletes nothing, where it takes too long.
        """
        return self._changed(lambda changes: changes.remove_where(where, parameters, days))

    def reprice(self, costs: Mapping[str, Decimal | None]) -> int:
        """Set the cost of events, by their ids; None takes it away. Gives their number.

        Raises UnknownEventsError, and changes nothing, where one of them is not there; EventError where a cost cannot
        be kept.
        """
        for cost in costs.values():
            if cost is not None:
                documents.money("cost", cost)
        wanted = {documents.whole(event_id): cost for event_id, cost in costs.items()}
        return self._changed(lambda changes: changes.reprice(wanted))

    def load(self, sql: str, parameters: "Parameters" = ()) -> int:
        """Take in all events that a query of DuckDB's gives, sealed at once; gives their number. For bulk imports.

        Columns have the names of `funnels.events.COLUMNS`; those left out are empty. Unlike `append`, it raises
        EventError, and loads nothing, where an event is there already or comes twice.
        """
        with self._place.turn():
            return load(self._place, sql, parameters, self._reached)

    def seal(self, *, keep: int = 0) -> int:
        """Move live events into Parquet, all but the newest `keep`; gives their number. It happens by itself, too."""
        with self._place.turn():
            return seal(self._place, keep, self._reached)

    def close(self) -> None:
        """Keep what was submitted, and let go of the files; the next use opens them again."""
        self._writer.close()
        self._tender.close()
        self._place.close()

    def _changed(self, change: Callable[[Changes], int]) -> int:
        with self._place.turn():
            return change(Changes(self._place, self._limits, self._reached))

    def _write(self, batches: Sequence[Batch]) -> None:
        now = self._now_ms()
        with self._place.landing() as execute:
            manifest = self._place.manifest(execute)
            sealed = self._sealed(manifest, [event for batch in batches for event in batch.events])
            land(execute, [batch.without(sealed) for batch in batches], now)
            log.trim(execute, sum(len(batch.deliveries) for batch in batches), self._limits.deliveries)
            self._writes += 1
            if self._writes % SWEEP_EVERY == 0:
                sweep(execute, now)
            due = self._tender.look(execute, manifest.sealed)
        if due:
            self._tender.start()

    def _sealed(self, manifest: Manifest, rows: Sequence[Row]) -> Collection[str]:
        """Those of the events that are sealed already: somebody tries again what was done long ago."""
        old = [row.event_id for row in rows if row.event_id <= manifest.last_event]
        ids = [event_id for event_id in old if manifest.of_events(event_id, event_id)]
        return self._place.queries.whereabouts(manifest, ids) if ids else ()


def _batch(
    events: Sequence[Event],
    sessions: Mapping[str, str] | None,
    deliveries: Sequence[Json],
    visit: Event = _NOTHING,
) -> Batch:
    return Batch(
        list(documents.rows(events, visit)),
        {documents.whole(visitor): documents.whole(text) for visitor, text in (sessions or {}).items()},
        [(each["kind"], each["time"], documents.text(each)) for each in deliveries],
    )


def _order(event: Event) -> tuple[int, str]:
    return event["event_time"], event["event_id"]
