"""What assets were read as, over time."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Select, func, select, tuple_

from funnels.account import Entry
from funnels.assets import FAMILIES, Funnel
from funnels.errors import NotFoundError
from funnels.wire import Json

from ..database import reading, writing
from .revision import revision
from .sighting import Sighting
from .standing import Key
from .tables import VERSION
from .version import Version

_MOST_KEYS = 300
"""In one query."""

_Newest = dict[Key, str]
"""The revision that was noted last."""


class Versions:
    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._now = now

    def note(self, connection: Connection, before: Iterable[Sighting], after: Iterable[Sighting] = ()) -> None:
        """Take down what was seen, in the order given: of `before` only what differs from what was noted last."""
        stood, left = list(before), list(after)
        newest = _newest_revisions(connection, [one.key for one in stood])
        stamp = self._now().timestamp()
        rows = [*(_row(one, stamp) for one in _that_are_news(stood, newest)), *(_row(one, stamp) for one in left)]
        if rows:
            connection.execute(VERSION.insert(), rows)

    def note_seen(self, before: Iterable[Sighting], after: Iterable[Sighting] = ()) -> None:
        """The same where no plan is finished with it."""
        with writing(self._engine) as connection:
            self.note(connection, before, after)

    def get(self, number: int) -> Version:
        """NotFoundError where there is none of that number."""
        with reading(self._engine) as connection:
            row = connection.execute(select(VERSION).where(VERSION.c.number == number)).one_or_none()
        if row is None:
            raise NotFoundError(f"There is no version {number}.", hint="history of an asset shows its versions.")
        return Version.read(row)

    def of(self, key: Key) -> list[Version]:
        """Oldest first; of a funnel along with what only it may use."""
        family, id = key
        own = (VERSION.c.family == family) & (VERSION.c.id == id)
        return self._found(select(VERSION).where(VERSION.c.funnel == id if family == Funnel.family else own))

    def newest(self, keys: Sequence[Key] | None = None) -> dict[Key, Version]:
        """What was noted last of these assets, or of all that were ever noted."""
        last = select(func.max(VERSION.c.number)).group_by(VERSION.c.family, VERSION.c.id)
        found: list[Version] = []
        for some in _chunks(keys) if keys is not None else [None]:
            wanted = last if some is None else last.where(tuple_(VERSION.c.family, VERSION.c.id).in_(some))
            found += self._found(select(VERSION).where(VERSION.c.number.in_(wanted)))
        return {one.key: one for one in found}

    def known(self) -> list[Entry]:
        """Everything that was ever noted, under its last name; what was gone then as deleted."""
        last = select(func.max(VERSION.c.number)).group_by(VERSION.c.family, VERSION.c.id)
        columns = (VERSION.c.family, VERSION.c.id, VERSION.c.name, VERSION.c.revision, VERSION.c.funnel)
        with reading(self._engine) as connection:
            rows = connection.execute(select(*columns).where(VERSION.c.number.in_(last))).all()
        return [
            Entry(row.family, row.id, row.name, "active" if row.revision else "deleted", scope=row.funnel)
            for row in rows
        ]

    def last_there(self, keys: Sequence[Key], number: int) -> dict[Key, Version]:
        """Of these, those that were ever there: as they were at a version, or as near to it as is known."""
        found: dict[Key, Version] = {}
        for some in _chunks(keys):
            wanted = tuple_(VERSION.c.family, VERSION.c.id).in_(some)
            for one in self._found(select(VERSION).where(wanted, VERSION.c.document.is_not(None))):
                if one.number <= number or one.key not in found:
                    found[one.key] = one
        return found

    def _found(self, query: Select[Any]) -> list[Version]:
        with reading(self._engine) as connection:
            return [Version.read(row) for row in connection.execute(query.order_by(VERSION.c.number))]


def _newest_revisions(connection: Connection, keys: Sequence[Key]) -> _Newest:
    newest: _Newest = {}
    for some in _chunks(keys):
        last = select(func.max(VERSION.c.number)).where(tuple_(VERSION.c.family, VERSION.c.id).in_(some))
        grouped = last.group_by(VERSION.c.family, VERSION.c.id)
        for row in connection.execute(select(VERSION).where(VERSION.c.number.in_(grouped))):
            newest[row.family, row.id] = row.revision
    return newest


def _that_are_news(seen: Iterable[Sighting], newest: _Newest) -> Iterator[Sighting]:
    for one in seen:
        now = _revision(one)
        if newest.get(one.key, "") != now:
            newest[one.key] = now
            yield one


def _chunks(keys: Sequence[Key]) -> Iterator[list[Key]]:
    known = list(dict.fromkeys(keys))
    yield from (known[start : start + _MOST_KEYS] for start in range(0, len(known), _MOST_KEYS))


def _revision(one: Sighting) -> str:
    return revision(FAMILIES[one.family], one.document) if one.revision is None else one.revision


def _row(one: Sighting, stamp: float) -> Json:
    return {
        "family": one.family,
        "id": one.id,
        "funnel": one.funnel,
        "name": one.name,
        "at": stamp,
        "revision": _revision(one),
        "document": one.text,
        "plan": one.plan,
        "position": one.position,
    }
