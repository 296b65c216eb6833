"""Making one change, and finding out whether it was made."""

from collections.abc import Mapping

from funnels.assets import Asset, IntegrationKey
from funnels.secrets import put_back
from funnels.wire import Json

from ..errors import StalePlan, TrackerRefused
from ..tracker import Tracker
from .change import UNKNOWN_BASE, Change
from .clean import clean
from .diff import FieldDiff, diff, missing
from .drafted import public_id
from .merge import merged
from .revision import revision
from .sides import moved_of
from .standing import current, current_version

_TRIES = 5
"""Of a write that others come before with what is no matter to the plan."""

_OTHER_VERSION = 412


async def make(tracker: Tracker, change: Change, secrets: Mapping[str, str], *, again: bool = False) -> str:
    """Send the request of a change; answers the id of what was made or changed.

    What stands is read again right before it is touched: StalePlan where it is not what the plan was made on, and
    what the plan does not change in it stays as it is at that moment. A tracker that tells versions refuses the
    request where somebody came in between, and then it is read once more. `again`: an earlier try may have arrived.
    """
    if change.do == "create":
        made = await tracker.create(change.kind.read(put_back(change.after or {}, secrets)))
        return public_id(made)
    for _ in range(_TRIES):
        now, version = await _expected(tracker, change, again=again)
        try:
            return await _sent(tracker, change, now, version, secrets)
        except TrackerRefused as refused:
            if refused.status != _OTHER_VERSION:
                raise
            again = again or refused.repeated
        if again and is_made(change, await current(tracker, change)):
            return change.id
    raise StalePlan(
        f"{change.kind.title} {clean(change.name)!r} changes all the time.", hint="Try again when others are done."
    )


async def _sent(tracker: Tracker, change: Change, now: Json, version: str, secrets: Mapping[str, str]) -> str:
    kind, ids = change.kind, [change.id]
    match change.do:
        case "update":
            await tracker.replace(_next(change, now, secrets), version=version)
        case "duplicate":
            overrides = put_back(change.after or {}, secrets)
            return await tracker.duplicate(
                kind, change.id, name=change.new_name, parent=change.parent, overrides=overrides
            )
        case "archive":
            await tracker.archive(kind, ids, version=version)
        case "unarchive":
            await tracker.unarchive(kind, ids, version=version)
        case "delete":
            await tracker.delete(kind, ids, version=version)
        case "move":
            await tracker.move(kind, ids, change.target or "", version=version)
    return change.id


def moved(change: Change, now: Json | None) -> list[FieldDiff]:
    """What others changed since the change was planned; empty where its base still stands."""
    if change.do == "create":
        return [] if now is None else [FieldDiff("", None, "there already")]
    if change.base == UNKNOWN_BASE:
        return missing(change.kind, change.before, now)
    if revision(change.kind, now) == change.base:
        return []
    if now is None:
        return [FieldDiff("", "there", None)]
    return diff(change.kind, change.before, now) or [FieldDiff("", "as planned on", "changed")]


def is_made(change: Change, now: Json | None) -> bool:
    """Whether the change is made for certain; what became of a new secret cannot be seen."""
    return looks_made(change, now) and not (change.do == "update" and change.secrets)


def looks_made(change: Change, now: Json | None) -> bool:
    """Whether the account looks as the change would leave it."""
    match change.do:
        case "create":  # the id is ours alone
            return now is not None and not change.id_is_made_by_tracker
        case "update":
            return now is not None and not overlapping(change, now)
        case "archive":
            return now is not None and now.get("status") == "archived"
        case "unarchive":
            return now is not None and now.get("status", "active") == "active"
        case "delete":
            return now is None
        case "move":
            return now is not None and home_of(now) == (change.target or "")
        case "duplicate":
            return False


def overlapping(change: Change, now: Json) -> list[FieldDiff]:
    """Where an update wrote and it reads otherwise now; what was only added inside what it wrote is no matter."""
    ours = [one.field for one in diff(change.kind, change.before, change.after)]
    return [
        one
        for one in diff(change.kind, change.after, now)
        if any(_within(field, one.field) or (_within(one.field, field) and one.before is not None) for field in ours)
    ]


def home_of(document: Mapping[str, object]) -> str:
    """The funnel group of a funnel, the category of anything else."""
    return str(document.get("idCampaign") or document.get("idCategory") or "")


def home_field(document: Mapping[str, object]) -> str:
    return "idCampaign" if "idCampaign" in document else "idCategory"


async def namesakes(tracker: Tracker, change: Change) -> set[str]:
    """Ids of what is called as the change would call what it makes."""
    wanted = change.new_name or change.name
    entries = await tracker.entries(change.kind, status="not-deleted")
    return {entry.id for entry in entries if entry.name == wanted}


async def _expected(tracker: Tracker, change: Change, *, again: bool) -> tuple[Json, str]:
    now, version = await current_version(tracker, change)
    if again and now is not None and looks_made(change, now):
        return now, version
    others = moved(change, now)
    if now is None or others:
        fields = ", ".join(one.field or "it" for one in others[:5])
        raise StalePlan(
            f"{change.kind.title} {clean(change.name)!r} changed while the plan was applied: {fields}.",
            moved=moved_of(change, now, others),
            hint="It is left as it is now.",
        )
    return now, version


def _next(change: Change, now: Json, secrets: Mapping[str, str]) -> Asset:
    document = merged(now, change.before or {}, put_back(change.after or {}, secrets))
    wire = change.kind.wire_name("id")
    if change.kind is IntegrationKey:
        document = {**document, wire: now[wire]}
    return change.kind.read(document)


def _within(field: str, other: str) -> bool:
    return field == other or field.startswith((f"{other}.", f"{other}["))
