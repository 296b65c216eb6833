"""The end of a plan that nobody goes on with."""

from ..errors import PlanError
from ..tracker import Tracker
from .lease import new_holder
from .making import found_made
from .plan import Status
from .progress import made_of
from .sightings import sightings_of_unfinished
from .store import Kept, PlanStore

_OPEN: tuple[Status, ...] = ("ready", "applying", "failed")


async def resolved(store: PlanStore, tracker: Tracker, kept: Kept) -> dict[int, str]:
    """Position -> id of all that is made. What was sent without an answer is looked for, and noted where found."""
    made = made_of(store, kept.plan.id)
    done = dict(made.done)
    for at, begun in made.begun.items():
        found = await found_made(tracker, kept.plan.changes[at], begun)
        if found is not None:
            store.note(kept.plan.id, at, "done", {"id": found, "found": True})
            done[at] = found
    return done


async def abandon(store: PlanStore, tracker: Tracker, plan_id: str, *, keep: bool = False) -> bool:
    """Close a plan of which nothing is made, or of which what is made shall stay; whether it is closed.

    What stays is told by the journal and can be taken back later. False: something is made and has to be taken back
    first. PlanError for a plan that is closed already, or is being applied right now.
    """
    holder = new_holder()
    store.lease(holder)
    try:
        kept = store.get(plan_id)
        if kept.status not in _OPEN:
            raise PlanError(f"The plan {plan_id} is {kept.status} already.", hint=_hint(kept))
        done = await resolved(store, tracker, kept)
        if done and not keep:
            return False
        seen = await sightings_of_unfinished(store, tracker, kept.plan)
        _close(store, kept, done)
        store.versions.note_seen(seen.before, seen.after)
        return True
    finally:
        store.release(holder)


def _close(store: PlanStore, kept: Kept, done: dict[int, str]) -> None:
    """Nobody goes on with it; what of it is `done` stays as it is."""
    total = len(kept.plan.changes)
    ids = {"ids": [done.get(at) for at in range(total)], "left": []} if done else {}
    store.note(kept.plan.id, total, "abandoned", {"made": len(done)})
    store.move(kept.plan.id, of=_OPEN, to="abandoned", result={"verified": False, **ids})


def _hint(kept: Kept) -> str:
    return f"undo takes it back: funnelwright plans undo {kept.plan.id}." if kept.status == "applied" else ""
