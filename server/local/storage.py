"""Assets in the database: the current documents, and every revision they ever had."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Index,
    Integer,
    MetaData,
    Row,
    String,
    Table,
    Text,
    func,
    insert,
    select,
    update,
)

from .documents import Json, at, dumped, loaded
from .families import Family
from .masking import Secrets

_metadata = MetaData()

asset = Table(
    "asset",
    _metadata,
    Column("family", String(32), primary_key=True),
    Column("id", String(256), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("status", String(16), nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("category", Text, nullable=False),
    Column("parent", Text, nullable=False),
    Column("short", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("secrets", Text, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("updated", BigInteger, nullable=False),
    Index("asset_by_category", "family", "category"),
    Index("asset_by_parent", "family", "parent"),
)

asset_revision = Table(
    "asset_revision",
    _metadata,
    Column("family", String(32), primary_key=True),
    Column("id", String(256), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("status", String(16), nullable=False),
    Column("document", Text, nullable=False),
    Column("updated", BigInteger, nullable=False),
)
"""Append-only. Holds no secrets, so that one that was removed is gone."""


def create_asset_tables(connection: Connection) -> None:
    _metadata.create_all(connection)


DELETED = "deleted"

_MOST_VALUES = 500
"""In one statement; databases refuse some tens of thousands."""

_CURRENT = (asset.c.id, asset.c.revision, asset.c.status, asset.c.kind, asset.c.document, asset.c.secrets)


@dataclass(frozen=True, slots=True)
class Stored:
    """An asset as it is now."""

    id: str
    revision: int
    status: str
    kind: str
    text: str
    """The document as it is answered, without secrets."""
    secrets: Secrets

    def document(self) -> Json:
        document: Json = loaded(self.text)
        return document


class Store:
    """The assets, within one transaction at one moment (`now`, in Unix milliseconds)."""

    def __init__(self, connection: Connection, now: int) -> None:
        self.connection = connection
        self.now = now

    def find(self, family: Family, id: str) -> Stored | None:
        """By id, in any state."""
        return self.several(family, [id]).get(id)

    def several(self, family: Family, ids: Iterable[str]) -> dict[str, Stored]:
        """Those of the ids that exist, in any state."""
        return {stored.id: stored for stored in self.select_in(family, asset.c.id, ids)}

    def select_in(
        self, family: Family, column: Column[str], values: Iterable[str], *where: ColumnElement[bool]
    ) -> list[Stored]:
        """Those with one of the values in the column."""
        wanted = list(dict.fromkeys(values))
        found: list[Stored] = []
        for start in range(0, len(wanted), _MOST_VALUES):
            some = column.in_(wanted[start : start + _MOST_VALUES])
            found += self.select(family, some, *where)
        return found

    def select(self, family: Family, *where: ColumnElement[bool]) -> list[Stored]:
        """In the order they were made."""
        query = select(*_CURRENT).where(asset.c.family == family.name, *where)
        rows = self.connection.execute(query.order_by(asset.c.created, asset.c.id))
        return [_stored(row) for row in rows]

    def texts(self, family: Family, *where: ColumnElement[bool]) -> list[str]:
        """The documents alone, in the order they were made."""
        query = select(asset.c.document).where(asset.c.family == family.name, *where)
        return list(self.connection.scalars(query.order_by(asset.c.created, asset.c.id)))

    def shorts(self, family: Family, *where: ColumnElement[bool]) -> list[tuple[str, str, str]]:
        """Short form, category and parent, in the order they were made."""
        query = select(asset.c.short, asset.c.category, asset.c.parent)
        rows = self.connection.execute(
            query.where(asset.c.family == family.name, *where).order_by(asset.c.created, asset.c.id)
        )
        return [(row.short, row.category, row.parent) for row in rows]

    def names(self, family: Family) -> dict[str, str]:
        """Name by id, of all of a family."""
        rows = self.connection.execute(select(asset.c.id, asset.c.name).where(asset.c.family == family.name))
        return {row.id: row.name for row in rows}

    def saves(self) -> int:
        """How many times anything was saved; nothing else changes assets."""
        return self.connection.scalar(select(func.count()).select_from(asset_revision)) or 0

    def save(self, family: Family, document: Json, secrets: Secrets, before: Stored | None) -> None:
        """Keep a document, whose secrets were taken out, as the next revision after `before`."""
        id = document[family.id]
        text = dumped(document)
        revision = before.revision + 1 if before else 1
        values = {
            "revision": revision,
            "status": document["status"],
            "name": document.get(family.title, ""),
            "kind": document.get(family.kind, family.kind_default) if family.kind else "",
            "category": _text(at(document, "idCategory")) if family.categorised else "",
            "parent": _text(at(document, family.parent)) if family.parent else "",
            "short": dumped(_short(family, document)),
            "document": text,
            "secrets": dumped(secrets),
            "updated": self.now,
        }
        if before:
            mine = (asset.c.family == family.name) & (asset.c.id == id)
            self.connection.execute(update(asset).where(mine).values(**values))
        else:
            self.connection.execute(insert(asset).values(family=family.name, id=id, created=self.now, **values))
        self.connection.execute(
            insert(asset_revision).values(
                family=family.name,
                id=id,
                revision=revision,
                status=document["status"],
                document=text,
                updated=self.now,
            )
        )


def _stored(row: Row[Any, Any, Any, Any, Any, Any]) -> Stored:
    return Stored(row.id, row.revision, row.status, row.kind, row.document, loaded(row.secrets))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _short(family: Family, document: Json) -> Json:
    if family.short is None:
        return document
    short = {name: document[name] for name in (family.id, family.title, "status") if name in document}
    for name, path in family.short.items():
        value = at(document, path)
        if value is not None or name in family.empty:
            short[name] = "" if value is None else value
    return short
