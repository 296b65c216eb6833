"""When visitors come: mostly in the evening of their own time zone, and not the same on every weekday."""

from bisect import bisect
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import accumulate
from random import Random
from zoneinfo import ZoneInfo

from .places import ELSEWHERE, PLACES

_HOURS = (12, 8, 6, 5, 5, 8, 16, 28, 38, 44, 47, 50, 54, 52, 48, 47, 50, 57, 68, 80, 88, 82, 58, 30)
"""How many come in each hour of their day, of 981."""

_WEEK = (1.04, 1.02, 1.0, 0.98, 0.93, 0.96, 1.07)
"""From Monday on; the mean is 1."""

_DAY_MS = 86_400_000


def on_weekday(day: date) -> float:
    """How many come on such a day, as a multiple of the mean day."""
    return _WEEK[day.weekday()]


def start_ms(day: date) -> int:
    """When the UTC day begins, in Unix milliseconds."""
    return int(datetime.combine(day, time(), UTC).timestamp()) * 1000


def moment(day: date, country: str, random: Random) -> int:
    """A moment of the UTC day in Unix milliseconds, likely where it is day or evening in the country."""
    hour = bisect(_cumulated(_offset(day, country)), random.random())
    return start_ms(day) + min(hour, 23) * 3_600_000 + random.randrange(3_600_000)


def days(first: date, last: date) -> list[date]:
    """Both included."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


@cache
def _offset(day: date, country: str) -> int:
    """Hours by which clocks there are ahead of UTC."""
    zone = ZoneInfo(PLACES.get(country, ELSEWHERE).zone)
    ahead = datetime.combine(day, time(12), zone).utcoffset() or timedelta()
    return round(ahead / timedelta(hours=1))


@cache
def _cumulated(offset: int) -> Sequence[float]:
    """Shares of the UTC day up to the end of each hour."""
    return list(accumulate(_HOURS[(hour + offset) % 24] / sum(_HOURS) for hour in range(24)))
