"""Questions to DuckDB over what is sealed and what is live, at one moment."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from decimal import Decimal
from pathlib import Path
from threading import Lock, Timer
from typing import Any

import duckdb
import numpy
from duckdb import DuckDBPyConnection

from . import columns
from .answer import Answer
from .errors import QueryTimeoutError
from .manifest import Manifest, Part
from .mirror import Mirror

Parameters = Sequence[Any] | Mapping[str, Any]

_SETTINGS = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "memory_limit": "50%",
    "preserve_insertion_order": "false",
}

_FEW = 200
"""Ids that a query names one by one, which lets it skip more than a join does."""


class Queries:
    """DuckDB, beside what is live. Safe to use from several threads."""

    def __init__(self, folder: Path, seconds: float) -> None:
        """`folder`: of the sealed files; `seconds`: how long a query may take."""
        self._folder = folder
        self._seconds = seconds
        self._duck = duckdb.connect(":memory:", config={**_SETTINGS, "temp_directory": str(folder / "spill")})
        self._duck.execute("SET parquet_metadata_cache = true")  # a file never changes
        self.lock = Lock()
        self.mirror = Mirror(self._duck)
        """To be used with the lock held."""

    def close(self) -> None:
        self._duck.close()

    def cursor(self) -> DuckDBPyConnection:
        return self._duck.cursor()

    def ask(self, cursor: DuckDBPyConnection, sql: str, parameters: Parameters = ()) -> Answer:
        with self.limit(cursor):
            cursor.execute(sql, parameters)
            rows = cursor.fetchall()
        return Answer(tuple(column[0] for column in cursor.description or ()), rows)

    @contextmanager
    def limit(self, cursor: DuckDBPyConnection) -> Iterator[None]:
        timer = Timer(self._seconds, cursor.interrupt)
        timer.daemon = True
        timer.start()
        try:
            yield
        except duckdb.InterruptException as error:
            raise QueryTimeoutError(self._seconds) from error
        finally:
            timer.cancel()

    def events(
        self, manifest: Manifest, parts: Iterable[Part], where: str, parameters: Parameters
    ) -> list[dict[str, Any]]:
        """The events of the parts that match; no live ones."""
        rows = self.sealed(manifest, parts)
        if not rows:
            return []
        with closing(self.cursor()) as cursor:
            found = self.ask(cursor, f"SELECT * FROM ({rows}) WHERE {where}", parameters)  # noqa: S608
        events = (dict(zip(found.columns, row, strict=True)) for row in found.rows)
        return [
            {name: value for name, value in event.items() if value is not None and value != ""}
            for event in events
            if event["event_id"] not in manifest.gone
        ]

    def whereabouts(self, manifest: Manifest, event_ids: Sequence[str]) -> dict[str, Part]:
        """Which parts hold the events; those that none holds are left out."""
        parts = _candidates(manifest, event_ids)
        if not parts:
            return {}
        by_path = {str(self._folder / part.file): part for part in parts}
        files = self.files(parts, "hive_partitioning = false, filename = true")
        with closing(self.cursor()) as cursor:
            if len(event_ids) <= _FEW:
                where = f"WHERE event_id IN ({', '.join('?' * len(event_ids))})"
                parameters = event_ids
            else:
                cursor.register("asked", {"event_id": numpy.array(event_ids, dtype=object)})
                where, parameters = "SEMI JOIN asked USING (event_id)", ()
            rows = self.ask(cursor, f"SELECT event_id, filename FROM {files} {where}", parameters).rows  # noqa: S608
        return {event_id: by_path[path] for event_id, path in rows if event_id not in manifest.gone}

    def note(self, cursor: DuckDBPyConnection, costs: Mapping[str, Decimal | None]) -> None:
        """Let the cursor ask for `noted`: ids of events, and a cost for each."""
        prices = [None if cost is None else str(cost) for cost in costs.values()]
        noted = {"event_id": numpy.array(list(costs), dtype=object), "cost": numpy.array(prices, dtype=object)}
        cursor.register("given", noted)
        cursor.execute(
            "CREATE TEMP TABLE noted AS SELECT event_id::VARCHAR AS event_id, cost::DECIMAL(18, 6) AS cost FROM given"
        )

    def files(self, parts: Iterable[Part], option: str) -> str:
        """The parts as a table of DuckDB's, empty where there are none."""
        paths = [_quoted(self._folder / part.file) for part in parts]
        return f"read_parquet([{', '.join(paths)}], {option})" if paths else ""

    def sealed(self, manifest: Manifest, parts: Iterable[Part]) -> str:
        """What counts of the parts, as a query; empty where there are none."""
        groups: dict[tuple[bool, bool], list[Part]] = {}
        for part in parts:
            groups.setdefault((part.shape == columns.SHAPE, part.file in manifest.unclean), []).append(part)
        return " UNION ALL ".join(
            f"SELECT {columns.LIST} FROM {self._shaped(some) if same else self._reshaped(some)}"  # noqa: S608
            f"{' ANTI JOIN gone USING (event_id)' if unclean else ''}"
            for (same, unclean), some in groups.items()
        )

    def _shaped(self, parts: Iterable[Part]) -> str:
        return self.files(parts, "hive_partitioning = false")

    def _reshaped(self, parts: Iterable[Part]) -> str:
        """Files of other releases, with the columns that they lack."""
        files = self.files(parts, "hive_partitioning = false, union_by_name = true")
        columns_of_today = "SELECT * EXCLUDE (seq, day) FROM live WHERE false"
        return f"(SELECT {columns.FILLED} FROM (SELECT * FROM {files} UNION ALL BY NAME {columns_of_today}))"  # noqa: S608


def _candidates(manifest: Manifest, event_ids: Sequence[str]) -> list[Part]:
    if not event_ids:
        return []
    parts = manifest.of_events(min(event_ids), max(event_ids))
    if len(event_ids) > _FEW:
        return parts
    return [part for part in parts if any(part.min_event <= id <= part.max_event for id in event_ids)]


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
