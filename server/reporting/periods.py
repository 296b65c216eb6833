"""Which time is meant by words. Days, weeks and months are those of the zone; a week begins on Monday."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from funnels.errors import InputError
from funnels.names import nearest

from .dates import stretch
from .period import Period, Unit, between, later, midnight, month_start

EXAMPLES = (
    "today",
    "yesterday",
    "last 7 days",
    "last 24 hours",
    "monday",
    "this week",
    "last week",
    "this month",
    "last month",
    "2026-11-01..2026-11-15",
)

PREVIOUS = ("previous", "previous period", "the previous period", "period before", "the period before", "before")

_Found = tuple[datetime, datetime, Unit]

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBERS = {"": 1, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "ten": 10}
_LAST = re.compile(
    r"(?:the )?(last|past|previous)?\s*(\d{1,4}|an?|one|two|three|four|five|seven|ten|)\s*"
    r"(h|hours?|d|days?|w|weeks?|months?)"
)
_RANGE = re.compile(r"\s*(?:\.\.+|\bto\b|\buntil\b|\btill\b|\bthrough\b|\u2013|\s-\s)\s*")
_BEGINNING = (2019, 7, 23)
"""No id of the tracker is older."""


def period(words: str, now: datetime, zone: ZoneInfo) -> Period:
    """InputError, with the nearest of what is understood, for anything else, for what ends before it begins, and for
    what is yet to come.
    """
    here = now.astimezone(zone)
    plain = re.sub(r"^(on|for|from|in|during|over) ", "", " ".join(words.casefold().split()))
    try:
        found = _named(plain, here) or _last(plain, here) or _dated(plain, here)
    except (ValueError, OverflowError) as error:
        raise InputError(
            f"period: {words!r} is on no calendar ({error}).", hint="Say a day such as 2026-11-15."
        ) from None
    if found is None:
        raise _unknown(words, plain)
    start, end, unit = found
    if between(start, end) <= timedelta():
        raise _backwards(words, start, end, unit)
    if between(here, start) > timedelta():
        raise InputError(
            f"period: {words!r} begins on {start:%Y-%m-%d}, which is yet to come.", hint="Say an earlier one."
        )
    return Period(start, end, " ".join(words.split()), here, unit)


def compared(words: str, to: Period, zone: ZoneInfo) -> Period:
    """The period another one is compared with: `previous`, or in words of its own."""
    if " ".join(words.casefold().split()) in PREVIOUS:
        return to.previous()
    try:
        return period(words, to.now, zone)
    except InputError as error:
        raise InputError(str(error).replace("period:", "compare_to:", 1)) from None


def _named(plain: str, here: datetime) -> _Found | None:
    named: dict[str, Callable[[], _Found]] = {
        "today": lambda: (midnight(here), midnight(here, 1), "days"),
        "yesterday": lambda: (midnight(here, -1), midnight(here), "days"),
        "day before yesterday": lambda: (midnight(here, -2), midnight(here, -1), "days"),
        "tomorrow": lambda: (midnight(here, 1), midnight(here, 2), "days"),
        "this week": lambda: _week(here, 0),
        "week to date": lambda: _week(here, 0),
        "last week": lambda: _week(here, -1),
        "this month": lambda: _month(here, 0),
        "month to date": lambda: _month(here, 0),
        "mtd": lambda: _month(here, 0),
        "last month": lambda: _month(here, -1),
        "this year": lambda: _year(here, 0),
        "year to date": lambda: _year(here, 0),
        "last year": lambda: _year(here, -1),
        "last weekend": lambda: _weekend(here),
        "weekend": lambda: _weekend(here),
        "all time": lambda: (datetime(*_BEGINNING, tzinfo=here.tzinfo), midnight(here, 1), "days"),
    }
    name = re.sub(r"^(the|this) (?=weekend|day before)", "", re.sub(r"^previous ", "last ", plain))
    return named[name]() if name in named else _weekday(plain, here)


def _weekday(plain: str, here: datetime) -> _Found | None:
    """The latest one; with `last`, the latest before today."""
    last = plain.startswith("last ")
    name = plain.removeprefix("last ").removeprefix("this ")
    if name not in _WEEKDAYS:
        return None
    back = (here.weekday() - _WEEKDAYS.index(name)) % 7 or 7 * last
    return midnight(here, -back), midnight(here, 1 - back), "days"


def _week(here: datetime, weeks: int) -> _Found:
    monday = 7 * weeks - here.weekday()
    return midnight(here, monday), midnight(here, monday + 7), "days"


def _weekend(here: datetime) -> _Found:
    """The latest Saturday that has begun, and the day after it."""
    saturday = -((here.weekday() - 5) % 7)
    return midnight(here, saturday), midnight(here, saturday + 2), "days"


def _month(here: datetime, months: int) -> _Found:
    return month_start(here, months), month_start(here, months + 1), "months"


def _year(here: datetime, years: int) -> _Found:
    january = month_start(here, 1 - here.month + 12 * years)
    return january, month_start(january, 12), "months"


def _last(plain: str, here: datetime) -> _Found | None:
    """The last 7 days are today and the six before it; hours are counted back from the minute."""
    match = _LAST.fullmatch(plain)
    if match is None or not any(match.groups()[:2]):
        return None
    number, what = match[2], match[3][0] if not match[3].startswith("mo") else "m"
    count = int(number) if number.isdigit() else _NUMBERS[number]
    if not count:
        raise ValueError("none of them")
    if what == "h":
        end = later(here.replace(second=0, microsecond=0), timedelta(minutes=1))
        return later(end, -timedelta(hours=count)), end, "hours"
    if what == "m":
        return midnight(month_start(here, -count), here.day - 1), midnight(here, 1), "days"
    return midnight(here, 1 - count * (7 if what == "w" else 1)), midnight(here, 1), "days"


def _dated(plain: str, here: datetime) -> _Found | None:
    since = re.fullmatch(r"(?:since|after) (.+)", plain)
    if since:
        begun = _one(since[1], here)
        return (begun[0], midnight(here, 1), "days") if begun else None
    parts = _RANGE.split(plain)
    if len(parts) == 1:
        return _one(plain, here)
    if len(parts) != 2:
        return None
    first, last = _one(re.sub(r"^between ", "", parts[0]), here), _one(parts[1], here)
    if first is None or last is None:
        return None
    unit: Unit = (
        "months" if {first[2], last[2]} == {"months"} else "hours" if "hours" in (first[2], last[2]) else "days"
    )
    return first[0], last[1], unit


def _one(text: str, here: datetime) -> _Found | None:
    """A single day, month or moment."""
    named = _named(text, here)
    if named:
        return named
    found = stretch(text, here)
    if found is None:
        return None
    start, end, is_month = found
    return start, end, "months" if is_month else "days" if start < end else "hours"


def _unknown(words: str, plain: str) -> InputError:
    near = nearest(plain, [*EXAMPLES, *_WEEKDAYS], most=1)
    guess = f"Did you mean {near[0]!r}? " if near else ""
    return InputError(
        f"period: {words!r} is no period I know.", hint=f"{guess}Say it like {', '.join(map(repr, EXAMPLES))}."
    )


def _backwards(words: str, start: datetime, end: datetime, unit: Unit) -> InputError:
    if start == end and unit == "hours":
        return InputError(f"period: {words!r} has no length.", hint="Say a day, or two moments with `..` between.")
    last = later(end, -timedelta(microseconds=1))
    return InputError(
        f"period: {words!r} ends ({last:%Y-%m-%d}) before it begins ({start:%Y-%m-%d}).",
        hint=f"Did you mean {f'{last:%Y-%m-%d}..{start:%Y-%m-%d}'!r}?",
    )
