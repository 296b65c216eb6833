"""One change, journaled before and after its request, never sent twice where the first may have arrived."""

from collections.abc import Mapping
from typing import Any

from funnels.errors import FunnelError

from ..errors import PlanError, StalePlan, TrackerUnavailable
from ..tracker import Tracker
from .change import Change
from .clean import clean
from .plan import Plan
from .standing import current
from .store import PlanStore
from .writing import is_made, make, namesakes


async def made(
    store: PlanStore,
    tracker: Tracker,
    plan: Plan,
    position: int,
    secrets: Mapping[str, str],
    begun: Mapping[str, Any] | None,
    holder: str,
) -> str:
    """The id of what was made or changed. `begun` is what an earlier try noted before its call."""
    change = plan.changes[position]
    try:
        return await _made(store, tracker, plan, position, secrets, begun, holder)
    except FunnelError as error:
        store.note(plan.id, position, "failed", {"error": str(error)[:500]})
        store.move(plan.id, of=["applying"], to="failed")
        kind = StalePlan if isinstance(error, StalePlan) else PlanError
        raise kind(
            f"{position} of {len(plan.changes)} changes are made; then {change.do} {change.kind.title} "
            f"{clean(change.name)!r} failed: {error}",
            hint=f"Applying the plan {plan.id} again goes on from there; undo takes back what was made.",
        ) from error


async def found_made(tracker: Tracker, change: Change, begun: Mapping[str, Any]) -> str | None:
    """The id, where a try that was cut short took effect; None where it did not, or it cannot be seen."""
    if not change.id_is_made_by_tracker:
        return change.id if is_made(change, await current(tracker, change)) else None
    new = await namesakes(tracker, change) - set(begun.get("known", ()))
    if len(new) > 1:
        raise PlanError(
            f"{len(new)} things called {clean(change.new_name or change.name)!r} appeared since the request was "
            "sent, so it cannot be said which one it made.",
            hint="Rename or delete those that are not wanted, then apply again.",
        )
    return new.pop() if new else None


async def _made(
    store: PlanStore,
    tracker: Tracker,
    plan: Plan,
    position: int,
    secrets: Mapping[str, str],
    begun: Mapping[str, Any] | None,
    holder: str,
) -> str:
    change = plan.changes[position]
    if begun is not None and (found := await found_made(tracker, change, begun)) is not None:
        store.note(plan.id, position, "done", {"id": found, "found": True})
        return found
    intent: dict[str, Any] = dict(begun or {"do": change.do, "family": change.family, "id": change.id})
    if begun is None and change.id_is_made_by_tracker:
        intent["known"] = sorted(await namesakes(tracker, change))
    store.note(plan.id, position, "intent", intent, holder=holder)
    try:
        id = await make(tracker, change, secrets, again=begun is not None)
    except TrackerUnavailable as error:
        if not error.sent:
            raise
        arrived = await found_made(tracker, change, intent)
        if arrived is None:
            raise
        id = arrived
    store.note(plan.id, position, "done", {"id": id})
    return id
