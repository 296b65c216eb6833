"""What is still to be sent, kept durably in a database of its own, so that a restart loses nothing.

A message has a key that is never used twice: an event that is reported again, or by two processes at once, is told to
others once. Messages are sent at least once: after a crash between sending and noting it, they are sent again.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from threading import Lock
from urllib.parse import urlsplit

import orjson
from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    delete,
    func,
    insert,
    select,
    update,
)

from funnels.wire import Json

from ...database import Migration, migrate, open_database, reading, writing

DATABASE = "outbox.db"

PAUSES_MS = tuple(1000 * seconds for seconds in (10, 60, 5 * 60, 30 * 60, 2 * 3600, 6 * 3600, 12 * 3600))
"""Before the second try, the third and so on; after the last one a message is given up."""

_LEASE_MS = 120_000
"""For how long others leave a message to who took it; longer than any sending lasts."""

_MEMORY_MS = 90 * 24 * 3_600_000
"""For how long a key is known after its message is done with."""

_metadata = MetaData()

_message = Table(
    "message",
    _metadata,
    Column("key", String(200), primary_key=True),
    Column("state", String(8), nullable=False),
    Column("due", BigInteger, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("document", Text, nullable=False),
    Index("message_by_due", "state", "due"),
)

_WAITING, _DONE = "waiting", "done"


def create_outbox_tables(connection: Connection) -> None:
    _metadata.create_all(connection)


MIGRATIONS: Sequence[Migration] = (create_outbox_tables,)


@dataclass(frozen=True, slots=True)
class Message:
    key: str
    document: Json
    """Holds no secrets: those are looked up when it is sent."""
    is_sent: bool = True
    """False: nobody is to be told, not even when the same comes again."""


@dataclass(frozen=True, slots=True)
class Taken:
    key: str
    attempt: int
    """Counts from 1."""
    document: Json

    @property
    def receiver(self) -> str:
        """The same for what is sent to the same place."""
        try:
            return self.document.get("config") or urlsplit(self.document.get("url", "")).netloc.lower()
        except ValueError:
            return ""


class Outbox:
    """Nothing is opened or made before the first message. Safe to use from several threads and processes."""

    def __init__(self, folder: Path, now_ms: Callable[[], int]) -> None:
        self._file = folder / DATABASE
        self._now_ms = now_ms
        self._lock = Lock()
        self._opened: Engine | None = None
        self.added: Callable[[], None] = lambda: None
        """Called after messages came in."""

    @property
    def exists(self) -> bool:
        return self._file.exists()

    def close(self) -> None:
        with self._lock:
            if self._opened is not None:
                self._opened.dispose()
                self._opened = None

    def add(self, messages: Iterable[Message]) -> None:
        """Durable when this returns. A message whose key is known already is left out."""
        fresh = {one.key: one for one in messages}
        now = self._now_ms()
        with writing(self._engine) as connection:
            query = select(_message.c.key).where(_message.c.key.in_(fresh))
            for known in connection.scalars(query).all():
                del fresh[known]
            rows = [_row(one, now) for one in fresh.values()]
            if rows:
                connection.execute(insert(_message), rows)
        if fresh:
            self.added()

    def take(self, most: int, busy: Mapping[str, int] = {}, to_one: int = 8) -> list[Taken]:
        """Messages that are due, which nobody else takes meanwhile.

        `busy`: how many are under way, by receiver; together with them there are at most `to_one` to the same.
        """
        now = self._now_ms()
        due = (_message.c.state == _WAITING) & (_message.c.due <= now)
        with writing(self._engine) as connection:
            rows = connection.execute(select(_message).where(due).order_by(_message.c.due))
            waiting = (Taken(row.key, row.attempt + 1, orjson.loads(row.document)) for row in rows)
            taken = list(islice(_shared_out(waiting, Counter(busy), to_one), most))
            rows.close()
            for one in taken:
                mine = update(_message).where(_message.c.key == one.key)
                connection.execute(mine.values(due=now + _LEASE_MS, attempt=one.attempt))
        return taken

    def done(self, taken: Taken) -> None:
        """Sent, or never to be sent."""
        self._set(taken, state=_DONE, due=self._now_ms(), document="{}")

    def failed(self, taken: Taken) -> bool:
        """Whether it will be tried again."""
        again = taken.attempt <= len(PAUSES_MS)
        if again:
            self._set(taken, due=self._now_ms() + PAUSES_MS[taken.attempt - 1])
        else:
            self.done(taken)
        return again

    def next_due(self) -> int | None:
        """When the next message is due, in Unix milliseconds."""
        with reading(self._engine) as connection:
            query = select(func.min(_message.c.due)).where(_message.c.state == _WAITING)
            found: int | None = connection.scalar(query)
            return found

    def sweep(self) -> None:
        """Forget keys that are old."""
        old = (_message.c.state == _DONE) & (_message.c.due < self._now_ms() - _MEMORY_MS)
        with writing(self._engine) as connection:
            connection.execute(delete(_message).where(old))

    def _set(self, taken: Taken, **values: object) -> None:
        with writing(self._engine) as connection:
            connection.execute(update(_message).where(_message.c.key == taken.key).values(**values))

    @property
    def _engine(self) -> Engine:
        with self._lock:
            if self._opened is None:
                engine = open_database(self._file)
                migrate(engine, "outbox", MIGRATIONS)
                self._opened = engine
            return self._opened


def _shared_out(waiting: Iterable[Taken], busy: Counter[str], to_one: int) -> Iterator[Taken]:
    for one in waiting:
        if busy[one.receiver] < to_one:
            busy[one.receiver] += 1
            yield one


def _row(message: Message, now: int) -> dict[str, object]:
    document = orjson.dumps(message.document).decode() if message.is_sent else "{}"
    state = _WAITING if message.is_sent else _DONE
    return {"key": message.key, "state": state, "due": now, "attempt": 0, "document": document}
