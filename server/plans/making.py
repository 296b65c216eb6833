"""One change, journaled before and after its request, never sent twice where the first may have arrived."""

from collections.abc import Mapping
from typing import Any

from funnels.errors import FunnelError

from ..errors import PlanError, StalePlan, TrackerUnavailable
from ..tracker import Tracker, recorded_by
from .change import Change
from .clean import clean
from .plan import Plan
from .running import Running, Sending
from .standing import current
from .writing import is_made, make, namesakes

_TRIES = 5
"""Of an update that gets no answer; how long to wait in between is known below."""


async def made(
    running: Running,
    tracker: Tracker,
    plan: Plan,
    position: int,
    secrets: Mapping[str, str],
    begun: Mapping[str, Any] | None,
) -> str:
    """The id of what was made or changed. `begun` is what an earlier try noted before its call."""
    change = plan.changes[position]
    sending = Sending(running, position, {"do": change.do, "family": change.family, "id": change.id}, secrets)
    try:
        return await _made(running, tracker, change, secrets, begun, sending)
    except FunnelError as error:
        maybe = begun is not None or sending.may_be_made
        running.keep(position, "failed", {"error": str(error)[:500], "maybe": maybe})
        raise


def cut_short(plan: Plan, position: int, made: int, error: FunnelError) -> PlanError:
    """What to tell of a plan that failed at this change."""
    change = plan.changes[position]
    told = (
        f"{made} of {len(plan.changes)} changes are made; then {change.do} {change.kind.title} "
        f"{clean(change.name)!r} failed: {error}"
    )
    hint = f"Applying the plan {plan.id} again goes on from there; undo takes back what was made."
    if isinstance(error, StalePlan):
        return StalePlan(told, moved=error.moved, hint=hint)
    return PlanError(told, hint=hint)


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
    running: Running,
    tracker: Tracker,
    change: Change,
    secrets: Mapping[str, str],
    begun: Mapping[str, Any] | None,
    sending: Sending,
) -> str:
    if begun is not None and (found := await found_made(tracker, change, begun)) is not None:
        running.keep(sending.position, "done", {"id": found, "found": True})
        return found
    if change.id_is_made_by_tracker:
        running.flush()  # looking takes a while
        known = begun.get("known", []) if begun else sorted(await namesakes(tracker, change))
        sending.intent["known"] = known
    id = await _sent(tracker, change, secrets, sending, again=begun is not None)
    running.keep(sending.position, "done", {"id": id})
    if change.secrets or change.id_is_made_by_tracker:
        running.flush()  # looking might not find this one
    return id


async def _sent(
    tracker: Tracker, change: Change, secrets: Mapping[str, str], sending: Sending, *, again: bool
) -> str:
    """The id of what was made. A whole document is sent again only after another look at what stands there."""
    for left in reversed(range(_TRIES if change.do == "update" else 1)):
        try:
            with recorded_by(sending):
                return await make(tracker, change, secrets, again=again)
        except TrackerUnavailable as error:
            if error.sent:
                again = sending.may_be_made = True  # also where looking for it fails, too
                if (arrived := await found_made(tracker, change, sending.intent)) is not None:
                    return arrived
            if not left:
                raise
    raise AssertionError("the last try returns or raises")
