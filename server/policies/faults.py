"""What is wrong with a policy file, told by key, value and what was expected."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from funnels.names import nearest

from ..errors import SettingsError

UNCHANGED = "As long as it stands so, nothing is written."


def value(path: Path, place: str, raw: Any, read: Callable[[Any], Any], expected: str) -> Any:
    try:
        return read(raw)
    except (TypeError, ValueError) as error:
        raise wrong(path, place, raw, str(error), expected) from None


def wrong(path: Path, place: str, raw: Any, why: str, expected: str) -> SettingsError:
    shown = str(raw) if isinstance(raw, datetime) else repr(raw)
    return SettingsError(f"{path}: {place} is {shown[:200]}: {why}.", hint=f"Expected: {expected}. {UNCHANGED}")


def refuse_unknown(path: Path, place: str, found: Mapping[str, Any], known: Sequence[str]) -> None:
    for key in found:
        if key not in known:
            near = nearest(key, known, most=1)
            guess = f"Did you mean {near[0]!r}? " if near else ""
            at = f"{place}.{key}" if place else key
            raise SettingsError(
                f"{path}: there is no policy {at!r}.", hint=f"{guess}Known are: {', '.join(known)}. {UNCHANGED}"
            )
