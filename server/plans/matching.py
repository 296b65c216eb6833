"""Lists whose items are known by an id in them: nodes, connections, pages of a group, routes."""

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
