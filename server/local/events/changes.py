"""Changing events that are there. Each change happens at once or not at all, whatever is appended meanwhile.

Sealed events that change are marked as gone, and their successors are live events; where they are many, their files
are written anew.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any

from sqlalchemy import Connection

from . import columns, documents, files
from .documents import Row
from .errors import UnknownEventsError
from .files import Reached
from .landing import add
from .limits import Limits
from .manifest import Part
from .moment import Moment
from .place import Place
from .publication import Publication, publish

_CHUNK = 500
"""Values in one statement."""

Costs = Mapping[str, Decimal | None]

Wanted = tuple[Collection[str], Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a change does to what is sealed."""

    found: frozenset[str]
    publication: Publication
    successors: Sequence[Row] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """For the one whose turn it is."""

    place: Place
    limits: Limits
    reached: Reached

    def remove(self, event_ids: Collection[str]) -> int:
        with self.place.moment() as moment:
            return self._change(moment, self._removal(moment, event_ids), lambda _: (event_ids, ()))

    def replace(self, rows: Sequence[Row]) -> int:
        event_ids = {row.event_id for row in rows}
        with self.place.moment() as moment:
            return self._change(moment, self._removal(moment, event_ids), lambda _: (event_ids, rows))

    def reprice(self, costs: Costs) -> int:
        with self.place.moment() as moment:
            prepared = self._repricing(moment, costs)
            return self._change(
                moment,
                prepared,
                lambda connection: (costs.keys(), [*prepared.successors, *_repriced(connection, moment, costs)]),
            )

    def remove_where(self, where: str, parameters: Sequence[object], days: tuple[int, int] | None) -> int:
        def newer(connection: Connection) -> set[str]:
            with self.place.moment_of(connection) as later:
                later.show(days)
                later.show_newer(moment.newest, days)
                return _ids(later, "newer", where, parameters)

        with self.place.moment() as moment:
            moment.show(days)
            event_ids = _ids(moment, "events", where, parameters)
            prepared = self._removal(moment, event_ids)
            return self._change(moment, prepared, lambda connection: (event_ids | newer(connection), ()))

    def _removal(self, moment: Moment, event_ids: Collection[str]) -> Prepared:
        homes = moment.queries.whereabouts(moment.manifest, list(event_ids))
        if len(homes) <= self.limits.marked:
            return Prepared(frozenset(homes), Publication(gone={id: part.file for id, part in homes.items()}))
        moment.queries.note(moment.cursor, dict.fromkeys(homes))
        anew = f"SELECT {columns.LIST} FROM ({{}}) ANTI JOIN noted USING (event_id)"  # noqa: S608 - our own names
        return Prepared(frozenset(homes), self._anew(moment, homes.values(), anew))

    def _repricing(self, moment: Moment, costs: Costs) -> Prepared:
        homes = moment.queries.whereabouts(moment.manifest, list(costs))
        if len(homes) <= self.limits.marked:
            successors = [
                documents.row({**event, "cost": costs[event["event_id"]]}) for event in _events(moment, homes)
            ]
            gone = {id: part.file for id, part in homes.items()}
            return Prepared(frozenset(homes), Publication(gone=gone), successors)
        moment.queries.note(moment.cursor, {event_id: costs[event_id] for event_id in homes})
        cost = "CASE WHEN noted.event_id IS NULL THEN events.cost ELSE noted.cost END AS cost"
        anew = f"SELECT events.* REPLACE ({cost}) FROM ({{}}) AS events LEFT JOIN noted USING (event_id)"  # noqa: S608
        return Prepared(frozenset(homes), self._anew(moment, homes.values(), anew))

    def _anew(self, moment: Moment, parts: Collection[Part], anew: str) -> Publication:
        added: list[Part] = []
        removed = sorted(set(parts), key=lambda part: part.file)
        for part in removed:
            rows = anew.format(moment.queries.sealed(moment.manifest, [part]))
            added += files.write(self.place.sealed, moment, part.day, rows, self.reached)
        return Publication(added, removed)

    def _change(self, moment: Moment, prepared: Prepared, live: Callable[[Connection], Wanted]) -> int:
        """`live` is asked when nobody else can append any more, for the ids of all events that change, and for the
        successors of the live ones.
        """
        with self.place.writing() as connection:
            event_ids, rows = live(connection)
            if not event_ids:
                return 0
            present = set(_live(connection, "event_id", moment, event_ids))
            if unknown := set(event_ids) - present - prepared.found:
                raise UnknownEventsError(sorted(unknown))
            _delete(connection, event_ids)
            add(connection.exec_driver_sql, rows)
            publish(connection, moment.manifest, prepared.publication, moment.manifest.sealed)
        self.reached("published")
        return len(event_ids)


def _ids(moment: Moment, relation: str, where: str, parameters: Sequence[object]) -> set[str]:
    rows = moment.ask(f"SELECT event_id FROM {relation} WHERE {where}", parameters).rows  # noqa: S608
    return {event_id for (event_id,) in rows}


def _events(moment: Moment, homes: Mapping[str, Part]) -> list[dict[str, Any]]:
    if not homes:
        return []
    where = f"event_id IN ({', '.join('?' * len(homes))})"
    return moment.queries.events(moment.manifest, set(homes.values()), where, list(homes))


def _repriced(connection: Connection, moment: Moment, costs: Costs) -> list[Row]:
    """The live ones."""
    texts = _live(connection, "document", moment, costs.keys())
    events = (documents.event(text) for text in texts)
    return [documents.row({**event, "cost": costs[event["event_id"]]}) for event in events]


def _live(connection: Connection, column: str, moment: Moment, event_ids: Collection[str]) -> Iterator[str]:
    for some in _chunks(event_ids):
        marks = ", ".join("?" * len(some))
        query = f"SELECT {column} FROM live WHERE seq > ? AND event_id IN ({marks})"  # noqa: S608 - our own names
        found = connection.exec_driver_sql(query, (moment.manifest.sealed, *some))
        yield from [value for (value,) in found]


def _delete(connection: Connection, event_ids: Collection[str]) -> None:
    """Those that are sealed and wait for being deleted, too, for what comes with their ids needs the place."""
    for some in _chunks(event_ids):
        marks = ", ".join("?" * len(some))
        connection.exec_driver_sql(f"DELETE FROM live WHERE event_id IN ({marks})", tuple(some))  # noqa: S608


def _chunks(values: Collection[str]) -> Iterator[list[str]]:
    rest = iter(values)
    while some := list(islice(rest, _CHUNK)):
        yield some
