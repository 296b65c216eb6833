"""The folder of an event store, and what is open in it."""

import atexit
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine

from ...database import open_database, reading, writing
from .gate import gate
from .landing import Execute, open_landing
from .manifest import Manifest, Shelf
from .moment import Moment

if TYPE_CHECKING:
    from .queries import Queries

SEALED = "events"
"""The folder of the sealed files."""


class Place:
    """Opens and makes nothing before it is wanted. Safe to use from several threads."""

    def __init__(self, folder: Path, seconds: float) -> None:
        self.sealed = folder / SEALED
        self._folder = folder
        self._seconds = seconds
        self._lock = Lock()
        self._turn = Lock()
        self._engine: Engine | None = None
        self._queries: Queries | None = None
        self._shelf = Shelf()

    @property
    def engine(self) -> Engine:
        with self._lock:
            if self._engine is None:
                self._engine = open_landing(self._folder)
            return self._engine

    @property
    def queries(self) -> "Queries":
        with self._lock:
            if self._queries is None:
                from .queries import Queries  # DuckDB takes a tenth of a second to load: not for every start

                self._queries = Queries(self.sealed, self._seconds)
                atexit.register(self.close)  # else DuckDB complains at the end of a process
            return self._queries

    def manifest(self, execute: Execute) -> Manifest:
        """As it is in the transaction."""
        return self._shelf.manifest(execute)

    @contextmanager
    def moment(self) -> Iterator[Moment]:
        """What is there. A thread that sees older things never comes after one that sees newer ones."""
        queries = self.queries
        with queries.lock, reading(self.engine) as connection:
            moment = self._moment(connection)
        with closing(moment.cursor):
            yield moment

    @contextmanager
    def moment_of(self, connection: Connection) -> Iterator[Moment]:
        """What is there for a writer that has not written yet."""
        with self.queries.lock:
            moment = self._moment(connection)
        with closing(moment.cursor):
            yield moment

    @contextmanager
    def turn(self) -> Iterator[None]:
        """One at a time, over all processes, may write sealed files and the manifest.

        It is the write lock of a database of its own, so it ends with the process, however that ends.
        """
        with self._turn:
            engine = open_database(self.sealed / "turn.db")
            try:
                with writing(engine):
                    yield
            finally:
                engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        engine = self.engine
        with gate(self._folder / "events.gate"), writing(engine) as connection:
            yield connection

    @contextmanager
    def landing(self) -> Iterator[Execute]:
        """The same as `writing` for the one thread through which events come in, for a fraction of the time."""
        with gate(self._folder / "events.gate"), closing(self.engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute("BEGIN IMMEDIATE")
            try:
                yield cursor.execute
            except BaseException:
                connection.rollback()
                raise
            connection.commit()

    def close(self) -> None:
        atexit.unregister(self.close)
        with self._lock:
            if self._queries is not None:
                self._queries.close()
            if self._engine is not None:
                self._engine.dispose()
            self._queries = self._engine = None
            self._shelf = Shelf()

    def _moment(self, connection: Connection) -> Moment:
        manifest = self._shelf.manifest(connection.exec_driver_sql)
        self.queries.mirror.sync(connection, manifest)
        newest = connection.exec_driver_sql("SELECT max(seq) FROM live").scalar() or manifest.sealed
        cursor = self.queries.cursor()
        cursor.execute("BEGIN")
        cursor.execute("SELECT count(*) FROM live, gone WHERE false").fetchall()  # from here on nothing moves
        return Moment(manifest, newest, self.queries, cursor)
