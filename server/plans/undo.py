"""The plan that takes a plan back: an applied one, or what was made of one that failed."""

from collections.abc import Sequence

from ..errors import PlanError, StalePlan
from ..tracker import Tracker
from .inverse import Inverse
from .making import found_made
from .plan import Plan
from .progress import made_of
from .referrers import refuse_used
from .secrecy import Drafted, with_secrets_apart
from .standing import standing
from .store import TAKEABLE, PlanStore


async def taken_back(store: PlanStore, tracker: Tracker, plan_id: str) -> Drafted:
    """Changes that take back an applied plan, or all that was made of one that failed or was cut short.

    Of a plan that others came in between its own part: what the plan it was merged into made goes with that one.
    """
    kept = store.get(plan_id)
    if kept.status not in TAKEABLE:
        raise PlanError(
            f"The plan {plan_id} is {kept.status}, so there is nothing to take back.",
            hint="list_plans with status applied shows what can be taken back.",
        )
    if "ids" in kept.result:
        return await inverse(tracker, kept.plan, kept.result["ids"], left=kept.result["left"])
    made = made_of(store, plan_id)
    ids: list[str | None] = [made.done.get(at) for at in range(len(kept.plan.changes))]
    for at, begun in made.begun.items():
        ids[at] = await found_made(tracker, kept.plan.changes[at], begun)
    return await inverse(tracker, kept.plan, ids)


async def inverse(tracker: Tracker, plan: Plan, ids: Sequence[str | None], *, left: Sequence[str] = ()) -> Drafted:
    """Changes that bring back what was before, in an order in which nothing is left hanging.

    `ids` are what each change made or touched, None where it was not made; `left` are the revisions it left. What
    others changed since stays where the plan did not touch it; where both touched the same, StalePlan says what.
    What cannot come back is said in the notes of the changes.
    """
    made = [(change, id) for change, id in zip(plan.changes, ids, strict=True) if id is not None]
    found = await standing(tracker, ((change.family, id) for change, id in made))
    revisions = {(one.family, id): revision for one, id, revision in zip(plan.changes, ids, left, strict=False) if id}
    work = Inverse(tracker, made, found, revisions)
    for change, id in reversed(made):
        await work.take_back(change, id)
    if work.conflicts:
        raise StalePlan(
            f"Others changed since what would be taken back: {'; '.join(work.conflicts)}.",
            moved=work.moved,
            hint="Change those by hand, or plan the changes you want.",
        )
    changes = work.ordered()
    if not changes:
        why = "; ".join(work.impossible)
        raise PlanError(
            f"Nothing is left of the plan {plan.id} to take back{f': {why}' if why else ''}.",
            hint="Nothing was written.",
        )
    if not plan.undoes:  # what an undo brought back was used before it went
        await refuse_used(tracker, changes)
    return with_secrets_apart(changes)
