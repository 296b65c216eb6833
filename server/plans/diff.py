"""What differs between two documents, field by field.

List items are matched by what they are, not by where they stand.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from funnels.assets import Asset

from .matching import by_identity, same
from .revision import comparable, counted

MAPS = frozenset({"headers", "queryParams", "accumulatedUrlParams", "incomingTrafficCostOverrides"})
"""Fields whose parts people name themselves; an empty one is the same as none."""


@dataclass(frozen=True, slots=True)
class FieldDiff:
    field: str
    """Dotted; an item of a list by its id, as in `nodes[0abcDEF12345].nodeName`."""
    before: Any
    after: Any


def diff(kind: type[Asset], before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> list[FieldDiff]:
    """Meaningful differences in the order of the fields; None stands for absent."""
    return list(_values("", counted(kind, before), counted(kind, after)))


def missing(kind: type[Asset], wanted: Mapping[str, Any] | None, now: Mapping[str, Any] | None) -> list[FieldDiff]:
    """What was to be there and does not read so. What the tracker adds of its own is no difference."""
    if now is None:
        return [FieldDiff("", "there", None)]
    return [one for one in diff(kind, wanted, now) if one.before is not None]


def _values(path: str, before: Any, after: Any) -> Iterator[FieldDiff]:
    field = path.rpartition(".")[2]
    if same(comparable(before, field), comparable(after, field)):
        return
    if field in MAPS:
        before, after = before or {}, after or {}
    if isinstance(before, dict) and isinstance(after, dict):
        for name in dict.fromkeys([*before, *after]):
            yield from _values(f"{path}.{name}".lstrip("."), before.get(name), after.get(name))
        return
    old, new = by_identity(before), by_identity(after)
    if old and new:
        for key in dict.fromkeys([*old, *new]):
            yield from _values(f"{path}[{key}]", old.get(key), new.get(key))
        return
    yield FieldDiff(path, before, after)
