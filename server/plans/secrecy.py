"""Secrets of changes: kept in the vault while a plan waits, and nowhere else."""

from collections.abc import Iterable, Mapping
from typing import Any

from funnels.secrets import MASK, covered, taken_out
from funnels.wire import Json

from .change import Change
from .matching import by_identity
from .seal import sealed, unsealed

_LEAST = 4
"""Characters; what is shorter may be any word."""

Drafted = tuple[tuple[Change, ...], dict[str, str]]
"""Changes, and the secrets in them by place, as the vault keeps them."""


def with_secrets_apart(changes: Iterable[Change]) -> Drafted:
    """The changes with their secrets covered, and those to be sent by place, such as `2:destination.hmacSecret`.

    A secret that an update leaves as it is goes nowhere: it is taken from the tracker when it is written.
    """
    kept: list[Change] = []
    secrets: dict[str, str] = {}
    for position, change in enumerate(changes):
        found: dict[str, str] = {}
        after = change.after
        if after is not None:
            after, found = taken_out(_unchanged_covered(change.before, after, covered(after)))
        before = covered(change.before) if change.before is not None else None
        seals: dict[str, str] = {}
        for path, value in found.items():
            secrets[f"{position}:{path}"], seals[path] = sealed(value)
        kept.append(change.model_copy(update={"after": after, "before": before, "secrets": seals}))
    return tuple(kept), secrets


def unsaid(text: str, secrets: Mapping[str, str]) -> str:
    """What a person said without the secrets they told with it, as the vault keeps those."""
    told = {value for value in map(unsealed, secrets.values()) if len(value) >= _LEAST}
    for value in sorted(told, key=len, reverse=True):
        text = text.replace(value, MASK)
    return text


def says_the_same(before: Json, after: Json) -> bool:
    """Whether both hold the same secrets; masks are no secrets."""
    return taken_out(_unchanged_covered(before, after, covered(after)))[1] == {}


def without_lost(document: Json, now: Json) -> tuple[Json, list[str]]:
    """The document without masks that nothing stands behind, and the fields where they were.

    Where `now` has a mask too, the tracker keeps the secret.
    """
    lost: list[str] = []
    result: Json = _without_lost(document, now, "", lost)
    return result, lost


def _unchanged_covered(before: Any, after: Any, shown: Any) -> Any:
    if before == after:
        return shown
    if isinstance(before, dict) and isinstance(after, dict):
        return {name: _unchanged_covered(before.get(name), one, shown[name]) for name, one in after.items()}
    old, new, safe = by_identity(before), by_identity(after), by_identity(shown)
    if old is not None and new is not None and safe is not None:
        return [_unchanged_covered(old.get(key), one, safe[key]) for key, one in new.items()]
    return after


def _without_lost(value: Any, now: Any, path: str, lost: list[str]) -> Any:
    if isinstance(value, dict):
        known = now if isinstance(now, dict) else {}
        lost += [f"{path}.{name}".lstrip(".") for name, one in value.items() if one == MASK != known.get(name)]
        return {
            name: _without_lost(one, known.get(name), f"{path}.{name}".lstrip("."), lost)
            for name, one in value.items()
            if one != MASK or known.get(name) == MASK
        }
    if isinstance(value, list):
        known = by_identity(now) or {}
        items = by_identity(value)
        if items is None:
            return [_without_lost(one, None, path, lost) for one in value]
        return [_without_lost(one, known.get(key), f"{path}[{key}]", lost) for key, one in items.items()]
    return value
