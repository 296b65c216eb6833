"""Which rows of a report are answered, and in which order."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from .cells import LevelCells
from .condition import Condition
from .dimension import Dimension
from .question import Sorting
from .rows import Row


def kept(
    rows: Iterable[Row], conditions: Sequence[Condition], levels: Sequence[Dimension], cells: LevelCells
) -> list[Row]:
    """Those for which all conditions hold. One that is left out takes the rows below it along."""
    found = []
    for row in rows:
        if all(_holds(one, row, levels, cells) for one in conditions):
            row.children = kept(row.children, conditions, levels, cells)
            found.append(row)
    return found


def ordered(
    rows: Sequence[Row], sorting: Sequence[Sorting], levels: Sequence[Dimension], cells: LevelCells
) -> list[Row]:
    """N/A comes last either way, and rows that are alike in all stand by their raw values."""
    found = sorted(rows, key=lambda row: tuple(map(_plain, row.key)))
    for one in reversed(sorting):
        if one.level is None:
            found = _sorted(found, lambda row, metric=one.metric: row.value(metric), one.descending)  # type: ignore[misc]
        elif found and one.level < len(found[0].key):
            level = levels[one.level]
            found = _sorted(found, _by_level(one.level, level, cells), one.descending)
    return found


def _holds(one: Condition, row: Row, levels: Sequence[Dimension], cells: LevelCells) -> bool:
    if one.level is not None:
        at = one.level
        return at >= len(row.key) or one.holds_text(cells.text(levels[at], row.key[at]))
    value = row.value(one.metric)
    return value is not None and one.holds(value)


def _sorted(rows: list[Row], value: Callable[[Row], Any], descending: bool) -> list[Row]:
    present = [row for row in rows if value(row) is not None]
    present.sort(key=value, reverse=descending)
    return [*present, *(row for row in rows if value(row) is None)]


def _by_level(at: int, level: Dimension, cells: LevelCells) -> Callable[[Row], Any]:
    def value(row: Row) -> Any:
        raw = row.key[at]
        if raw == "":
            return None
        return raw if isinstance(raw, int) else cells.text(level, raw).casefold()

    return value


def _plain(value: str | int) -> tuple[bool, str | int]:
    return value == "", value
