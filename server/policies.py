"""The policies of a folder: one file binds every process and every surface over it."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from funnels.names import nearest

from .errors import SettingsError
from .plans.freeze import Freeze, Weekly
from .plans.gate import READ_ONLY
from .plans.policy import Policy

FILE = "policies.toml"

_LONGEST_NAME = 80
_UNCHANGED = "As long as it stands so, nothing is written."


@dataclass(frozen=True, slots=True)
class PolicyFile:
    """Read anew whenever it matters; without it, nothing is forbidden."""

    path: Path

    @classmethod
    def of(cls, home: Path) -> "PolicyFile":
        return cls(home / FILE)

    def read(self, *, read_only: bool = False) -> Policy:
        """What is in force; `read_only` is what was set elsewhere, and either is enough.

        SettingsError names the key and the value that cannot be used: a policy that is misspelled must not be one
        that is not there.
        """
        found = self._document()
        _refuse_unknown(self.path, "", found, [*_KEYS, "freeze"])
        values = {key: _value(self.path, key, raw, *_KEYS[key]) for key, raw in found.items() if key in _KEYS}
        zone = ZoneInfo(str(values.get("time_zone", "UTC")))
        freezes = tuple(_freezes(self.path, found.get("freeze", []), zone))
        policy = Policy.model_validate({**values, "freezes": freezes})
        return policy.model_copy(update={"read_only": policy.read_only or read_only})

    def shut(self, *, read_only: bool = False) -> str:
        """Why nothing at all may be written, also by what knows of no plans; empty where it may."""
        try:
            return READ_ONLY if self.read(read_only=read_only).read_only else ""
        except SettingsError as error:
            return str(error)

    def _document(self) -> dict[str, Any]:
        try:
            if not self.path.is_symlink() and not self.path.exists():
                return {}
            return tomllib.loads(self.path.read_text(encoding="utf-8"))
        except OSError as error:
            raise SettingsError(f"{self.path} cannot be read: {error.strerror or error}.", hint=_UNCHANGED) from error
        except ValueError as error:  # of TOML, or of UTF-8
            raise SettingsError(f"{self.path} is not TOML: {error}.", hint=_UNCHANGED) from error


def told(policy: Policy, now: datetime) -> dict[str, Any]:
    """The policies by their keys, for people and programs; of a freeze that is on, until when."""
    document: dict[str, Any] = policy.model_dump(mode="json", exclude={"freezes"})
    until = {freeze.name: end for freeze, end in policy.freezing(now)}
    return {
        **document,
        "freeze": [
            {
                "name": one.name,
                "from": _shown(one.begins, policy.zone),
                "until": _shown(one.ends, policy.zone),
                "on_until": _shown(until[one.name], policy.zone) if one.name in until else "",
            }
            for one in policy.freezes
        ],
    }


def _shown(time: datetime | Weekly, zone: ZoneInfo) -> str:
    return str(time) if isinstance(time, Weekly) else time.astimezone(zone).isoformat(timespec="minutes")


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


_KEYS: Mapping[str, tuple[Callable[[Any], Any], str]] = {
    "read_only": (_switch, "true or false"),
    "max_changes": (_count(1, 100_000), "a whole number from 1"),
    "bulk": (_count(0, 100_000), "a whole number from 0"),
    "protected_groups": (_names, 'a list of names or ids of funnel groups, such as ["Nutra"]'),
    "two_persons": (_switch, "true or false"),
    "recent_days": (_count(0, 365), "a whole number of days from 0 to 365"),
    "time_zone": (_zone, 'an IANA name such as "Europe/Berlin"'),
}
"""Key -> how it is read, and what is expected in words."""

_TIME = 'a date with a time such as 2026-12-24T18:00:00, or "fri 18:00" for every week'


def _freezes(path: Path, raw: Any, zone: ZoneInfo) -> list[Freeze]:
    if not isinstance(raw, list):
        raise _wrong(path, "freeze", raw, "it is no list of tables", "[[freeze]] with name, from and until")
    return [_freeze(path, f"freeze[{at}]", one, zone) for at, one in enumerate(raw)]


def _freeze(path: Path, place: str, raw: Any, zone: ZoneInfo) -> Freeze:
    if not isinstance(raw, dict):
        raise _wrong(path, place, raw, "it is no table", "[[freeze]] with name, from and until")
    keys = ("name", "from", "until")
    _refuse_unknown(path, place, raw, keys)
    for key in keys:
        if key not in raw:
            raise SettingsError(f"{path}: {place} has no {key!r}.", hint=f"A freeze needs {', '.join(keys)}.")
    name = _value(path, f"{place}.name", raw["name"], _name, f"a text of 1 to {_LONGEST_NAME} characters")
    times = [_value(path, f"{place}.{key}", raw[key], lambda one: _moment(one, zone), _TIME) for key in keys[1:]]
    begins, ends = times
    if type(begins) is not type(ends):
        raise _wrong(
            path, f"{place}.until", raw["until"], "it does not go with from", "both once, or both every week"
        )
    if begins == ends if isinstance(begins, Weekly) else ends <= begins:
        raise _wrong(path, f"{place}.until", raw["until"], "the freeze would never be on", "a time after from")
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


def _value(path: Path, place: str, raw: Any, read: Callable[[Any], Any], expected: str) -> Any:
    try:
        return read(raw)
    except (TypeError, ValueError) as error:
        raise _wrong(path, place, raw, str(error), expected) from None


def _wrong(path: Path, place: str, raw: Any, why: str, expected: str) -> SettingsError:
    shown = str(raw) if isinstance(raw, datetime) else repr(raw)
    return SettingsError(f"{path}: {place} is {shown[:200]}: {why}.", hint=f"Expected: {expected}. {_UNCHANGED}")


def _refuse_unknown(path: Path, place: str, found: Mapping[str, Any], known: Sequence[str]) -> None:
    for key in found:
        if key not in known:
            near = nearest(key, known, most=1)
            guess = f"Did you mean {near[0]!r}? " if near else ""
            at = f"{place}.{key}" if place else key
            raise SettingsError(
                f"{path}: there is no policy {at!r}.", hint=f"{guess}Known are: {', '.join(known)}. {_UNCHANGED}"
            )
