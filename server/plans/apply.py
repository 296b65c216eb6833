"""Making the changes of a plan a person has seen, and proving it."""

import secrets as chance
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from funnels.errors import FunnelError
from funnels.wire import Json

from ..errors import PlanError, StalePlan
from ..tracker import Tracker
from .change import Change
from .diff import FieldDiff
from .plan import Plan
from .store import Kept, PlanStore
from .writing import current, is_made, make, missing, moved

Progress = Callable[[float, float, str], Awaitable[None]]
"""Told how many of how many are done, and what comes next."""

_MOST_TOLD = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a change."""

    change: Change
    id: str
    status: str
    """made, already there, or differs."""
    differences: Sequence[FieldDiff] = ()


@dataclass(frozen=True, slots=True)
class Applied:
    plan: Plan
    outcomes: tuple[Outcome, ...]

    @property
    def verified(self) -> bool:
        """Everything written was read back and says what the plan says."""
        return not any(one.differences for one in self.outcomes)


async def _quiet(done: float, total: float, what: str) -> None:
    pass


async def apply(
    store: PlanStore,
    tracker: Tracker,
    plan_id: str,
    *,
    shown: str,
    now: datetime,
    approved_by: str,
    surface: str,
    progress: Progress = _quiet,
) -> Applied:
    """Make the changes of the plan with the fingerprint that was `shown`; also goes on where one was cut short.

    Raises StalePlan with what others changed, PlanError where it is not the time, and what the tracker raises; the
    journal then says how far it came, and applying again goes on from there.
    """
    kept = store.get(plan_id)
    _refuse(kept, shown, now)
    holder = chance.token_hex(8)
    store.lease(holder)
    try:
        return await _apply(store, tracker, kept, holder, approved_by, surface, progress)
    finally:
        store.release(holder)


async def _apply(
    store: PlanStore,
    tracker: Tracker,
    kept: Kept,
    holder: str,
    approved_by: str,
    surface: str,
    progress: Progress,
) -> Applied:
    plan, begun = kept.plan, kept.status != "ready"
    done = _done(store, plan) if begun else {}
    await refuse_moved(tracker, [one for at, one in enumerate(plan.changes) if at not in done], begun=begun)
    store.move(plan.id, of=["ready", "applying", "failed"], to="applying")
    store.note(plan.id, -1, "approved", {"by": approved_by, "surface": surface, "fingerprint": plan.fingerprint})
    values = store.secrets(plan.id)
    for position, change in enumerate(plan.changes):
        await progress(position, len(plan.changes), f"{change.do} {change.kind.title} {change.name}")
        if position not in done:
            store.lease(holder)
            done[position] = await _one(store, tracker, plan, position, _of(values, position), begun=begun)
    outcomes = await _outcomes(tracker, plan, done)
    applied = Applied(plan, outcomes)
    result = {"verified": applied.verified, "ids": [done[at] for at in range(len(plan.changes))]}
    store.note(plan.id, len(plan.changes), "verified", result)
    store.move(plan.id, of=["applying"], to="applied", result=result)
    if plan.undoes:
        store.move(plan.undoes, of=["applied"], to="undone")
    await progress(len(plan.changes), len(plan.changes), "read back")
    return applied


def _refuse(kept: Kept, shown: str, now: datetime) -> None:
    plan = kept.plan
    if plan.fingerprint != shown:
        raise StalePlan(
            f"The fingerprint is not that of the plan {plan.id}, so it is not the plan that was shown.",
            hint="Show the plan again and use the fingerprint it comes with.",
        )
    if kept.status == "expired" or (kept.status == "ready" and now >= plan.expires):
        raise PlanError(f"The plan {plan.id} expired at {plan.expires:%Y-%m-%d %H:%M} UTC.", hint="Plan again.")
    if kept.status not in ("ready", "applying", "failed"):
        raise PlanError(f"The plan {plan.id} is {kept.status}.", hint="list_plans shows what can be applied.")


async def refuse_moved(tracker: Tracker, changes: Sequence[Change], *, begun: bool = False) -> None:
    """StalePlan where the account is no longer what the changes were planned on."""
    told: list[str] = []
    for change in changes:
        now = await current(tracker, change)
        if change.do == "create" and now is not None and not begun:
            told.append(f"{change.kind.title} {change.name!r} exists already")
        if begun and is_made(change, now):
            continue
        told += [_told(change, one) for one in moved(change, now)[:_MOST_TOLD]]
    if told:
        raise StalePlan(
            f"The account has changed since this plan was made: {'; '.join(told)}.",
            hint="Nothing was written. Plan again and show it.",
        )


async def _one(
    store: PlanStore, tracker: Tracker, plan: Plan, position: int, secrets: dict[str, str], *, begun: bool
) -> str:
    """Make one change, journaled before and after. Where an earlier try was cut short, look first."""
    change = plan.changes[position]
    if begun and is_made(change, await current(tracker, change)):
        store.note(plan.id, position, "done", {"id": change.id, "found": True})
        return change.id
    store.note(plan.id, position, "intent", {"do": change.do, "family": change.family, "id": change.id})
    try:
        id = await make(tracker, change, secrets)
    except FunnelError as error:
        store.note(plan.id, position, "failed", {"error": str(error)[:500]})
        store.move(plan.id, of=["applying"], to="failed")
        raise PlanError(
            f"{position} of {len(plan.changes)} changes are made; then {change.do} {change.kind.title} "
            f"{change.name!r} failed: {error}",
            hint=f"Applying the plan {plan.id} again goes on from there; undo takes back what was made.",
        ) from error
    store.note(plan.id, position, "done", {"id": id})
    return id


async def _outcomes(tracker: Tracker, plan: Plan, done: dict[int, str]) -> tuple[Outcome, ...]:
    """Read everything back. What the plan changes twice is compared with how it leaves it."""
    last = {change.id: at for at, change in enumerate(plan.changes)}
    outcomes = []
    for at, change in enumerate(plan.changes):
        is_last = last[change.id] == at
        outcomes.append(await _verified(tracker, change, done[at]) if is_last else Outcome(change, done[at], "made"))
    return tuple(outcomes)


async def _verified(tracker: Tracker, change: Change, id: str) -> Outcome:
    if change.do == "duplicate":
        copy = await current(tracker, change.model_copy(update={"id": id}))
        name = copy.get(change.kind.wire_name("name")) if copy else None
        wrong = [] if name == change.new_name else [FieldDiff("name", change.new_name, name)]
        return Outcome(change, id, "differs" if wrong else "made", wrong)
    if change.kind.family == "integration_key":
        return Outcome(change, id, "made")
    now: Json | None = await current(tracker, change)
    if change.do in ("create", "update"):
        differences = missing(change, now)
    else:
        differences = [] if is_made(change, now) else [FieldDiff("status", change.do, (now or {}).get("status"))]
    return Outcome(change, id, "differs" if differences else "made", differences)


def _done(store: PlanStore, plan: Plan) -> dict[int, str]:
    """Position -> id, of the changes the journal knows to be made."""
    return {one.position: str(one.detail["id"]) for one in store.journal(plan.id) if one.phase == "done"}


def _of(values: dict[str, str], position: int) -> dict[str, str]:
    prefix = f"{position}:"
    return {place.removeprefix(prefix): value for place, value in values.items() if place.startswith(prefix)}


def _told(change: Change, one: FieldDiff) -> str:
    place = f" {one.field}" if one.field else ""
    return f"{change.kind.title} {change.name!r}{place} was {_short(one.before)}, is {_short(one.after)}"


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
