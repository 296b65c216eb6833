"""What the columns of events are in DuckDB, and in the files it writes."""

from funnels.events import COLUMNS, Column, Shape

TYPES = {Shape.TEXT: "VARCHAR", Shape.NUMBER: "BIGINT", Shape.TIME: "BIGINT", Shape.MONEY: "DECIMAL(18, 6)"}

NAMES = tuple(column.name for column in COLUMNS)

LIST = ", ".join(NAMES)

DEFINITIONS = ", ".join(f"{column.name} {TYPES[column.shape]}" for column in COLUMNS)

DOCUMENT = "{" + ", ".join(f'"{column.name}": "{TYPES[column.shape]}"' for column in COLUMNS) + "}"
"""As DuckDB reads it from the JSON of an event."""


def _unpacked(column: Column) -> str:
    return f"coalesce(d.{column.name}, '')" if column.shape is Shape.TEXT else f"d.{column.name}"


UNPACKED = ", ".join(map(_unpacked, COLUMNS))
"""Every column of a document `d`; texts are never NULL."""
