"""Days of the week and hours of the day at which visitors come."""

import re
from collections.abc import Iterator

from funnels.blueprint.moments import WEEKDAYS

from ..outcome import Json
from .crowd import Crowd, named
from .span import Span

_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?"
_NAMED = rf"(?:weekends?|the week|week days|weekdays?|work(?:ing )?days|{_DAY})"
_DAYS = re.compile(
    rf"(?<!\w)(?:on |at |during |over )?(?:the (?!week(?!\w))|every |each |all )?"
    rf"(?P<days>{_NAMED}(?:\s*(?:,|and|&|\+|or|/|to|through|till|until|-)\s*(?:on )?{_NAMED})*)(?!\w)(?: only)?",
    re.IGNORECASE,
)
_HOUR = r"(?:\d{1,2}(?::\d\d)?\s?(?:am|pm|h|o'clock)?|noon|midnight)"
_HOURS = re.compile(
    rf"(?:from|between|during)?\s*(?P<from>{_HOUR})\s*(?:to|and|until|till|-)\s*(?P<to>{_HOUR})"
    r"(?:\s*(?:o'clock|hours))?\s*\(?(?P<zone>utc|gmt)?\)?(?!\w)",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"\"[^\"\n]*\"|\b(?i:called|named|titled|call it|name it|title it) [A-Z]\w*(?: [A-Z0-9]\w*)*"
    r"(?=\s*[.,;:!\n(]| (?:in|for|on)\b|$)"
)
"""A name that is given: `called Weekend Keto`."""

_LISTED = re.compile(rf"{_NAMED}|(?<=\s)(?:to|through|till|until)(?=\s)|-", re.IGNORECASE)


def moments(text: str) -> Iterator[Span]:
    """`on Saturdays and Sundays`, `from 08:00 to 18:00 UTC`; in a name that is given, such a word says nothing."""
    names = [found.span() for found in _NAME.finditer(text)]
    for found in _DAYS.finditer(text):
        if any(start < found.end("days") and found.start("days") < end for start, end in names):
            continue
        if days := _days(found["days"]):
            words = found[0].strip()
            rows = tuple(({"attribute": "day of week", "is": day},) for day in days)
            yield Span(found.start(), found.end(), words, Crowd(named("_".join(days)), words, None, rows))
    for found in _HOURS.finditer(text):
        if span := _hours(found):
            yield span


def _days(said: str) -> list[str]:
    days: list[str] = []
    runs = False
    for found in _LISTED.finditer(said.lower()):
        word = found[0]
        if word in ("to", "through", "till", "until", "-"):
            runs = True
            continue
        meant = _one(word)
        if runs and days and len(meant) == 1:
            first, last = WEEKDAYS.index(days[-1]), WEEKDAYS.index(meant[0])
            meant = [WEEKDAYS[place % 7] for place in range(first + 1, (last if last > first else last + 7) + 1)]
        days += [day for day in meant if day not in days]
        runs = False
    return days


def _one(word: str) -> list[str]:
    if word.startswith("weekend"):
        return ["saturday", "sunday"]
    if word.startswith(("weekday", "week day", "work", "the week")):
        return list(WEEKDAYS[:5])
    return [day for day in WEEKDAYS if day.startswith(word.removesuffix("s").removesuffix("day")[:3])]


def _hours(found: re.Match[str]) -> Span | None:
    first, last = found["from"].lower(), found["to"].lower()
    if (
        not any(mark in first + last for mark in (":", "am", "pm", "noon", "midnight", "o'clock", "h"))
        and not found["zone"]
    ):
        return None
    begins, ends = _clock(first), _clock(last)
    if not begins or not ends:
        return None
    offset: Json = {"utc_offset_minutes": 0} if found["zone"] else {}
    since = {"attribute": "time of day", ">=": begins, **offset}
    until = {"attribute": "time of day", "<": ends, **offset}
    rows = ((since, until),) if begins < ends else ((since,), (until,))
    words = found[0].strip()
    return Span(found.start(), found.end(), words, Crowd(named(f"{begins} {ends}"), words, None, rows))


def _clock(said: str) -> str:
    """`8`, `8pm`, `08:30`, `noon` as a clock shows them."""
    if said in ("noon", "midnight"):
        return "12:00" if said == "noon" else "00:00"
    read = re.match(r"(\d{1,2})(?::(\d\d))?\s?(am|pm)?", said)
    if not read:
        return ""
    half = read[3] or ""
    hour = int(read[1]) % 12 + (12 if half == "pm" else 0) if half else int(read[1])
    return f"{hour:02}:{read[2] or '00'}" if hour < 24 and int(read[2] or 0) < 60 else ""
