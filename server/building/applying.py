from collections.abc import Mapping
from typing import Any

from funnels.assets import Funnel
from funnels.secrets import covered
from funnels.wire import Json

from ..contracts import Operation
from ..errors import PlanError, StalePlan
from ..plans import Applied, Kept, Plan, Progress, apply, clean, refuse_forbidden, text
from ..plans.running import Running, Sending
from ..plans.store import WAITING
from ..tracker import recorded_by
from . import approving, linking, showing
from .merging import answer_stale
from .place import MCP, Place
from .snapshots import account_of

_HINTS: dict[str, str] = {
    "applied": "It is done already; undo takes it back.",
    "expired": "Plan again: what it was made from may have changed.",
    "undone": "It was taken back; plan again if it is wanted after all.",
    "superseded": "Others made the same changes already.",
}

_PATIENCE = 15.0
"""Seconds to wait while another plan is applied to the account."""

_BLINK = 0.25
"""Seconds in which no person reads a plan and answers."""


def _hint(kept: Kept) -> str:
    if merged := kept.result.get("merged"):
        return f"Others came in between, and it was merged into {merged}: apply that one."
    return _HINTS.get(kept.status, "Plan again.")


class Applying(Place):
    """Asking a person, and making the changes they said yes to."""

    # applying

    async def plan(self, plan_id: str) -> str:
        """The plan as a person reads it."""
        return text(self._workspace.plans.get(plan_id).plan)

    async def question(self, plan_id: str, fingerprint: str) -> str:
        """The plan as a person reads it before their yes. Nobody is asked about what cannot be applied."""
        kept = self._workspace.plans.get(plan_id)
        plan = kept.plan
        if kept.status not in WAITING:
            raise PlanError(f"The plan {plan_id} is {kept.status}.", hint=_hint(kept))
        if fingerprint != plan.fingerprint:
            raise PlanError(
                f"That is not the fingerprint of the plan {plan_id}.", hint="Use the one it was answered with."
            )
        workspace = self._workspace
        await refuse_forbidden(workspace.policy(), plan, workspace.tracker, workspace.now())
        return f"{text(plan)}{approving.said_so_far(workspace, plan)}"

    def is_approved(self, plan_id: str) -> bool:
        """Whether as many persons as it needs said yes to the plan, so that nobody has to be asked again."""
        return approving.is_enough(self._workspace, self._workspace.plans.get(plan_id).plan)

    async def approve(self, plan_id: str, fingerprint: str, *, typed: str) -> Json:
        """Keep the yes of a person to the plan they were shown, for whoever applies it; nothing is written."""
        await self.question(plan_id, fingerprint)
        plan = self._workspace.plans.get(plan_id).plan
        given = approving.give(self._workspace, plan, fingerprint, typed, self.person, self._through)
        return approving.approved(self._workspace, plan, given)

    def asks(self, plan_id: str) -> None:
        """Note that a person is shown the question now."""
        self._asked[plan_id] = self._clock()

    async def name_of(self, plan_id: str) -> str:
        return self._workspace.plans.get(plan_id).plan.subject

    async def declined(self, plan_id: str) -> str:
        """Words for a no; one that came faster than a person can read is told apart."""
        asked = self._asked.pop(plan_id, None)
        if self._surface == MCP and asked is not None and self._clock() - asked < _BLINK:
            return (
                "Declined within a blink, so probably by the client itself and not by a person. Nothing was written; "
                f"a person can apply it in a terminal: funnelwright apply {plan_id}"
            )
        return "Declined; nothing was written. The plan stays and can be applied until it expires."

    async def apply(
        self,
        plan_id: str,
        fingerprint: str,
        *,
        typed: str,
        progress: Progress,
        already_approved: bool = False,
    ) -> Json:
        """Apply it with the yes of the person here; where the plan needs one more, theirs is kept.

        `already_approved`: nobody was asked, for enough said yes before.
        """
        workspace = self._workspace
        self._asked.pop(plan_id, None)
        self._names.forget()
        plan = workspace.plans.get(plan_id).plan
        await refuse_forbidden(workspace.policy(), plan, workspace.tracker, workspace.now())
        if not already_approved:
            given = approving.give(workspace, plan, fingerprint, typed, self.person, self._through)
            if not approving.is_enough(workspace, plan):
                return approving.approved(workspace, plan, given)
        try:
            applied = await apply(
                workspace.plans,
                workspace.tracker,
                plan_id,
                shown=fingerprint,
                now=workspace.now(),
                policy=workspace.policy(),
                progress=progress,
                patience=_PATIENCE,
            )
        except StalePlan as stale:
            return await answer_stale(workspace, plan_id, stale)
        finally:
            if not already_approved:  # what it did not need now, nobody may use later
                workspace.plans.approvals.withdraw(given.number)
        return await self._done(applied)

    async def call(self, operation: Operation, query: Mapping[str, Any], body: Json | None) -> Any:
        """One operation of the contract, as it is; secrets in the answer are covered."""
        if operation.effect == "read":
            answer = await self._workspace.tracker.call(operation, query, body)
        else:
            self.refuse_unplanned(operation)
            self._names.forget()
            answer = await self._noted(operation, query, body)
        return covered({"answer": answer})["answer"]

    async def _noted(self, operation: Operation, query: Mapping[str, Any], body: Json | None) -> Any:
        """There is no plan, so the journal says by itself what was asked and who approved it."""
        workspace, through = self._workspace, self._through
        by = {"person": self.person, "surface": through, "at": workspace.now().isoformat()}
        asked = {"request": operation.id, "person": self.person, "surface": through, "model": ""}
        running = Running(workspace.plans, "", "")
        try:
            with recorded_by(Sending(running, -1, {"asked": asked, "by": [by]}, {})):
                return await workspace.tracker.call(operation, query, body)
        finally:
            running.flush()

    def refuse_unplanned(self, operation: Operation) -> None:
        """PolicyError for an operation that writes, where a policy is in force: policies are about plans."""
        if operation.effect != "read":
            self._workspace.refuse_unplanned()

    async def _done(self, applied: Applied) -> Json:
        plan = applied.plan
        differing = [one for one in applied.outcomes if one.differences]
        count = len(applied.outcomes)
        written = "1 change" if count == 1 else f"{count} changes"
        message = f"Done: {plan.title}. {written} written, read back and verified."
        if differing:
            names = ", ".join(repr(clean(one.change.name)) for one in differing)
            message = f"Written, but not verified: what was read back differs in {names}."
        return {
            "plan_id": plan.id,
            "status": "applied",
            "verified": applied.verified,
            "changes": [
                {
                    "do": one.change.do,
                    "family": one.change.family,
                    "id": one.id,
                    "name": clean(one.change.name),
                    "status": one.status,
                }
                for one in applied.outcomes[: showing.MOST_CHANGES]
            ],
            "more_changes": max(0, count - showing.MOST_CHANGES) or None,
            "links": await self._links_of(plan),
            "message": message,
        }

    async def _links_of(self, plan: Plan) -> list[Json]:
        if plan.funnel is None or plan.undoes or not plan.sources:
            return []
        account = await account_of(self._workspace)
        funnel = await self._workspace.tracker.get(Funnel, plan.funnel[0])
        return await linking.entrance_links(self._workspace, account, funnel, plan.sources)
