"""The end of a plan that others came in between, once the plan it was merged into takes over."""

from typing import Any

from ..errors import PlanError, StalePlan
from .plan import Plan, Status
from .progress import made_of
from .store import Kept, PlanStore

_PARTLY: tuple[Status, ...] = ("applying", "failed")


def refuse_other_merge(store: PlanStore, kept: Kept) -> None:
    """PlanError where something else became of the plan that this one merges."""
    old = store.get(kept.plan.merges)
    if old.status == "superseded" and old.result.get("merged") == kept.plan.id:
        return
    if old.status not in _PARTLY:
        raise PlanError(
            f"The plan {old.plan.id}, which this one merges, is {old.status}, so this one has no place any more.",
            hint="Nothing was written; plan what is still wanted.",
        )
    if store.merged_plan_went_on(kept):
        raise StalePlan(
            f"The plan {old.plan.id} went on since it was merged.", hint=f"Nothing was written; apply {old.plan.id}."
        )


def close_merged(store: PlanStore, plan: Plan) -> None:
    """From now on only what is made of the plan it merges can be taken back; the rest is up to this one."""
    old = store.get(plan.merges)
    if old.status in _PARTLY:
        close(store, old, by=plan.id)


def close(store: PlanStore, kept: Kept, *, by: str) -> None:
    """End a plan that is left to the plan `by`, or of which nothing is left to do."""
    result: dict[str, Any] = {"merged": by}
    if kept.status in _PARTLY:
        done = made_of(store, kept.plan.id).done
        ids = [done.get(at) for at in range(len(kept.plan.changes))]
        result |= {"verified": False, "ids": ids, "left": []}
    store.move(kept.plan.id, of=[kept.status], to="superseded", result=result)
