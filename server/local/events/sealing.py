"""Live events become Parquet files: written aside, renamed, then made to count by one write to the manifest."""

import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from sqlalchemy import Engine, delete, insert, update

from ...database import open_database, writing
from . import columns
from .documents import DAY_MS
from .manifest import Part
from .tables import live, part, state

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ROW_GROUP = 20_480
"""Small, so that looking one hit up reads little."""

_BOUNDS = (
    "count(*), min(event_time), max(event_time), min(hit_id), max(hit_id), min(event_id), max(event_id)"  # of a Part
)

_DELETED = 2_000
"""Live events that one write deletes."""

Reached = Callable[[str], None]
"""Told of every step that is done."""


class Sealer:
    """One at a time over all processes: holds the write lock of a database of its own, which ends with its process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()

    @contextmanager
    def alone(self) -> Iterator[None]:
        with self._lock:
            engine = open_database(self._folder / "sealing.db")
            try:
                with writing(engine):
                    yield
            finally:
                engine.dispose()

    def write(self, cursor: "DuckDBPyConnection", day: int, rows: str, reached: Reached) -> Part:
        """Durably store the rows, a query of events of the day; the file does not count yet."""
        date = datetime.fromtimestamp(day * DAY_MS // 1000, tz=UTC).date()
        file = f"day={date}/{secrets.token_hex(12)}.parquet"
        whole = self._folder / file
        whole.parent.mkdir(mode=0o700, exist_ok=True)
        aside = whole.with_suffix(".writing")
        cursor.execute(
            f"COPY (SELECT {columns.LIST} FROM ({rows}) ORDER BY hit_id, event_time, event_id) TO '{aside}'"  # noqa: S608
            f" (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})"
        )
        bounds = cursor.execute(f"SELECT {_BOUNDS} FROM ({rows})").fetchall()[0]  # noqa: S608
        reached("written")
        _keep(aside)
        aside.rename(whole)
        _keep(whole.parent)
        reached("renamed")
        return Part(file, day, *bounds)


def publish(engine: Engine, added: Sequence[Part], sealed: int) -> None:
    """From here on the parts count, and the live events up to `sealed` do not."""
    with writing(engine) as connection:
        if added:
            connection.execute(insert(part), [asdict(each) for each in added])
        connection.execute(update(state).values(generation=state.c.generation + 1, sealed=sealed))


def forget_sealed(engine: Engine, sealed: int) -> None:
    """Delete live events that are sealed, few at a time, so that nobody waits for long."""
    left = 1
    while left:
        with writing(engine) as connection:
            first = f"SELECT seq FROM live WHERE seq <= ? ORDER BY seq LIMIT {_DELETED}"  # noqa: S608 - our own names
            seqs = [seq for (seq,) in connection.exec_driver_sql(first, (sealed,))]
            if seqs:
                connection.execute(delete(live).where(live.c.seq <= seqs[-1]))
            left = len(seqs) == _DELETED


def _keep(path: Path) -> None:
    """Have the disk hold what was written."""
    if os.name == "nt" and path.is_dir():
        return  # has no such thing
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
