"""Making our change to a document as it is now, so that what others did elsewhere in it stays."""

from typing import Any

from funnels.wire import Json

from .matching import by_identity, same

_GONE = object()


def merged(now: Json, before: Json, after: Json) -> Json:
    """`now` with what differs between `before` and `after`; where both sides changed the same, `after` wins.

    Secrets may be covered in `before` and `after`: one covered in both stays as it is now.
    """
    result: Json = _merged(now, before, after)
    return result


def _merged(now: Any, before: Any, after: Any) -> Any:
    if same(before, after):
        return now
    if same(now, before):
        return after
    if isinstance(now, dict) and isinstance(before, dict) and isinstance(after, dict):
        return _fields(now, before, after)
    lists = [by_identity(one) for one in (now, before, after)]
    if None not in lists:
        current, old, new = (one or {} for one in lists)
        return list(_fields(current, old, new).values())
    return after


def _fields(now: Json, before: Json, after: Json) -> Json:
    found = {
        name: _merged(now.get(name, _GONE), before.get(name, _GONE), after.get(name, _GONE))
        for name in dict.fromkeys([*now, *after])
    }
    return {name: value for name, value in found.items() if value is not _GONE}
