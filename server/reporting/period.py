from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal

from funnels.wire import Json

Unit = Literal["hours", "days", "months"]

_MINUTE = timedelta(minutes=1)
"""The one that is running does not count."""


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to before `end`, both aware and in the zone; `now` is when it was asked for."""

    start: datetime
    end: datetime
    words: str
    now: datetime = field(repr=False)
    unit: Unit = "days"

    @property
    def zone(self) -> str:
        return str(self.start.tzinfo)

    @property
    def partial(self) -> bool:
        """It is not over yet."""
        return between(self.now, self.end) > _MINUTE

    @property
    def last(self) -> datetime:
        """Its last moment."""
        return later(self.end, -timedelta(microseconds=1))

    @property
    def days(self) -> int:
        """Calendar days it touches."""
        return (self.last.date() - self.start.date()).days + 1

    def told(self) -> Json:
        return {
            "from": self.start.isoformat(timespec="seconds"),
            "to": self.end.isoformat(timespec="seconds"),
            "zone": self.zone,
            "words": self.words,
            "partial": self.partial,
        }

    def previous(self) -> "Period":
        """The one before, of the same length; of one that is not over, only as much as has passed of it."""
        start = self._before()
        end = self.start
        if self.partial:
            end = min(end, later(start, between(self.start, self.now)))
        return Period(start, end, "the period before", self.now, "hours" if self.partial else self.unit)

    def _before(self) -> datetime:
        if self.unit == "months":
            months = (self.end.year - self.start.year) * 12 + self.end.month - self.start.month
            return month_start(self.start, -months)
        if self.unit == "hours":
            return later(self.start, -between(self.start, self.end))
        day = self.start.date() - timedelta(days=self.days)
        return datetime(day.year, day.month, day.day, tzinfo=self.start.tzinfo)


def later(time: datetime, by: timedelta) -> datetime:
    """So much later as time passes, in the zone of the time; adding there moves the hands of a clock instead."""
    return (time.astimezone(UTC) + by).astimezone(time.tzinfo)


def between(first: datetime, last: datetime) -> timedelta:
    """The time that passes, also where clocks are turned meanwhile."""
    turned = (last.utcoffset() or timedelta()) - (first.utcoffset() or timedelta())
    return last.replace(tzinfo=None) - first.replace(tzinfo=None) - turned


def midnight(time: datetime, days: int = 0) -> datetime:
    """The beginning of the day, so many days on, in the zone of the time."""
    day = time.date() + timedelta(days=days)
    return datetime(day.year, day.month, day.day, tzinfo=time.tzinfo)


def month_start(time: datetime, months: int = 0) -> datetime:
    count = time.year * 12 + time.month - 1 + months
    return datetime(count // 12, count % 12 + 1, 1, tzinfo=time.tzinfo)
