"""Many events at once from somewhere else, sealed without having been live."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from funnels.events import COLUMN, COLUMNS, Shape

from . import columns, files
from .documents import DAY_MS
from .errors import EventError
from .files import Reached
from .moment import Moment
from .place import Place
from .publication import Publication, publish

if TYPE_CHECKING:
    from .queries import Parameters

_NEEDED = ("event_id", "event_type", "event_time", "hit_id", "entrance_time")


def load(place: Place, sql: str, parameters: "Parameters", reached: Reached) -> int:
    """For the one whose turn it is."""
    with place.moment() as moment:
        _stage(moment, sql, parameters)
        moment.show(None)
        _check(moment, "SELECT event_id FROM staged SEMI JOIN events USING (event_id)", "is there already")
        days = [day for (day,) in moment.cursor.execute("SELECT DISTINCT day FROM staged ORDER BY day").fetchall()]
        parts = [
            part
            for day in days
            for part in files.write(place.sealed, moment, day, f"SELECT * FROM staged WHERE day = {day:d}", reached)  # noqa: S608
        ]
        with place.writing() as connection:
            _check_newer(connection, moment)
            publish(connection, moment.manifest, Publication(parts), moment.manifest.sealed)
        reached("published")
        return sum(part.rows for part in parts)


def _stage(moment: Moment, sql: str, parameters: "Parameters") -> None:
    described = moment.cursor.execute(f"SELECT * FROM ({sql}) LIMIT 0", parameters).description or ()  # noqa: S608
    given = {column[0] for column in described}
    for name in given - COLUMN.keys():
        raise EventError(f"Events have no column {name!r}.")
    for name in _NEEDED:
        if name not in given:
            raise EventError(f"Every event needs {name}.")
    values = ", ".join(f"{_value(column.name, column.shape, given)} AS {column.name}" for column in COLUMNS)
    moment.cursor.execute(
        f"CREATE TEMP TABLE staged AS SELECT {values}, (entrance_time // {DAY_MS})::INTEGER AS day FROM ({sql})",  # noqa: S608
        parameters,
    )
    _check(moment, f"SELECT event_id FROM staged WHERE {_lacking()}", f"needs {', '.join(_NEEDED)}")  # noqa: S608
    _check(moment, "SELECT event_id FROM staged GROUP BY event_id HAVING count(*) > 1", "comes twice")


def _value(name: str, shape: Shape, given: set[str]) -> str:
    value = name if name in given else "NULL"
    typed = f"{value}::{columns.TYPES[shape]}"
    return f"coalesce({typed}, '')" if shape is Shape.TEXT else typed


def _lacking() -> str:
    return " OR ".join(f"{name} IS NULL" if COLUMN[name].shape is Shape.TIME else f"{name} = ''" for name in _NEEDED)


def _check(moment: Moment, wrong: str, why: str) -> None:
    if rows := moment.cursor.execute(f"{wrong} LIMIT 1").fetchall():
        raise EventError(f"The event {rows[0][0]!r} {why}.", hint="Nothing was loaded.")


def _check_newer(connection: Connection, moment: Moment) -> None:
    """Within a write: what was appended while the files were being written."""
    newer = connection.exec_driver_sql("SELECT event_id FROM live WHERE seq > ?", (moment.newest,)).fetchall()
    ids: Mapping[str, None] = dict.fromkeys(event_id for (event_id,) in newer)
    if ids:
        moment.queries.note(moment.cursor, ids)
        _check(moment, "SELECT event_id FROM staged SEMI JOIN noted USING (event_id)", "is there already")
