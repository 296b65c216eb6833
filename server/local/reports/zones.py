"""Time zones: their names, and local time in SQL.

The offsets of a zone are looked up here and stand in the SQL as numbers, which is quicker than having the database
know zones, and the same in every database.
"""

from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, available_timezones

from funnels.names import nearest

from ..refusal import invalid
from .period import DAY_MS, Period

_FIRST = datetime(1970, 1, 1, tzinfo=UTC)
_LAST = datetime(2100, 1, 1, tzinfo=UTC)
_STEP = timedelta(days=7)
"""Shorter than any zone kept an offset."""


_names = cache(available_timezones)
"""Looks through a folder of files, which takes longer than most reports."""


def zone(name: str) -> ZoneInfo:
    if name not in _names():
        like = nearest(name[:80], sorted(_names()), most=1)
        guess = f"; the nearest is {like[0]!r}" if like else ""
        raise invalid("timezone", f"must be an IANA name such as 'Europe/Berlin', not {name[:80]!r}{guess}")
    return ZoneInfo(name)


def local(column: str, zone: ZoneInfo, period: Period) -> str:
    """SQL of the column's time, Unix milliseconds, as the milliseconds that clocks in the zone showed."""
    first, *later = _offsets(zone.key, period.start // DAY_MS, period.end // DAY_MS)
    if not later:
        return f"({column} + {first[1]})"
    cases = " ".join(f"WHEN {column} >= {since} THEN {offset}" for since, offset in reversed(later))
    return f"({column} + CASE {cases} ELSE {first[1]} END)"


@lru_cache(256)
def _offsets(name: str, first_day: int, last_day: int) -> list[tuple[int, int]]:
    """Since when, in Unix milliseconds, the zone has which offset in milliseconds."""
    zone = ZoneInfo(name)
    start, end = (_FIRST + timedelta(days=_clipped(day)) for day in (first_day, last_day + 1))
    found = [(_ms(start), _offset(zone, start))]
    while start < end:
        then = start + _STEP
        if _offset(zone, then) != found[-1][1]:
            change = _change(zone, start, then)
            found.append((_ms(change), _offset(zone, change)))
        start = then
    return found


def _clipped(day: int) -> int:
    return min(max(day, 0), (_LAST - _FIRST).days)


def _change(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The second at which the offset of `before` ends."""
    old = _offset(zone, before)
    while after - before > timedelta(seconds=1):
        middle = (before + (after - before) / 2).replace(microsecond=0)
        if _offset(zone, middle) == old:
            before = middle
        else:
            after = middle
    return after


def _offset(zone: ZoneInfo, moment: datetime) -> int:
    offset = moment.astimezone(zone).utcoffset() or timedelta()
    return offset // timedelta(milliseconds=1)


def _ms(moment: datetime) -> int:
    return (moment - _FIRST) // timedelta(milliseconds=1)
