"""What was deleted must not stay readable in the file: it was a secret. Other databases see to that themselves."""

from typing import Any

from sqlalchemy import Engine, event


def prepare_wiping(engine: Engine) -> None:
    """Has to be called before the first connection that deletes."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _overwrite_what_is_deleted)


def wipe(engine: Engine) -> None:
    """Empty the write-ahead log, which keeps what was written until it is."""
    if engine.dialect.name != "sqlite":
        return
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        raw.close()


def _overwrite_what_is_deleted(connection: Any, _: object) -> None:
    connection.execute("PRAGMA secure_delete = ON")
