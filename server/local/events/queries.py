"""Questions to DuckDB over what is sealed and what is live, at one moment."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from threading import Lock, Timer
from typing import Any

import duckdb
from duckdb import DuckDBPyConnection
from sqlalchemy import Connection

from . import columns
from .answer import Answer
from .errors import QueryTimeoutError
from .manifest import Manifest, Part
from .mirror import Mirror

LIMIT_SECONDS = 30.0

Parameters = Sequence[Any] | Mapping[str, Any]

_SETTINGS = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "memory_limit": "50%",
    "preserve_insertion_order": "false",
}


class Queries:
    """Safe to use from several threads."""

    def __init__(self, folder: Path, seconds: float = LIMIT_SECONDS) -> None:
        """`folder`: of the sealed files."""
        self._folder = folder
        self._seconds = seconds
        self._duck = duckdb.connect(":memory:", config={**_SETTINGS, "temp_directory": str(folder / "spill")})
        self._duck.execute("SET parquet_metadata_cache = true")  # a file never changes
        self._lock = Lock()
        self._mirror = Mirror(self._duck)

    def close(self) -> None:
        self._duck.close()

    def at(self, connection: Connection, manifest: Manifest) -> DuckDBPyConnection:
        """DuckDB, its table `live` as in the transaction and staying so, whatever others do until it is closed."""
        with self._lock:
            self._mirror.sync(connection, manifest)
            cursor = self._duck.cursor()
            cursor.execute("BEGIN")
            cursor.execute("SELECT count(*) FROM live WHERE false").fetchall()  # from here on nothing moves
            return cursor

    def ask(self, cursor: DuckDBPyConnection, sql: str, parameters: Parameters = ()) -> Answer:
        timer = Timer(self._seconds, cursor.interrupt)
        timer.daemon = True
        timer.start()
        try:
            cursor.execute(sql, parameters)
            rows = cursor.fetchall()
        except duckdb.InterruptException as error:
            raise QueryTimeoutError(self._seconds) from error
        finally:
            timer.cancel()
        return Answer(tuple(column[0] for column in cursor.description or ()), rows)

    def sealed(self, parts: Iterable[Part], where: str, parameters: Parameters) -> list[dict[str, Any]]:
        """The events of the parts that match; no live ones."""
        files = self.files(parts)
        if not files:
            return []
        with closing(self._duck.cursor()) as cursor:
            found = self.ask(cursor, f"SELECT {columns.LIST} FROM {files} WHERE {where}", parameters)  # noqa: S608
        return [
            {name: value for name, value in zip(found.columns, row, strict=True) if value is not None and value != ""}
            for row in found.rows
        ]

    def files(self, parts: Iterable[Part]) -> str:
        """The parts as a table of DuckDB's, empty where there are none."""
        paths = [_quoted(self._folder / part.file) for part in parts]
        if not paths:
            return ""
        return f"read_parquet([{', '.join(paths)}], hive_partitioning = false)"

    def relation(self, parts: Iterable[Part], days: tuple[int, int] | None) -> str:
        """Everything of the days, sealed or live."""
        within = f" WHERE day BETWEEN {days[0]:d} AND {days[1]:d}" if days else ""
        live = f"SELECT {columns.LIST} FROM live{within}"  # noqa: S608 - our own names
        files = self.files(parts)
        return f"SELECT {columns.LIST} FROM {files} UNION ALL {live}" if files else live  # noqa: S608


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
