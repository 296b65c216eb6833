"""Everything that is there at one moment, and stays so while others write, seal and change."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import columns
from .answer import Answer
from .manifest import Manifest

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from .queries import Parameters, Queries


@dataclass(frozen=True, slots=True)
class Moment:
    manifest: Manifest
    newest: int
    """Number of the newest live event."""
    queries: "Queries"
    cursor: "DuckDBPyConnection"
    """Sees its table `live` as it is at the moment."""

    def show(self, days: tuple[int, int] | None) -> None:
        """Let queries ask for `events`: those of the days, sealed or live."""
        parts = self.queries.sealed(self.manifest, self.manifest.of_days(days))
        live = f"SELECT {columns.LIST} FROM live{_within(days)}"  # noqa: S608 - our own names
        self.cursor.execute(f"CREATE TEMP VIEW events AS {' UNION ALL '.join(filter(None, (parts, live)))}")

    def show_newer(self, than: int, days: tuple[int, int] | None) -> None:
        """Let queries ask for `newer`: live events of the days with a higher number."""
        where = f"{_within(days)} AND" if days else " WHERE"
        self.cursor.execute(f"CREATE TEMP VIEW newer AS SELECT {columns.LIST} FROM live{where} seq > {than:d}")  # noqa: S608

    def ask(self, sql: str, parameters: "Parameters" = ()) -> Answer:
        return self.queries.ask(self.cursor, sql, parameters)


def _within(days: tuple[int, int] | None) -> str:
    return f" WHERE day BETWEEN {days[0]:d} AND {days[1]:d}" if days else ""
