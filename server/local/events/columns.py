"""What the columns of events are in DuckDB, and in the files it writes."""

from hashlib import sha256

from funnels.events import COLUMNS, Column, Shape

TYPES = {Shape.TEXT: "VARCHAR", Shape.NUMBER: "BIGINT", Shape.TIME: "BIGINT", Shape.MONEY: "DECIMAL(18, 6)"}

NAMES = tuple(column.name for column in COLUMNS)

LIST = ", ".join(NAMES)

DEFINITIONS = ", ".join(f"{column.name} {TYPES[column.shape]}" for column in COLUMNS)

DOCUMENT = "{" + ", ".join(f'"{column.name}": "{TYPES[column.shape]}"' for column in COLUMNS) + "}"
"""As DuckDB reads it from the JSON of an event."""


SHAPE = sha256(DEFINITIONS.encode()).hexdigest()[:16]
"""Another wherever the columns are others."""

FILLED = ", ".join(
    f"coalesce({column.name}, '') AS {column.name}" if column.shape is Shape.TEXT else column.name
    for column in COLUMNS
)
"""Every column, where some were not known yet when the file was written."""


def _unpacked(column: Column) -> str:
    return f"coalesce(d.{column.name}, '')" if column.shape is Shape.TEXT else f"d.{column.name}"


UNPACKED = ", ".join(map(_unpacked, COLUMNS))
"""Every column of a document `d`; texts are never NULL."""
