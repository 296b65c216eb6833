"""The keys of a policy file, but for its freezes, and how each is read."""

from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def _switch(raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise TypeError("it is neither true nor false")
    return raw


def _count(least: int, most: int) -> Callable[[Any], int]:
    def read(raw: Any) -> int:
        if type(raw) is not int:  # true is an int, too
            raise TypeError("it is no whole number")
        if not least <= raw <= most:
            raise ValueError("it is out of range")
        return raw

    return read


def _names(raw: Any) -> tuple[str, ...]:
    if not isinstance(raw, list) or not all(isinstance(one, str) and one.strip() for one in raw):
        raise TypeError("it is no list of names")
    return tuple(one.strip() for one in raw)


def _zone(raw: Any) -> str:
    try:
        return ZoneInfo(raw).key
    except (ZoneInfoNotFoundError, ValueError, TypeError, AttributeError, OSError):
        raise ValueError("there is no such time zone") from None


KEYS: Mapping[str, tuple[Callable[[Any], Any], str]] = {
    "read_only": (_switch, "true or false"),
    "max_changes": (_count(1, 100_000), "a whole number from 1"),
    "bulk": (_count(0, 100_000), "a whole number from 0"),
    "protected_groups": (_names, 'a list of names or ids of funnel groups, such as ["Nutra"]'),
    "two_persons": (_switch, "true or false"),
    "recent_days": (_count(0, 365), "a whole number of days from 0 to 365"),
    "time_zone": (_zone, 'an IANA name such as "Europe/Berlin"'),
}
"""Key -> how it is read, and what is expected in words."""
