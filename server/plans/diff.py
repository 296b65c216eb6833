"""What differs between two documents, field by field.

List items are matched by what they are, not by where they stand.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .revision import counted

_IDENTITY = ("idNode", "idConnection", "idPage", "idRoute")


@dataclass(frozen=True, slots=True)
class FieldDiff:
    field: str
    """Dotted; an item of a list by its id, as in `nodes[0abcDEF12345].nodeName`."""
    before: Any
    after: Any


def diff(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> list[FieldDiff]:
    """Meaningful differences in the order of the fields; None stands for absent."""
    return list(_values("", counted(before) if before else {}, counted(after) if after else {}))


def _values(path: str, before: Any, after: Any) -> Iterator[FieldDiff]:
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for name in dict.fromkeys([*before, *after]):
            yield from _values(f"{path}.{name}".lstrip("."), before.get(name), after.get(name))
    elif _is_known_list(before) and _is_known_list(after):
        old, new = _by_identity(before), _by_identity(after)
        for key in dict.fromkeys([*old, *new]):
            yield from _values(f"{path}[{key}]", old.get(key), new.get(key))
    else:
        yield FieldDiff(path, before, after)


def _is_known_list(value: Any) -> bool:
    return (
        isinstance(value, Sequence)
        and not isinstance(value, str)
        and bool(value)
        and all(isinstance(one, dict) and any(name in one for name in _IDENTITY) for one in value)
        and len(_by_identity(value)) == len(value)
    )


def _by_identity(items: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {str(next(one[name] for name in _IDENTITY if name in one)): one for one in items}
