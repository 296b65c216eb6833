"""The sealed files: written aside and renamed, counting only once the manifest names them."""

import os
import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from . import columns
from .documents import DAY_MS
from .manifest import Part
from .moment import Moment

ROW_GROUP = 20_480
"""Small, so that looking one hit up reads little."""

GRACE_SECONDS = 600
"""How long a file that does not count any more is left for those who may still be reading it."""

_BOUNDS = (
    "count(*), min(event_time), max(event_time), min(hit_id), max(hit_id), min(event_id), max(event_id)"  # of a Part
)

Reached = Callable[[str], None]
"""Told of every step that is done: `written`, `renamed`, `published`, `deleted`."""


def write(folder: Path, moment: Moment, day: int, rows: str, reached: Reached) -> list[Part]:
    """Durably store the rows, a query of events of the day; none where there are no rows."""
    bounds = moment.cursor.execute(f"SELECT {_BOUNDS} FROM ({rows})").fetchall()[0]  # noqa: S608
    if not bounds[0]:
        return []
    date = datetime.fromtimestamp(day * DAY_MS // 1000, tz=UTC).date()
    file = f"day={date}/{secrets.token_hex(12)}.parquet"
    whole = folder / file
    whole.parent.mkdir(mode=0o700, exist_ok=True)
    aside = whole.with_suffix(".writing")
    moment.cursor.execute(
        f"COPY (SELECT {columns.LIST} FROM ({rows}) ORDER BY hit_id, event_time, event_id) TO ?"  # noqa: S608
        f" (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})",
        [str(aside)],
    )
    reached("written")
    _keep(aside)
    aside.rename(whole)
    for parent in (whole.parent, folder, folder.parent):  # each may be new, and so is its name in the next
        _keep(parent)
    reached("renamed")
    return [Part(file, day, *(*bounds, columns.SHAPE))]


def sweep(folder: Path, counting: set[str]) -> None:
    """Delete what an interrupted sealing left behind. For the one whose turn it is."""
    oldest = time.time() - GRACE_SECONDS
    for path in folder.glob("day=*/*"):
        if path.relative_to(folder).as_posix() not in counting and path.stat().st_mtime < oldest:
            discard(path)


def discard(path: Path) -> bool:
    """Whether it is gone; some systems keep what is open."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _keep(path: Path) -> None:
    """Have the disk hold what was written."""
    if os.name == "nt" and path.is_dir():
        return  # has no such thing
    handle = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
