"""The tables of plans.db."""

from sqlalchemy import Column, Connection, Float, Index, Integer, MetaData, String, Table, Text

METADATA = MetaData()

PLAN = Table(
    "plan",
    METADATA,
    Column("id", String(16), primary_key=True),
    Column("status", String(16), nullable=False),
    Column("created", Float, nullable=False),
    Column("document", Text, nullable=False),
    Column("result", Text, nullable=False, default=""),
)

JOURNAL = Table(
    "journal",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("plan", String(16), nullable=False),
    Column("position", Integer, nullable=False),
    Column("phase", String(16), nullable=False),
    Column("at", Float, nullable=False),
    Column("detail", Text, nullable=False),
    Index("journal_plan", "plan", "number"),
)
"""Append-only. Phases: approved, intent, done, failed, verified."""

VAULT = Table(
    "vault",
    METADATA,
    Column("plan", String(16), primary_key=True),
    Column("place", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
"""Secrets of plans that wait, by change and path; deleted as soon as a plan can no longer be applied."""

LEASE = Table(
    "lease",
    METADATA,
    Column("name", String(16), primary_key=True),
    Column("holder", String(64), nullable=False),
    Column("until", Float, nullable=False),
)
"""One plan is applied at a time. A lease that ran out, or whose process is gone, belonged to somebody who died."""


def _first(connection: Connection) -> None:
    METADATA.create_all(connection)


MIGRATIONS = (_first,)
