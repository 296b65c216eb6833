"""The freezes of a policy file."""

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ..errors import SettingsError
from ..plans.freeze import Freeze, Weekly
from .faults import refuse_unknown, value, wrong

_LONGEST_NAME = 80
_TIME = 'a date with a time such as 2026-12-24T18:00:00, or "fri 18:00" for every week'


def freezes(path: Path, raw: Any, zone: ZoneInfo) -> list[Freeze]:
    if not isinstance(raw, list):
        raise wrong(path, "freeze", raw, "it is no list of tables", "[[freeze]] with name, from and until")
    return [_freeze(path, f"freeze[{at}]", one, zone) for at, one in enumerate(raw)]


def _freeze(path: Path, place: str, raw: Any, zone: ZoneInfo) -> Freeze:
    if not isinstance(raw, dict):
        raise wrong(path, place, raw, "it is no table", "[[freeze]] with name, from and until")
    keys = ("name", "from", "until")
    refuse_unknown(path, place, raw, keys)
    for key in keys:
        if key not in raw:
            raise SettingsError(f"{path}: {place} has no {key!r}.", hint=f"A freeze needs {', '.join(keys)}.")
    name = value(path, f"{place}.name", raw["name"], _name, f"a text of 1 to {_LONGEST_NAME} characters")
    times = [value(path, f"{place}.{key}", raw[key], lambda one: _moment(one, zone), _TIME) for key in keys[1:]]
    begins, ends = times
    if type(begins) is not type(ends):
        raise wrong(path, f"{place}.until", raw["until"], "it does not go with from", "both once, or both every week")
    if begins == ends if isinstance(begins, Weekly) else ends <= begins:
        raise wrong(path, f"{place}.until", raw["until"], "the freeze would never be on", "a time after from")
    return Freeze(name=name, begins=begins, ends=ends)


def _name(raw: Any) -> str:
    if not isinstance(raw, str) or not raw.strip() or len(raw) > _LONGEST_NAME or not raw.isprintable():
        raise ValueError("it is no name")
    return raw.strip()


def _moment(raw: Any, zone: ZoneInfo) -> datetime | Weekly:
    if isinstance(raw, datetime):
        return raw if raw.tzinfo else raw.replace(tzinfo=zone)
    if isinstance(raw, str):
        return Weekly.read(raw)
    raise TypeError("it is no time")
