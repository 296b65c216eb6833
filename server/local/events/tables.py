"""Tables of `events.db`: what is live, and which files hold what is sealed."""

from collections.abc import Sequence

from sqlalchemy import BigInteger, Column, Connection, Index, Integer, MetaData, String, Table, Text, insert, text

from ...database import Migration

metadata = MetaData()

live = Table(
    "live",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("event_id", Text, nullable=False, unique=True),
    Column("hit_id", Text, nullable=False),
    Column("visitor_id", Text, nullable=False),
    Column("day", Integer, nullable=False),
    Column("event_time", BigInteger, nullable=False),
    Column("document", Text, nullable=False),
    Index("live_by_hit", "hit_id", sqlite_where=text("hit_id <> event_id")),
    Index("live_by_visitor", "visitor_id"),
    sqlite_autoincrement=True,  # a number that was used is never used again, so that the newest are found by it
)
"""Events not sealed yet. Those with a `seq` up to `state.sealed` are sealed, and wait for being deleted."""

part = Table(
    "part",
    metadata,
    Column("file", String(128), primary_key=True),
    Column("day", Integer, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("min_time", BigInteger, nullable=False),
    Column("max_time", BigInteger, nullable=False),
    Column("min_hit", Text, nullable=False),
    Column("max_hit", Text, nullable=False),
    Column("min_event", Text, nullable=False),
    Column("max_event", Text, nullable=False),
    Column("shape", String(16), nullable=False),
)
"""The manifest: the files that count. A file of the folder that is not named here does not."""

gone = Table(
    "gone",
    metadata,
    Column("event_id", Text, primary_key=True),
    Column("file", String(128), nullable=False),
)
"""Events of sealed files that do not count any more, removed or with a successor among the live ones.

The next sealing writes their files anew without them, before it seals a successor: so an id that is here is in no
other file.
"""

retired = Table(
    "retired", metadata, Column("file", String(128), primary_key=True), Column("since", BigInteger, nullable=False)
)
"""Files that left the manifest; another process may still be reading them. `since` is the time of the machine."""

state = Table(
    "state",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("generation", Integer, nullable=False),
    Column("sealed", BigInteger, nullable=False),
)
"""One row. The generation grows whenever the manifest changes or an event leaves the live ones."""

session = Table(
    "session",
    metadata,
    Column("visitor_id", Text, primary_key=True),
    Column("updated", BigInteger, nullable=False),
    Column("document", Text, nullable=False),
    Index("session_by_age", "updated"),
    sqlite_with_rowid=False,  # one tree less to write to
)

delivery = Table(
    "delivery",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("time", BigInteger, nullable=False),
    Column("document", Text, nullable=False),
    Index("delivery_by_time", "kind", "time"),
    sqlite_autoincrement=True,
)


def create_event_tables(connection: Connection) -> None:
    metadata.create_all(connection)
    connection.execute(insert(state).values(id=1, generation=1, sealed=0))


MIGRATIONS: Sequence[Migration] = (create_event_tables,)
"""Oldest first; only ever added to."""
