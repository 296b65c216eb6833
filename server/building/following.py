from datetime import datetime

from funnels.wire import Json

from ..errors import PlanError, StalePlan
from ..plans import Item, Kept, abandon, clean, data, items_of, names_in, text
from ..plans.auditing import audited
from ..plans.store import WAITING
from .drawing import drawn_plan
from .planning import Planning

_OPEN_AFTER_START = ("applying", "failed")


class Following(Planning):
    """What became of a saved plan, and its end where it is not gone on with."""

    async def report(self, plan_id: str) -> Json:
        """The whole plan, and of each change whether it is made."""
        kept = self._workspace.plans.get(plan_id)
        plan, names = kept.plan, names_in(kept.plan.changes)
        items = list(items_of(self._workspace.plans, kept))
        return {
            "plan_id": plan.id,
            "fingerprint": plan.fingerprint,
            "title": clean(plan.title),
            "status": kept.status,
            "level": plan.level,
            "created": plan.created.isoformat(timespec="seconds"),
            "expires": plan.expires.isoformat(timespec="seconds"),
            "undoes": plan.undoes,
            "funnel": {"id": plan.funnel[0], "name": plan.funnel[1]} if plan.funnel else None,
            "subject": plan.subject,
            "verified": kept.result.get("verified"),
            "made": sum(one.status in ("made", "differs") for one in items),
            "unknown": sum(one.status == "unknown" for one in items),
            "changes": [
                {**data(one.change, names), "id": one.id, "status": one.status, "error": clean(one.error)}
                for one in items
            ],
            "findings": list(plan.findings),
            "picture": plan.picture,
            "text": text(plan),
            "next": _next(kept),
        }

    async def plan_picture(self, plan_id: str) -> str:
        """The funnels it is about as SVG, before and after in one; InputError where it touches none."""
        return await drawn_plan(self._workspace.tracker, self._workspace.plans.get(plan_id).plan)

    async def audit(self, plan_id: str, since: datetime | None) -> list[Json]:
        """The journal, oldest line first; of one plan, or of all. NotFoundError where there is no such plan."""
        return list(audited(self._workspace.plans, plan_id=plan_id, since=since))

    async def how_far(self, plan_id: str) -> str:
        """One sentence for a person whose plan was cut short, with the ways to go on."""
        kept = self._workspace.plans.get(plan_id)
        return _how_far(kept, list(items_of(self._workspace.plans, kept)))

    async def abandon(self, plan_id: str, *, keep: bool) -> Json | None:
        """Close the plan; where something is made that shall not stay, a saved plan that takes it back.

        That plan has to be applied, which closes the other. Where others' edits stand against it, StalePlan says so.
        """
        plans, tracker = self._workspace.plans, self._workspace.tracker
        if await abandon(plans, tracker, plan_id, keep=keep):
            return None
        way_out = f"To leave what is made as it is: funnelwright plans abandon {plan_id} --keep."
        try:
            return await self.plan_undo(plan_id)
        except StalePlan as stale:
            raise StalePlan(str(stale.args[0]), moved=stale.moved, hint=f"{stale.hint} {way_out}") from stale
        except PlanError as error:
            raise PlanError(str(error.args[0]), hint=f"{error.hint} {way_out}") from error


def _how_far(kept: Kept, items: list[Item]) -> str:
    id, total = kept.plan.id, len(items)
    made = sum(one.status in ("made", "differs") for one in items)
    unknown = sum(one.status == "unknown" for one in items)
    said = f"{made} of {total} changes are made"
    if unknown:
        said += f", and of {unknown} it has to be looked up"
    if kept.status in _OPEN_AFTER_START:
        return (
            f"{said}; go on with `funnelwright plans resume {id}`, or take back what was made with "
            f"`funnelwright plans abandon {id}`."
        )
    return f"{said}; the plan is {kept.status}."


def _next(kept: Kept) -> str:
    id = kept.plan.id
    if kept.status in _OPEN_AFTER_START:
        return f"funnelwright plans resume {id} goes on; funnelwright plans abandon {id} takes back what is made."
    if kept.status in WAITING:
        return f"funnelwright apply {id} applies it, until {kept.plan.expires:%Y-%m-%d %H:%M} UTC."
    if merged := kept.result.get("merged"):
        return f"What was left of it went into another plan: funnelwright plans show {merged}."
    return ""
