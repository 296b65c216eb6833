"""The five time attributes: what a rule and what a moment mean to each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from ..assets.condition import Rule, TimeParams

WEEKDAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
"""In the tracker's order [contract]."""


@dataclass(frozen=True, slots=True)
class TimeAttribute:
    lowest: int
    highest: int
    of_params: Callable[[TimeParams], int | None]
    of_moment: Callable[[datetime], int]


def _date(params: TimeParams) -> int | None:
    if params.year is None or params.month is None or not isinstance(params.day, int):
        return None
    try:
        return date(params.year, params.month, params.day).toordinal()
    except ValueError:
        return None


def _time_of_day(params: TimeParams) -> int | None:
    return None if params.hour is None or params.minutes is None else params.hour * 60 + params.minutes


def _weekday(params: TimeParams) -> int | None:
    day = str(params.day).casefold()
    return WEEKDAYS.index(day) if day in WEEKDAYS else None


def _day_of_month(params: TimeParams) -> int | None:
    return params.day if isinstance(params.day, int) else None


TIME_ATTRIBUTES: dict[str, TimeAttribute] = {
    "Time: Date": TimeAttribute(1, date.max.toordinal(), _date, lambda now: now.toordinal()),
    "Time: Time of Day": TimeAttribute(0, 24 * 60 - 1, _time_of_day, lambda now: now.hour * 60 + now.minute),
    "Time: Day of Week": TimeAttribute(0, 6, _weekday, lambda now: now.isoweekday() % 7),
    "Time: Day of Month": TimeAttribute(1, 31, _day_of_month, lambda now: now.day),
    "Time: Month of Year": TimeAttribute(1, 12, lambda params: params.month, lambda now: now.month),
}


def wanted(rule: Rule) -> int | None:
    """The number a time rule compares with; None where it is no time rule or its parameters say nothing."""
    attribute = TIME_ATTRIBUTES.get(rule.attribute)
    value = attribute.of_params(rule.time) if attribute and rule.time else None
    return value if attribute and value is not None and attribute.lowest <= value <= attribute.highest else None


def given(rule: Rule, now: datetime) -> int:
    """What that number is at a moment: in the visitor's own zone, unless the rule brings an offset."""
    offset = rule.time.utc_offset_minutes if rule.time else None
    local = now if offset is None else now.astimezone(timezone(timedelta(minutes=offset)))
    return TIME_ATTRIBUTES[rule.attribute].of_moment(local)
