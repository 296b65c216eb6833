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


APPROVAL = Table(
    "approval",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("plan", String(16), nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("person", Text, nullable=False),
    Column("surface", String(32), nullable=False),
    Column("at", Float, nullable=False),
    Column("used", Float),
    Index("approval_plan", "plan"),
)
"""A person's yes to a plan as it was shown; used once."""

VERSION = Table(
    "version",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("family", String(32), nullable=False),
    Column("id", String(64), nullable=False),
    Column("funnel", String(16), nullable=False, default=""),
    Column("name", Text, nullable=False),
    Column("at", Float, nullable=False),
    Column("revision", String(32), nullable=False),
    Column("document", Text),
    Column("plan", String(16), nullable=False, default=""),
    Column("position", Integer),
    Index("version_asset", "family", "id", "number"),
    Index("version_funnel", "funnel", "number"),
)
"""An asset as it was read at some time, secrets covered; no document where it was gone.

`plan` is what wrote it; empty where it was only seen so, because others did. `funnel` is the only funnel that may
use it, or the funnel itself.
"""

_LATER = (APPROVAL, VERSION)


def _first(connection: Connection) -> None:
    METADATA.create_all(connection, tables=[one for one in METADATA.sorted_tables if one not in _LATER])


def _approvals_and_versions(connection: Connection) -> None:
    METADATA.create_all(connection, tables=_LATER)


MIGRATIONS = (_first, _approvals_and_versions)
