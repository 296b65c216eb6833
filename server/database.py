"""Databases: how they are opened, read, written and brought up to date.

SQL goes through SQLAlchemy Core and uses nothing that only SQLite can do. Several processes may have the same
database open; a write is a transaction that holds the write lock from its start, so it never has to be repeated.
"""

import errno
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    event,
    func,
    select,
)
from sqlalchemy.engine import URL, make_url

Migration = Callable[[Connection], None]
"""Changes the tables in one way, once; never edited after it was released."""

_WAIT_SECONDS = 60
"""How long one waits for another's write; the longest write is far below a second."""

_MOST_CONNECTIONS = 50
"""Above the number of threads that may answer at once, so that none of them waits for a connection."""

_WRITES = "writes"

_making = Lock()
"""Nobody in this process opens a file that is still being made."""

_metadata = MetaData()
_migration = Table(
    "migration",
    _metadata,
    Column("part", String(64), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
)


def open_database(place: Path | str) -> Engine:
    """A database in a file, or behind a SQLAlchemy URL such as `postgresql+psycopg://…`.

    The file and its folder are made where they are missing, for their owner alone (0600 and 0700 on POSIX).
    """
    url = make_url(place) if isinstance(place, str) and "://" in place else _file_url(Path(place))
    if url.get_backend_name() != "sqlite":
        return create_engine(url, hide_parameters=True)
    if url.database:
        _make_private(Path(url.database))
    engine = create_engine(
        url,
        connect_args={"timeout": _WAIT_SECONDS},
        max_overflow=_MOST_CONNECTIONS,
        hide_parameters=True,  # an error that shows them would show secrets
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A view of the database that stays the same until it is left."""
    with engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that holds the write lock; kept durably when left, undone when an error leaves it."""
    with engine.connect() as connection:
        writer = connection.execution_options(**{_WRITES: True})
        with writer.begin():
            yield writer


def migrate(engine: Engine, part: str, migrations: Sequence[Migration]) -> None:
    """Run those of the part's migrations, oldest first, that have not run on this database.

    Safe where several processes start at once. `part` keeps the lists of several owners of one database apart.
    """
    with writing(engine) as connection:
        _metadata.create_all(connection)
        run = connection.scalar(select(func.count()).select_from(_migration).where(_migration.c.part == part))
        for number, migration in enumerate(migrations):
            if number >= (run or 0):
                migration(connection)
                connection.execute(_migration.insert().values(part=part, number=number))


def _file_url(file: Path) -> URL:
    return URL.create("sqlite", database=str(file.absolute()))


def _make_private(file: Path) -> None:
    if not file.parent.exists():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.parent.chmod(0o700)
    # Only where there is none: POSIX drops all locks of a process on a file as soon as it closes that file once,
    # and a database that seems to be open nowhere loses its log to the next process that closes it.
    with _making, suppress(FileExistsError):
        # the files SQLite puts beside it get its mode
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    # SQLite would not say why it cannot
    if not file.is_file() or not os.access(file, os.R_OK | os.W_OK):
        number = errno.EISDIR if file.is_dir() else errno.EACCES
        raise OSError(number, os.strerror(number), str(file))


def _prepare_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None  # transactions are begun by _begin_sqlite, not by the driver
    cursor = connection.cursor()
    _use_wal(cursor)
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _use_wal(cursor: Any) -> None:
    """Switch to write-ahead logging; SQLite does not wait for others while it switches, so this does."""
    deadline = time.monotonic() + _WAIT_SECONDS
    while cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.005)


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
