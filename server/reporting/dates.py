"""Dates as people write them: 2026-11-15, 15.11.2026, 15 Nov, November 15th 2026, November, 2026-11."""

import re
from datetime import datetime

from .period import midnight, month_start

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,? (\d{4}))?"

_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[t ](\d{1,2}:\d{2}(?::\d{2})?)(z|[+-]\d{2}:\d{2})?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_MONTH_DAY = re.compile(rf"{_MONTH} {_DAY}{_YEAR}")
_DAY_MONTH = re.compile(rf"{_DAY} (?:of )?{_MONTH}{_YEAR}")
_ISO_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_NAMED_MONTH = re.compile(rf"{_MONTH}{_YEAR}")


def stretch(text: str, here: datetime) -> tuple[datetime, datetime, bool] | None:
    """The beginning and end of what the text means, and whether that is a month; None for no date.

    Without a year, the latest that has begun. A point in time has no length. ValueError for a day on no calendar.
    """
    plain = text.casefold().strip()
    if moment := _TIME.fullmatch(plain):
        day, time, offset = moment.groups()
        at = datetime.fromisoformat(f"{day}T{time.zfill(5)}{(offset or '').upper()}")
        at = at.astimezone(here.tzinfo) if offset else at.replace(tzinfo=here.tzinfo)
        return at, at, False
    if found := _day(plain, here):
        return found, midnight(found, 1), False
    if month := _month(plain, here):
        return month, month_start(month, 1), True
    return None


def _day(text: str, here: datetime) -> datetime | None:
    if match := _ISO.fullmatch(text):
        year, month, day = map(int, match.groups())
    elif match := _DOTTED.fullmatch(text):
        day, month, year = map(int, match.groups())
    elif match := _MONTH_DAY.fullmatch(text):
        month, day, year = _number(match[1]), int(match[2]), int(match[3] or 0)
    elif match := _DAY_MONTH.fullmatch(text):
        day, month, year = int(match[1]), _number(match[2]), int(match[3] or 0)
    else:
        return None
    if year:
        return datetime(year, month, day, tzinfo=here.tzinfo)
    this_year = datetime(here.year, month, day, tzinfo=here.tzinfo)
    return this_year if this_year <= here else this_year.replace(year=here.year - 1)


def _month(text: str, here: datetime) -> datetime | None:
    if match := _ISO_MONTH.fullmatch(text):
        return datetime(int(match[1]), int(match[2]), 1, tzinfo=here.tzinfo)
    if match := _NAMED_MONTH.fullmatch(text):
        month = _number(match[1])
        year = int(match[2] or 0) or (here.year if month <= here.month else here.year - 1)
        return datetime(year, month, 1, tzinfo=here.tzinfo)
    return None


def _number(month: str) -> int:
    return _MONTHS.index(month) + 1
