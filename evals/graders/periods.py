"""The time a figure is of, from the words of a case. Days are UTC; a week begins on Monday."""

import re
from datetime import date, datetime, timedelta

from ..errors import CaseError

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
Days = tuple[date, date]
"""The first day, and the first that is too late."""


def period(words: str, now: datetime) -> Days:
    plain, today = str(words).strip().lower(), now.date()
    found = _named(plain, today) or _counted(plain, today) or _dated(plain)
    if found is None:
        raise CaseError(f"The period {words!r} is not understood.", hint="evals/CASES.md: 'Periods'.")
    return found


def _named(plain: str, today: date) -> Days | None:
    day, monday, first = timedelta(days=1), today - timedelta(days=today.weekday()), today.replace(day=1)
    named = {
        "today": (today, today + day),
        "yesterday": (today - day, today),
        "this week": (monday, monday + 7 * day),
        "last week": (monday - 7 * day, monday),
        "this month": (first, (first + 31 * day).replace(day=1)),
        "last month": ((first - day).replace(day=1), first),
        "ever": (date(2000, 1, 1), date(2100, 1, 1)),
    }
    if plain in _DAYS:
        latest = today - timedelta(days=(today.weekday() - _DAYS.index(plain)) % 7)
        return latest, latest + day
    return named.get(plain)


def _counted(plain: str, today: date) -> Days | None:
    match = re.fullmatch(r"last (\d+) days?", plain)
    return (today - timedelta(days=int(match[1]) - 1), today + timedelta(days=1)) if match else None


def _dated(plain: str) -> Days | None:
    match = re.fullmatch(r"(\d{4}-\d\d-\d\d)(?: to (\d{4}-\d\d-\d\d))?", plain)
    if match is None:
        return None
    return date.fromisoformat(match[1]), date.fromisoformat(match[2] or match[1]) + timedelta(days=1)
