"""Making one change, and finding out whether it was made."""

from collections.abc import Mapping
from typing import Any

from funnels.assets import Asset
from funnels.errors import NotFoundError
from funnels.secrets import put_back
from funnels.wire import Json

from ..errors import StalePlan
from ..tracker import Tracker
from .change import UNKNOWN_BASE, Change
from .diff import FieldDiff, diff
from .revision import counted, revision


async def current(tracker: Tracker, change: Change) -> Json | None:
    """The document as it is now; None where there is none, or only a deleted one."""
    try:
        found = await tracker.get(change.kind, change.id)
    except NotFoundError:
        return None
    return None if found.status == "deleted" else found.document(reveal=True)


async def make(tracker: Tracker, change: Change, secrets: Mapping[str, str]) -> str:
    """Send the one request of a change; answers the id of what was made or changed.

    The document is read again right before it is replaced, so that what is not ours stays as it is at that moment.
    """
    kind, ids = change.kind, [change.id]
    match change.do:
        case "create":
            made = await tracker.create(kind.read(put_back(change.after or {}, secrets)))
            return made.id
        case "update":
            await tracker.replace(await _next(tracker, change, secrets))
        case "duplicate":
            return await tracker.duplicate(
                kind, change.id, name=change.new_name, parent=change.parent, overrides=change.after
            )
        case "archive":
            await tracker.archive(kind, ids, cascade=change.cascade, target=change.target)
        case "unarchive":
            await tracker.unarchive(kind, ids)
        case "delete":
            await tracker.delete(kind, ids, cascade=change.cascade, target=change.target)
        case "move":
            await tracker.move(kind, ids, change.target or "")
    return change.id


def moved(change: Change, now: Json | None) -> list[FieldDiff]:
    """What others changed since the change was planned; empty where its base still stands."""
    if change.base == UNKNOWN_BASE or change.do == "create" or revision(now) == change.base:
        return []
    return diff(change.before, now) or [FieldDiff("", change.before, now)]


def is_made(change: Change, now: Json | None) -> bool:
    """Whether the account already looks as the change would leave it."""
    match change.do:
        case "create" | "update":
            return now is not None and not missing(change, now)
        case "archive":
            return now is not None and now.get("status") == "archived"
        case "unarchive":
            return now is not None and now.get("status", "active") == "active"
        case "delete":
            return now is None
        case "move":
            return now is not None and change.target in (now.get("idCategory", ""), now.get("idCampaign"))
        case "duplicate":
            return False


def missing(change: Change, now: Mapping[str, Any] | None) -> list[FieldDiff]:
    """Fields that were to be written and do not read back so; what the tracker adds of its own is no difference."""
    wanted, found = counted(change.after), counted(now)
    return diff(wanted, {name: found.get(name) for name in wanted})


async def _next(tracker: Tracker, change: Change, secrets: Mapping[str, str]) -> Asset:
    now = await current(tracker, change)
    others = moved(change, now)
    if now is None or others:
        raise StalePlan(
            f"{change.kind.title} {change.name!r} changed while the plan was applied.",
            hint="Plan again; nothing more was written.",
        )
    after = put_back(change.after or {}, secrets)
    kept = {"meta": now["meta"]} if "meta" in now else {}
    return change.kind.read({**after, **kept})
