"""Updates that were accepted and are still to be done, kept durably beside the events.

They are done soon, one after the other in their order over all processes, by a thread that lives as long as there is
something to do; what a process leaves undone, the next one does. Each may be done twice, when a process dies between
doing and noting it, and is made so that this changes nothing more.
"""

import logging
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event, Lock, Thread

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    delete,
    func,
    insert,
    select,
)

from funnels.wire import Json

from ....database import Migration, migrate, open_database, reading, writing
from ...documents import dumped, loaded
from ...events.landing import DATABASE

TURN = "updating.db"
"""Its write lock is held by the process that does updates."""

_PAUSES = (0.2, 1.0, 5.0, 20.0)
"""Seconds before an update that failed is tried again; after the last it is given up and logged."""

_metadata = MetaData()

_update = Table(
    "pending_update",
    _metadata,
    Column("seq", Integer, primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("document", Text, nullable=False),
    sqlite_autoincrement=True,
)


def create_update_tables(connection: Connection) -> None:
    _metadata.create_all(connection)


MIGRATIONS: Sequence[Migration] = (create_update_tables,)

_log = logging.getLogger(__name__)


class UpdateQueue:
    """Opens and makes nothing before it is used. Safe to use from several threads and processes."""

    def __init__(self, folder: Path, do: Callable[[str, Json], None]) -> None:
        """`do` carries out an update of a kind; doing it twice must be as good as once."""
        self._folder = folder
        self._do = do
        self._lock = Lock()
        self._opened: Engine | None = None
        self._thread: Thread | None = None
        self._stop = Event()

    def add(self, kind: str, document: Json) -> None:
        """Durable when this returns."""
        with writing(self._engine) as connection:
            connection.execute(insert(_update).values(kind=kind, document=dumped(document)))
        self._start()

    @property
    def is_empty(self) -> bool:
        if not (self._folder / DATABASE).exists():
            return True
        with reading(self._engine) as connection:
            return not connection.scalar(select(func.count()).select_from(_update))

    def resume(self) -> None:
        """Do what an earlier process left undone."""
        if not self.is_empty:
            self._start()

    def settle(self, seconds: float = 20.0) -> bool:
        """Wait until all that was accepted is done; whether it is."""
        end = time.monotonic() + seconds
        while not self.is_empty and time.monotonic() < end:
            self._start().join(max(end - time.monotonic(), 0.0))
        return self.is_empty

    def close(self) -> None:
        """Wait for the update that is under way; the others are done by who opens the folder next."""
        with self._lock:
            thread = self._thread
            self._stop.set()
        if thread is not None:
            thread.join()
        with self._lock:
            if self._opened is not None:
                self._opened.dispose()
                self._opened = None

    def _start(self) -> Thread:
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._stop.clear()
                self._thread = Thread(target=self._run, name="updates", daemon=True)
                self._thread.start()
            return self._thread

    def _run(self) -> None:
        while True:
            turn = open_database(self._folder / TURN)
            try:
                with writing(turn):
                    self._work()
            finally:
                turn.dispose()
            with self._lock:
                if self._stop.is_set() or _next(self._open()) is None:
                    self._thread = None
                    return

    def _work(self) -> None:
        failures = 0
        while not self._stop.is_set() and (update := _next(self._engine)) is not None:
            seq, kind, document = update
            try:
                self._do(kind, document)
            except Exception:
                _log.exception("The update %s (%s) could not be done", seq, kind)
                if failures < len(_PAUSES):
                    self._stop.wait(_PAUSES[failures])
                    failures += 1
                    continue
            failures = 0
            with writing(self._engine) as connection:
                connection.execute(delete(_update).where(_update.c.seq == seq))

    @property
    def _engine(self) -> Engine:
        with self._lock:
            return self._open()

    def _open(self) -> Engine:
        if self._opened is None:
            engine = open_database(self._folder / DATABASE)
            migrate(engine, "updates", MIGRATIONS)
            self._opened = engine
        return self._opened


def _next(engine: Engine) -> tuple[int, str, Json] | None:
    with reading(engine) as connection:
        row = connection.execute(select(_update).order_by(_update.c.seq).limit(1)).first()
    return (row.seq, row.kind, loaded(row.document)) if row else None
