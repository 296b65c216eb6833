from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query found: texts as str, numbers and times as int, money as Decimal, nothing as None."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
