"""Conversations that are kept, so that they can be taken up again, by this process or another."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import TypeAdapter
from sqlalchemy import Column, Connection, Engine, Integer, MetaData, String, Table, Text, delete, func, select

from server.database import Migration, migrate, reading, writing

from .errors import ConversationNotFound
from .models.base import Turn
from .redaction import Redaction

_LONGEST_TITLE = 80

_metadata = MetaData()
_conversation = Table(
    "conversation",
    _metadata,
    Column("id", String(32), primary_key=True),
    Column("title", String(200), nullable=False),
    Column("begun", String(40), nullable=False),
    Column("last", String(40), nullable=False, index=True),
)
_turn = Table(
    "turn",
    _metadata,
    Column("conversation", String(32), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("document", Text, nullable=False),
)


def _make_tables(connection: Connection) -> None:
    _metadata.create_all(connection)


_MIGRATIONS: tuple[Migration, ...] = (_make_tables,)
_TURN: TypeAdapter[Turn] = TypeAdapter(Turn)


@dataclass(frozen=True, slots=True)
class Kept:
    """A conversation as lists show it; `title` is the beginning of the first thing the person said."""

    id: str
    title: str
    begun: datetime
    last: datetime


def _now() -> datetime:
    return datetime.now(UTC)


class Memory:
    """Every turn is kept as soon as it is taken, without secrets."""

    def __init__(
        self, engine: Engine, *, redaction: Redaction | None = None, now: Callable[[], datetime] = _now
    ) -> None:
        self._engine = engine
        self._redaction = redaction or Redaction()
        self._now = now
        migrate(engine, "conversations", _MIGRATIONS)

    def close(self) -> None:
        self._engine.dispose()

    def new_id(self) -> str:
        return secrets.token_hex(5)

    def add(self, conversation: str, turn: Turn) -> None:
        """Keep one more turn; the first makes the conversation."""
        document = _TURN.dump_json(self._cleaned(turn)).decode()
        with writing(self._engine) as connection:
            self._touch(connection, conversation, turn)
            last = connection.scalar(select(func.max(_turn.c.number)).where(_turn.c.conversation == conversation))
            number = 0 if last is None else last + 1
            row = {"conversation": conversation, "number": number, "document": document}
            connection.execute(_turn.insert().values(row))

    def replace(self, conversation: str, turns: tuple[Turn, ...]) -> None:
        """Keep exactly these turns instead."""
        with writing(self._engine) as connection:
            connection.execute(delete(_turn).where(_turn.c.conversation == conversation))
            for number, turn in enumerate(turns):
                document = _TURN.dump_json(self._cleaned(turn)).decode()
                row = {"conversation": conversation, "number": number, "document": document}
                connection.execute(_turn.insert().values(row))

    def turns(self, conversation: str) -> tuple[Turn, ...]:
        """ConversationNotFound where nothing is kept under that id."""
        query = select(_turn.c.document).where(_turn.c.conversation == conversation).order_by(_turn.c.number)
        with reading(self._engine) as connection:
            known = connection.scalar(select(_conversation.c.id).where(_conversation.c.id == conversation))
            documents = connection.scalars(query).all()
        if known is None:
            hint = "`funnelwright conversations` lists what is kept."
            raise ConversationNotFound(f"No conversation {conversation!r} is kept.", hint=hint)
        return tuple(_TURN.validate_json(document) for document in documents)

    def latest(self) -> str | None:
        """The conversation that was last spoken in."""
        rows = self.conversations(limit=1)
        return rows[0].id if rows else None

    def conversations(self, limit: int = 20) -> list[Kept]:
        """The latest first."""
        query = select(_conversation).order_by(_conversation.c.last.desc(), _conversation.c.id).limit(limit)
        with reading(self._engine) as connection:
            rows = connection.execute(query).all()
        return [
            Kept(row.id, row.title, datetime.fromisoformat(row.begun), datetime.fromisoformat(row.last))
            for row in rows
        ]

    def _touch(self, connection: Connection, conversation: str, turn: Turn) -> None:
        now = self._now().isoformat()
        this = _conversation.c.id == conversation
        if connection.execute(_conversation.update().where(this).values(last=now)).rowcount == 0:
            title = " ".join(self._cleaned(turn).text.split())[:_LONGEST_TITLE]
            row = {"id": conversation, "title": title, "begun": now, "last": now}
            connection.execute(_conversation.insert().values(row))

    def _cleaned(self, turn: Turn) -> Turn:
        return _TURN.validate_python(self._redaction.kept(_TURN.dump_python(turn, mode="json")))
