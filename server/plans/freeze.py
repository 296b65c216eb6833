"""Times in which nothing is applied."""

import re
from datetime import datetime, time, timedelta, tzinfo
from typing import Self

from pydantic import BaseModel, ConfigDict

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WRITTEN = re.compile(rf"({'|'.join(DAYS)}) ([01]\d|2[0-3]):([0-5]\d)", re.IGNORECASE)
_WEEK = 7 * 24 * 60


class Weekly(BaseModel):
    """A minute that comes every week, on the clocks of a time zone."""

    model_config = ConfigDict(frozen=True)

    day: int
    """0 is Monday."""
    at: time

    @classmethod
    def read(cls, written: str) -> Self:
        """From `fri 18:00`; ValueError for anything else."""
        found = _WRITTEN.fullmatch(written.strip())
        if found is None:
            raise ValueError("it is no day and time")
        day, hour, minute = found.groups()
        return cls(day=DAYS.index(day.lower()), at=time(int(hour), int(minute)))

    @property
    def minute(self) -> int:
        """Of the week."""
        return (self.day * 24 + self.at.hour) * 60 + self.at.minute

    def __str__(self) -> str:
        return f"{DAYS[self.day]} {self.at:%H:%M}"


class Freeze(BaseModel):
    """From one time, included, until another, excluded: either both once, or both every week."""

    model_config = ConfigDict(frozen=True)

    name: str
    begins: datetime | Weekly
    ends: datetime | Weekly

    def until(self, now: datetime, zone: tzinfo) -> datetime | None:
        """When it ends, on the clocks of the zone; None where it is not on."""
        if isinstance(self.begins, Weekly) and isinstance(self.ends, Weekly):
            return _week_until(self.begins, self.ends, now.astimezone(zone))
        if isinstance(self.begins, datetime) and isinstance(self.ends, datetime) and self.begins <= now < self.ends:
            return self.ends.astimezone(zone)
        return None


def _week_until(begins: Weekly, ends: Weekly, local: datetime) -> datetime | None:
    """By what the clocks on the wall show: on the days they are set, a freeze keeps to them, too."""
    minute = (local.weekday() * 24 + local.hour) * 60 + local.minute
    if (minute - begins.minute) % _WEEK >= (ends.minute - begins.minute) % _WEEK:
        return None
    on_the_wall = local.replace(tzinfo=None, fold=0, second=0, microsecond=0)
    end = on_the_wall + timedelta(minutes=(ends.minute - minute) % _WEEK)
    return end.replace(tzinfo=local.tzinfo)
