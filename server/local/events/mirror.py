"""The live events as a DuckDB table, brought up to date by what is new, and the ids of what is gone."""

import numpy
from duckdb import DuckDBPyConnection
from sqlalchemy import Connection

from . import columns
from .manifest import Manifest

_NEW = "SELECT seq, day, document FROM live WHERE seq > ? ORDER BY seq"

_ADD = f"""
INSERT INTO live SELECT seq, day, {columns.UNPACKED}
FROM (SELECT seq, day, json_transform(document, '{columns.DOCUMENT}') AS d FROM fresh)
"""  # noqa: S608 - our own names

_KEEP = "CREATE OR REPLACE TABLE live AS SELECT * FROM live WHERE seq IN (SELECT seq FROM kept)"


class Mirror:
    """Its tables are `live` (`seq`, `day`, and the columns of events) and `gone`. Not for several threads at once."""

    def __init__(self, duck: DuckDBPyConnection) -> None:
        self._duck = duck
        self._generation = 0
        self._last = 0
        self._gone = False
        self._seqs = numpy.empty(0, dtype=numpy.int64)
        duck.execute(f"CREATE TABLE live (seq BIGINT, day INTEGER, {columns.DEFINITIONS})")
        duck.execute("CREATE TABLE gone (event_id VARCHAR)")

    def sync(self, connection: Connection, manifest: Manifest) -> None:
        """Be what the live events are in the transaction."""
        if manifest.generation != self._generation:
            self._forget(connection, manifest)
        rows = connection.exec_driver_sql(_NEW, (max(self._last, manifest.sealed),)).fetchall()
        if rows:
            self._add([tuple(row) for row in rows])

    def _add(self, rows: list[tuple[int, int, str]]) -> None:
        seqs, days, documents = zip(*rows, strict=True)
        fresh = {
            "seq": numpy.array(seqs, dtype=numpy.int64),
            "day": numpy.array(days, dtype=numpy.int32),
            "document": numpy.array(documents, dtype=object),
        }
        self._duck.register("fresh", fresh)
        self._duck.execute(_ADD)
        self._duck.unregister("fresh")
        self._seqs = numpy.concatenate([self._seqs, fresh["seq"]])
        self._last = seqs[-1]

    def _forget(self, connection: Connection, manifest: Manifest) -> None:
        """Drop what is sealed, changed or removed."""
        seqs = connection.exec_driver_sql(
            "SELECT seq FROM live WHERE seq > ? AND seq <= ?", (manifest.sealed, self._last)
        ).fetchall()
        kept = numpy.array([seq for (seq,) in seqs], dtype=numpy.int64)
        if len(kept) != len(self._seqs):
            self._duck.register("kept", {"seq": kept})
            self._duck.execute(
                "CREATE OR REPLACE TABLE live AS SELECT * FROM live WHERE seq IN (SELECT seq FROM kept)"
            )
            self._duck.unregister("kept")
            self._seqs = kept
        if manifest.gone or self._gone:
            self._duck.register("fresh", {"event_id": numpy.array(list(manifest.gone), dtype=object)})
            self._duck.execute("CREATE OR REPLACE TABLE gone AS SELECT event_id::VARCHAR AS event_id FROM fresh")
            self._duck.unregister("fresh")
            self._gone = bool(manifest.gone)
        self._generation = manifest.generation
