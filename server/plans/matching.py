"""When two values of documents are the same, and which items of two lists are.

Items are known by an id in them: nodes, connections, pages of a group, routes.
"""

import json
from collections.abc import Sequence
from typing import Any

_IDENTITY = ("idNode", "idConnection", "idPage", "idRoute", "idTrafficSource")


def by_identity(items: Any) -> dict[str, Any] | None:
    """The items by their ids, in their order; None where it is not a list of such items, each once."""
    if not isinstance(items, Sequence) or isinstance(items, str):
        return None
    found: dict[str, Any] = {}
    for one in items:
        name = next((name for name in _IDENTITY if name in one), None) if isinstance(one, dict) else None
        if name is None or str(one[name]) in found:
            return None
        found[str(one[name])] = one
    return found


def same(one: Any, other: Any) -> bool:
    """Equal, and of one kind however deep: 1 is not True."""
    if one is other:
        return True
    if type(one) is not type(other) or one != other:
        return False
    return not isinstance(one, dict | list) or _text(one) == _text(other)


def _text(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
