"""Days that come every week: `on weekends`, `on mondays`. One that has passed, such as `last weekend`, is a span."""

import re

from .dates import full_weekday
from .inquiry import Filter
from .line import Line

DAY_OF_WEEK = "Time: Day of Week"

_EACH_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days"
_WEEKENDS = r"weekends|weekend days|saturdays and sundays"
_WORKDAYS = r"weekdays|workdays|working days|work days|business days"
_ON = r"(?:on |at |during |over |for |in |only |just )*(?:the |my |our )?"
_NOT = r"(?:without|except(?: for| on| at)?|excluding|but not(?: on| at)?|not(?: on| at| during)?) (?:the )?"
_AND = r"(?:and|vs|versus|or|against|compared (?:to|with))"
_TAIL = r"(?: only| alone)?"
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def takes_both(line: Line) -> bool:
    """`weekends vs weekdays`: each day of the week by itself."""
    both = rf"{_ON}(?:{_WEEKENDS}) {_AND} {_ON}(?:{_WORKDAYS})|{_ON}(?:{_WORKDAYS}) {_AND} {_ON}(?:{_WEEKENDS})"
    return line.take(both) is not None


def take_weekdays(line: Line) -> tuple[Filter, str] | None:
    """The days that count, and how they were read. `by weekdays` tells results apart instead."""
    without = line.take(rf"{_NOT}(?P<days>{_WEEKENDS}|{_WORKDAYS}|{_EACH_DAY}(?: (?:and|or|,) {_EACH_DAY})*)")
    taken = without or line.take(
        rf"{_ON}(?P<days>{_WEEKENDS}){_TAIL}|(?:on|during|at|only|just) (?:the )?(?P<work>{_WORKDAYS}){_TAIL}"
        rf"|{_ON}(?:every |each )?(?P<each>{_EACH_DAY}(?: (?:and|or|,) {_EACH_DAY})*){_TAIL}"
    )
    if taken is None:
        return None
    said = taken["days"] or taken["work"] or taken["each"]
    days = _days(said)
    one = Filter(DAY_OF_WEEK, tuple((day, day.capitalize()) for day in days), without is not None)
    return one, f"{said!r} as every {' and '.join(name for _, name in one.values)}"


def _days(said: str) -> list[str]:
    if re.fullmatch(_WEEKENDS, said):
        return list(_DAYS[5:])
    if re.fullmatch(_WORKDAYS, said):
        return list(_DAYS[:5])
    named = {full_weekday(day) for day in re.findall(_EACH_DAY, said)}
    return [day for day in _DAYS if day in named]
