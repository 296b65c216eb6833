"""Making the changes of a plan a person has seen, and proving it."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import anyio

from funnels.errors import FunnelError

from ..errors import PlanError, StalePlan
from ..tracker import Tracker
from .bases import refuse_moved, refuse_taken_names
from .clean import clean
from .gate import refuse_forbidden
from .leaning import refuse_shaken
from .lease import new_holder
from .making import cut_short, made
from .newcomers import refuse_newcomers
from .plan import Plan
from .policy import Policy
from .progress import made_of
from .proof import Outcome, proven
from .running import Running
from .seal import opened
from .sightings import sightings
from .store import TAKEABLE, Kept, PlanStore
from .superseding import close_merged, refuse_other_merge

Progress = Callable[[float, float, str], Awaitable[None]]
"""Told how many of how many are done, and what comes next."""

_LOOK_SECONDS = 0.1


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
    policy: Policy,
    progress: Progress = _quiet,
    patience: float = 0.0,
) -> Applied:
    """Make the changes of the plan with the fingerprint that was `shown`; also goes on where one was cut short.

    It takes the yes of as many persons as the policy wants, given to `store.approvals`, and uses them up.
    `patience` is how many seconds to wait while another plan is applied.

    Raises StalePlan with what others changed, PlanError where it is not the time or nobody said yes, PolicyError, and
    what the tracker raises; the journal then says how far it came, and applying again goes on from there.
    """
    _refuse(store, store.get(plan_id), shown, now)
    holder = new_holder()
    await _leased(store, holder, patience)
    try:
        kept = store.get(plan_id)  # somebody may have been faster
        _refuse(store, kept, shown, now)
        await refuse_forbidden(policy, kept.plan, tracker, now)
        return await _apply(store, tracker, kept, holder, policy.persons(kept.plan), progress)
    finally:
        store.release(holder)


async def _leased(store: PlanStore, holder: str, patience: float) -> None:
    """Wait for whoever applies a plan right now; PlanError where that takes longer than `patience`."""
    for _ in range(int(patience / _LOOK_SECONDS)):
        try:
            store.lease(holder)
        except PlanError:
            await anyio.sleep(_LOOK_SECONDS)
        else:
            return
    store.lease(holder)


async def _apply(
    store: PlanStore, tracker: Tracker, kept: Kept, holder: str, persons: int, progress: Progress
) -> Applied:
    plan = kept.plan
    total = len(plan.changes)
    earlier = made_of(store, plan.id)
    done = dict(earlier.done)
    waiting = [at for at in range(total) if at not in done]
    await refuse_moved(
        tracker,
        [plan.changes[at] for at in waiting if at not in earlier.begun],
        begun=[plan.changes[at] for at in waiting if at in earlier.begun],
    )
    rest = [plan.changes[at] for at in waiting]
    await refuse_taken_names(tracker, rest)
    await refuse_newcomers(tracker, rest, plan.changes)
    await refuse_shaken(tracker, plan.leans if waiting else ())
    secrets = _secrets(store, plan)
    yes = store.approvals.use(plan, persons)
    if plan.merges:
        close_merged(store, plan)
    store.move(plan.id, of=["ready", "applying", "failed"], to="applying")
    store.note(plan.id, -1, "approved", {"by": [asdict(one) | {"at": one.at.isoformat()} for one in yes]})
    running = Running(store, plan.id, holder)
    try:
        for at in waiting:
            change = plan.changes[at]
            await progress(len(done), total, f"{change.do} {change.kind.title} {clean(change.name)}")
            done[at] = await made(running, tracker, plan, at, secrets[at], earlier.begun.get(at))
        await progress(total, total, "reading back")
        applied = Applied(plan, await proven(tracker, plan, done))
        seen = await sightings(store, tracker, plan, applied.outcomes)
        store.finish(plan, _result(applied), running.taken(), before=seen.before, after=seen.after)
    except FunnelError as error:
        if len(done) == total:
            raise
        running.flush()
        store.move(plan.id, of=["applying"], to="failed")
        raise cut_short(plan, at, len(done), error) from error
    except BaseException:  # Ctrl-C, or whoever asked went away
        running.keep(-1, "interrupted", {"made": len(done)})
        raise
    finally:
        running.flush()
    return applied


def _result(applied: Applied) -> dict[str, Any]:
    outcomes = applied.outcomes
    differing = [at for at, one in enumerate(outcomes) if one.differences]
    return {
        "verified": applied.verified,
        "ids": [one.id for one in outcomes],
        "left": [one.left for one in outcomes],
        **({"differing": differing} if differing else {}),
    }


def _refuse(store: PlanStore, kept: Kept, shown: str, now: datetime) -> None:
    plan = kept.plan
    if plan.fingerprint != shown:
        raise StalePlan(
            f"The fingerprint is not that of the plan {plan.id}, so it is not the plan that was shown.",
            hint="Show the plan again and use the fingerprint it comes with.",
        )
    if kept.status == "expired" or (kept.status == "ready" and now >= plan.expires):
        store.let_go(plan.id)
        raise PlanError(f"The plan {plan.id} expired at {plan.expires:%Y-%m-%d %H:%M} UTC.", hint="Plan again.")
    if kept.status not in ("ready", "applying", "failed"):
        raise PlanError(f"The plan {plan.id} is {kept.status}.", hint="list_plans shows what can be applied.")
    if kept.status != "ready":
        _refuse_half_undone(store, plan)
    if plan.undoes and kept.status == "ready":
        _refuse_other_undo(store, kept)
    if plan.merges and kept.status == "ready":
        refuse_other_merge(store, kept)


def _refuse_half_undone(store: PlanStore, plan: Plan) -> None:
    """What takes a plan back has to end before the plan can go on: nobody could say afterwards what stands."""
    for one in store.latest(("applying", "failed"), limit=100, but=plan.id):
        if one.plan.undoes == plan.id:
            raise PlanError(
                f"The plan {one.plan.id}, which takes {plan.id} back, is made in part.",
                hint=f"Nothing was written. Go on with that one: funnelwright plans resume {one.plan.id}.",
            )


def _refuse_other_undo(store: PlanStore, kept: Kept) -> None:
    undone = store.get(kept.plan.undoes)
    if undone.status not in TAKEABLE:
        raise PlanError(f"The plan {undone.plan.id} is {undone.status}, so it cannot be taken back.")
    if store.went_on(kept):
        raise StalePlan(
            f"The plan {undone.plan.id} went on since its undo was planned.",
            hint="Nothing was written; undo it anew.",
        )


def _secrets(store: PlanStore, plan: Plan) -> list[dict[str, str]]:
    """By path, for each change; PlanError where one is not what the plan was shown with."""
    vault = store.secrets(plan.id)
    return [
        {path: opened(vault.get(f"{at}:{path}"), seal) for path, seal in change.secrets.items()}
        for at, change in enumerate(plan.changes)
    ]
