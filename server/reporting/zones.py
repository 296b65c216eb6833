from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from funnels.errors import AmbiguousError, InputError
from funnels.names import folded, nearest

UTC = "UTC"


@cache
def zone(wanted: str) -> ZoneInfo:
    """By its IANA name in any spelling, or by its place: `new york` is America/New_York. Empty is UTC.

    Raises InputError with the nearest.
    """
    names = available_timezones()
    name = wanted.strip() or UTC
    if name in names:
        return ZoneInfo(name)
    fitting = sorted(one for one in names if folded(one) == folded(name))
    fitting = fitting or sorted(one for one in names if "/" in one and folded(_place(one)) == folded(name))
    if len(fitting) == 1:
        return ZoneInfo(fitting[0])
    if fitting:
        raise AmbiguousError(f"time_zone: several are called {wanted!r}.", candidates=fitting, hint="Say it in full.")
    near = nearest(name, sorted(names), most=3) or nearest(name, [_place(one) for one in sorted(names)], most=3)
    guess = f"Did you mean {' or '.join(map(repr, near))}?" if near else "Say one such as 'Europe/Berlin'."
    raise InputError(f"time_zone: there is no time zone {wanted!r}.", hint=guess)


def _place(name: str) -> str:
    return name.rpartition("/")[2]
