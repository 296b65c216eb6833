"""Which values of an attribute a request keeps.

Asset attributes and nodes take ids; the others take text in any case, in which `*` stands for anything. `N/A` means
the events that have no value [our ruling].
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import translate
from typing import Any

from funnels.wire import Json

from .calendar import CALENDAR
from .dimension import Dimension
from .period import DAY_MS, Period

ABSENT = "N/A"
_NAME = re.compile(r"\$(p\d+)\b")
_YEAR_2100 = 4_102_444_800_000 // DAY_MS


class Parameters:
    """Values of a query, by the names that stand in its SQL."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}

    def __call__(self, value: Any) -> str:
        name = f"p{len(self.values)}"
        self.values[name] = value
        return f"${name}"


def positional(sql: str, values: Mapping[str, Any]) -> tuple[str, list[Any]]:
    """With marks in the place of names."""
    names = _NAME.findall(sql)
    return _NAME.sub("?", sql), [values[name] for name in names]


@dataclass(frozen=True, slots=True)
class Filter:
    dimension: Dimension
    keep: tuple[str, ...]
    """Any of them; none for all."""
    drop: tuple[str, ...]

    @property
    def keeps_absent(self) -> bool:
        return (not self.keep or _has_absent(self.keep)) and not _has_absent(self.drop)

    def sql(self, value: str, add: Parameters, period: Period) -> str:
        """Whether the SQL value is kept."""
        parts = []
        if self.keep:
            parts.append(self._any(self.keep, value, add, period))
        if self.drop:
            parts.append(f"NOT {self._any(self.drop, value, add, period)}")
        return f"({' AND '.join(parts)})"

    def _any(self, entries: tuple[str, ...], value: str, add: Parameters, period: Period) -> str:
        if self.dimension.is_time:
            numbers = self._numbers(entries, period)
            return f"({value} IN ({', '.join(map(str, numbers))}))" if numbers else "(1 = 0)"
        tests = [self._one(entry, value, add) for entry in entries]
        absent = f" OR {value} = ''" if _has_absent(entries) else ""
        return f"({value} <> '' AND ({' OR '.join(tests)}){absent})"

    def _one(self, entry: str, value: str, add: Parameters) -> str:
        if self.dimension.is_asset:
            return f"{value} = {add(entry)}"
        if "*" not in entry:
            return f"lower({value}) = lower({add(entry)})"
        escaped = entry.replace("!", "!!").replace("%", "!%").replace("_", "!_").replace("*", "%")
        return f"lower({value}) LIKE lower({add(escaped)}) ESCAPE '!'"

    def _numbers(self, entries: tuple[str, ...], period: Period) -> list[int]:
        part = CALENDAR[self.dimension.attribute.column]
        first, last = max(period.days[0] - 1, 0), min(period.days[1] + 1, _YEAR_2100)
        tests = [matcher(entry) for entry in entries]
        return [
            number
            for number in part.numbers(first, last)
            if any(test(part.words(number)) or test(str(part.raw(number))) for test in tests)
        ]


def chosen(dimension: Dimension, asked: Json) -> Filter | None:
    """Of a grouping level or a filter; None where it keeps everything."""
    keep, drop = (tuple(asked.get(name) or ()) for name in ("whitelistFilters", "blacklistFilters"))
    return Filter(dimension, keep, drop) if keep or drop else None


def matcher(pattern: str) -> Callable[[str], bool]:
    """Whether a text is like the pattern, in any case, with `*` for anything."""
    plain = "".join(f"[{sign}]" if sign in "?[" else sign for sign in pattern.casefold())
    match = re.compile(translate(plain)).match
    return lambda text: match(text.casefold()) is not None


def _has_absent(entries: Sequence[str]) -> bool:
    return any(entry.casefold() == ABSENT.casefold() for entry in entries)
