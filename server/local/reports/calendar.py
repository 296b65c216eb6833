"""Dates, weekdays, hours and months: numbers in SQL, words in reports.

Days and months are numbered so that they sort: days since 1970-01-01, months as year times 12 plus month minus 1.
Weekdays are 1, Monday, to 7; hours 0 to 23.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .period import DAY_MS

_HOUR_MS = 3_600_000
_EPOCH = date(1970, 1, 1)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a local time."""

    sql: Callable[[str], str]
    """From local milliseconds to the number."""
    raw: Callable[[int], str | int]
    """From the number to what is answered as it."""
    words: Callable[[int], str]
    numbers: Callable[[int, int], Sequence[int]]
    """All there can be from one local day to another, both included."""


def _days(local: str) -> str:
    return f"CAST(floor({local} / {DAY_MS}.0) AS BIGINT)"


def _date(day: int) -> str:
    return (_EPOCH + timedelta(days=day)).isoformat()


def _month_sql(local: str) -> str:
    """Of a day by the civil calendar, in whole numbers that every database has."""
    return f"(extract(year FROM {_as_date(local)}) * 12 + extract(month FROM {_as_date(local)}) - 1)"


def _as_date(local: str) -> str:
    return f"(DATE '1970-01-01' + CAST({_days(local)} AS INTEGER))"


def _month(number: int) -> str:
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def _months(first: int, last: int) -> Sequence[int]:
    numbers = [(_EPOCH + timedelta(days=day)) for day in (first, last)]
    return range(numbers[0].year * 12 + numbers[0].month - 1, numbers[1].year * 12 + numbers[1].month)


CALENDAR: Mapping[str, Part] = {
    "date": Part(_days, _date, _date, lambda first, last: range(first, last + 1)),
    "day of week": Part(
        lambda local: f"(({_days(local)} + 3) % 7 + 1)",
        int,
        lambda number: _WEEKDAYS[number - 1],
        lambda _first, _last: range(1, 8),
    ),
    "hour of day": Part(
        lambda local: f"(CAST(floor({local} / {_HOUR_MS}.0) AS BIGINT) % 24)",
        int,
        lambda number: f"{number:02d}",
        lambda _first, _last: range(24),
    ),
    "month": Part(_month_sql, _month, _month, _months),
}
"""By the column of the attribute."""
