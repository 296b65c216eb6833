"""Changes to what other funnels use, too: global page groups and conditions."""

from collections.abc import Iterable, Mapping, Sequence

from funnels.assets import Condition, PageGroup

from .change import Change
from .diff import diff
from .listing import listed

MOST_NAMED = 5
"""Funnels in a note; a note is cut where it gets too long."""

_UNFELT = frozenset({"name", "id_category", "category_name"})
"""Fields of which no visitor notices anything."""


def is_felt(change: Change) -> bool:
    """Whether visitors of every funnel that uses it are led otherwise afterwards."""
    if change.kind not in (PageGroup, Condition) or change.do not in ("update", "archive", "delete"):
        return False
    if (change.before or {}).get("restrictToFunnelId"):
        return False
    unfelt = {change.kind.wire_name(name) for name in _UNFELT if name in change.kind.model_fields}
    return change.do != "update" or any(
        one.field.split(".")[0] not in unfelt for one in diff(change.kind, change.before, change.after)
    )


def with_users(
    changes: Iterable[Change], users: Mapping[str, Sequence[str]], *, others: bool = False
) -> tuple[Change, ...]:
    """With the names of the funnels that use what is changed; `users` are by the id of what they use.

    They are `others` where the changes are about a funnel, which may have a copy of its own instead.
    """
    return tuple(
        change.model_copy(update={"shared_with": tuple(users[change.id]), "note": _note(users[change.id], others)})
        if change.id in users and is_felt(change)
        else change
        for change in changes
    )


def _note(names: Sequence[str], others: bool) -> str:
    count = f"{len(names)} {'other ' if others else ''}funnel{'' if len(names) == 1 else 's'}"
    offer = ', too (say "only here" for a copy of its own)' if others else ""
    return f"used by {count}{offer}: {listed(names, most=MOST_NAMED)}"
