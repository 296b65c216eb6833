from collections.abc import Mapping, Sequence
from typing import Any

from funnels.wire import Json

from ..demo import ensure_demo_traffic
from ..plans import Change, clean
from . import showing
from .bookings import draft
from .planning import Planning
from .snapshots import account_of


class Updating(Planning):
    """What is booked on traffic afterwards, as plans like any other."""

    async def plan_updates(self, raw: Sequence[Mapping[str, Any]], *, request: str) -> Json:
        workspace = self._workspace
        await ensure_demo_traffic(workspace)
        account = await account_of(workspace)
        zone = workspace.policy().time_zone
        changes = await draft(raw, workspace.tracker, account, now=workspace.now(), zone=zone)
        if not changes:
            return showing.nothing_to_do("Update traffic")
        return await self._saved(self._plan(_title(changes), tuple(changes), request), {}, account)


def _title(changes: Sequence[Change]) -> str:
    """`Book 180 for Taboola, yesterday`, or how many of a kind."""
    first, count = changes[0], len(changes)
    if count > 1 and len({(one.do, one.family) for one in changes}) == 1:
        return f"{first.do.capitalize()} {count} {first.kind.title}s"
    more = f" and {count - 1} more" if count > 1 else ""
    if first.family == "cost":
        return f"Book {(first.after or {}).get('cost')} for {clean(first.name)}{more}"
    if first.takes_away:
        return f"Delete {first.kind.title} {clean(first.name)}{more}"
    return f"{first.do.capitalize()} {first.kind.title} {clean(first.name)}{more}"
