"""Live events become Parquet files, sorted by hit, a few for every day of entrances."""

import time
from collections.abc import Sequence

from sqlalchemy import Connection

from . import columns, files
from .files import Reached
from .manifest import Part
from .moment import Moment
from .place import Place
from .publication import Publication, clear, publish

MOST_PARTS = 8
"""Of a day; then they are joined."""

MOST_ROWS = 1_000_000
"""Of a part that is joined from others, so that no sealing takes long."""

_DELETED = 2_000
"""Live events that one write deletes."""

_BREATH_SECONDS = 0.02
"""Between two such writes, for those who wait to append."""


def seal(place: Place, keep: int, reached: Reached) -> int:
    """Seal all but the newest `keep`, and give their number. For the one whose turn it is."""
    with place.writing() as connection:
        clear(connection, place.sealed)
    with place.moment() as moment:
        last = max(moment.newest - keep, moment.manifest.sealed)
        counts = f"SELECT day, count(*) FROM live WHERE seq <= {last:d} GROUP BY day"  # noqa: S608 - a number
        live = dict(moment.cursor.execute(counts).fetchall())
        publication = _written(place, moment, last, live, reached)
    if publication.added or publication.removed:
        with place.writing() as connection:
            publish(connection, moment.manifest, publication, last)
        reached("published")
    _delete_sealed(place)
    reached("deleted")
    return sum(live.values())


def _written(place: Place, moment: Moment, last: int, live: dict[int, int], reached: Reached) -> Publication:
    added: list[Part] = []
    removed: list[Part] = []
    unclean = {part.day for part in moment.manifest.parts if part.file in moment.manifest.unclean}
    newest_day = max(live, default=0)
    for day in sorted(live.keys() | unclean):
        old = _joined(moment, day, MOST_PARTS if day == newest_day else 2)
        rows = f"SELECT {columns.LIST} FROM live WHERE seq <= {last:d} AND day = {day:d}"  # noqa: S608 - our own names
        sealed = moment.queries.sealed(moment.manifest, old)
        added += files.write(place.sealed, moment, day, f"{rows} UNION ALL {sealed}" if sealed else rows, reached)
        removed += old
    return Publication(added, removed)


def _joined(moment: Moment, day: int, most: int) -> list[Part]:
    """Parts of the day to write anew together with what is live: those with events that are gone; all but the
    largest, where there would be too many.
    """
    parts = sorted(moment.manifest.of_days((day, day)), key=lambda part: part.rows)
    joined = [part for part in parts if part.file in moment.manifest.unclean]
    if len(parts) >= most:
        joined += _up_to(MOST_ROWS, [part for part in parts[:-1] if part not in joined])
    return joined


def _up_to(rows: int, parts: Sequence[Part]) -> list[Part]:
    taken: list[Part] = []
    for part in parts:
        rows -= part.rows
        if rows < 0:
            break
        taken.append(part)
    return taken


def _delete_sealed(place: Place) -> None:
    """Delete live events that are sealed, few at a time, so that nobody waits for long."""
    while _delete_some(place):
        time.sleep(_BREATH_SECONDS)


def _delete_some(place: Place) -> bool:
    """Whether there may be more."""
    some = f"SELECT seq FROM live WHERE seq <= (SELECT sealed FROM state) ORDER BY seq LIMIT {_DELETED}"  # noqa: S608
    with place.writing() as connection:
        found = connection.exec_driver_sql(f"DELETE FROM live WHERE seq IN ({some})")  # noqa: S608
        return found.rowcount == _DELETED


def due(connection: Connection, most: int, today: int) -> int | None:
    """How many live events to keep when sealing; none where sealing is not due.

    It is when there are more than `most`, or when there are some of days that are over. The newest half of them, and
    what is of today, are kept: live events are found at once, and most that happens refers to what just happened.
    """
    sealed = connection.exec_driver_sql("SELECT sealed FROM state").scalar() or 0
    newest = connection.exec_driver_sql("SELECT max(seq) FROM live").scalar() or 0
    if newest - sealed >= most:
        return most // 2
    over = "SELECT max(seq) FROM live WHERE seq > ? AND day < ?"
    last = connection.exec_driver_sql(over, (sealed, today)).scalar()
    return None if last is None else newest - last
