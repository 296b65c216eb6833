"""The times conditions test, in words: `2026-11-20`, `18:30`, `monday`, `15`, `november`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..assets.condition import TimeParams

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_LAST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class Moment:
    block: str
    """Our name of the parameter block."""

    fields: tuple[str, ...]
    pattern: str
    text: str
    example: str

    def read(self, params: TimeParams) -> str | None:
        """In words; None where a field is missing."""
        parts = [getattr(params, field) for field in self.fields]
        if any(part is None for part in parts) or not self.is_text_for(parts):
            return None
        return self.text.format(*parts)

    def is_text_for(self, parts: list[int | str]) -> bool:
        return all(isinstance(part, str) == (self.block == "time_day_of_week_params") for part in parts)

    def write(self, words: str) -> Mapping[str, int | str] | None:
        """The fields for words; None where they are no such time."""
        said = _month_number(words) if self.fields == ("month",) else words.strip().lower()
        found = re.fullmatch(self.pattern, said)
        if not found:
            return None
        parts = [part if part.isalpha() else int(part) for part in found.groups()]
        fields = dict(zip(self.fields, parts, strict=True))
        return fields if _exists(fields) else None


MOMENTS: dict[str, Moment] = {
    "date": Moment(
        "time_date_params", ("year", "month", "day"), r"(\d{4})-(\d\d?)-(\d\d?)", "{:04}-{:02}-{:02}", "2026-11-20"
    ),
    "time of day": Moment(
        "time_of_day_params", ("hour", "minutes"), r"([01]?\d|2[0-3]):([0-5]\d)", "{:02}:{:02}", "18:30"
    ),
    "day of week": Moment("time_day_of_week_params", ("day",), rf"({'|'.join(WEEKDAYS)})", "{}", "monday"),
    "day of month": Moment("time_day_of_month_params", ("day",), r"([1-9]|[12]\d|3[01])", "{}", "15"),
    "month": Moment("time_month_of_year_params", ("month",), r"([1-9]|1[0-2])", "{}", "11 or november"),
}
"""By our word for the attribute."""


def _month_number(words: str) -> str:
    name = words.strip().lower()
    return str(MONTHS.index(name) + 1) if name in MONTHS else name


def _exists(fields: Mapping[str, int | str]) -> bool:
    if "year" not in fields:
        return True
    year, month, day = (int(fields[field]) for field in ("year", "month", "day"))
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return (
        year >= 1970 and 1 <= month <= 12 and 1 <= day <= (28 if month == 2 and not leap else _LAST_DAYS[month - 1])
    )
