"""The plan that takes an applied plan back."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from funnels.wire import Json

from ..errors import PlanError, StalePlan
from ..tracker import Tracker
from .change import Change
from .diff import diff
from .drafted import Drafted, with_secrets_apart
from .plan import Plan
from .revision import counted, revision
from .writing import current

_MOST_TOLD = 5


async def inverse(tracker: Tracker, plan: Plan, ids: Sequence[str]) -> Drafted:
    """Changes that bring back what was before, in an order in which nothing is left hanging.

    `ids` are what each change made or touched. What others changed since stays where it is in fields the plan did
    not touch; where both touched the same, StalePlan says which.
    """
    made = {id for change, id in zip(plan.changes, ids, strict=True) if change.do in ("create", "duplicate")}
    inverses: list[Change] = []
    conflicts: list[str] = []
    for change, id in reversed(list(zip(plan.changes, ids, strict=True))):
        now = await current(tracker, change.model_copy(update={"id": id}))
        try:
            inverses += _inverse(change, id, now, is_made=id in made)
        except StalePlan as error:
            conflicts.append(str(error))
    if conflicts:
        raise StalePlan("; ".join(conflicts), hint="Change those by hand, or plan the changes you want.")
    if not inverses:
        raise PlanError(f"Nothing is left of the plan {plan.id} to take back.", hint="Nothing was written.")
    return with_secrets_apart(iter(sorted(inverses, key=_funnels_first)))


def _funnels_first(change: Change) -> bool:
    """A funnel goes before what it refers to, when both are taken away."""
    return not (change.do == "delete" and change.family == "funnel")


def _inverse(change: Change, id: str, now: Json | None, *, is_made: bool) -> Iterator[Change]:
    name = change.new_name or change.name
    shared: dict[str, Any] = {"family": change.family, "id": id, "name": name, "before": now, "base": revision(now)}
    if change.do in ("create", "duplicate"):
        if now is not None:
            yield Change(do="delete", **shared)
    elif is_made:
        return
    elif change.do == "update":
        yield Change(do="update", after=_back(change, now), **shared)
    elif change.do == "delete":
        if now is None:
            yield Change(do="create", **{**shared, "after": change.before, "base": "", "before": None})
    elif change.do == "move":
        yield Change(do="move", target=_home_of(change), **shared)
    else:
        yield Change(do="unarchive" if change.do == "archive" else "archive", **shared)


def _back(change: Change, now: Json | None) -> Json:
    """The document as it is now, with the fields the change wrote as they were before it."""
    if now is None:
        raise StalePlan(f"{change.kind.title} {change.name!r} was deleted since")
    before, after = change.before or {}, change.after or {}
    written = {one.field.partition(".")[0].partition("[")[0] for one in diff(before, after)}
    found, wanted = counted(now), counted(after)
    touched = sorted(name for name in written if found.get(name) != wanted.get(name))
    if touched:
        told = [f"{one.field} is {one.after!r}" for one in diff(_only(wanted, touched), _only(found, touched))]
        raise StalePlan(
            f"{change.kind.title} {change.name!r} was changed since in what would be taken back: "
            f"{', '.join(told[:_MOST_TOLD])}"
        )
    kept = {name: value for name, value in now.items() if name not in written}
    return kept | {name: before[name] for name in written if name in before}


def _only(document: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    return {name: document.get(name) for name in names}


def _home_of(change: Change) -> str:
    before = change.before or {}
    return str(before.get("idCampaign") or before.get("idCategory") or "")
