"""The one tool that writes. A person says yes to the plan as shown; a model cannot."""

from typing import Annotated, Literal, Self

from mcp.server.mcpserver import AcceptedElicitation, CancelledElicitation, Elicit, ElicitationResult, Resolve
from pydantic import BaseModel, Field

from .asking import may_ask, refuse_silent_client
from .get_links import Link
from .room import Cut, first_lines, lines, shrunk
from .tables import plain
from .tool import Answer, Ctx, desk, spoken, tool

PlanId = Annotated[str, Field(description="From a planning tool.", max_length=64)]
Fingerprint = Annotated[str, Field(description="As the planning tool answered it.", max_length=128)]


class AppliedChange(BaseModel):
    do: str
    family: str
    id: str
    name: str
    status: str


class Applied(Answer):
    plan_id: str
    status: Literal["applied", "approved", "declined", "failed", "stale"]
    verified: bool
    """True only when everything written was read back and equals the plan."""
    changes: list[AppliedChange]
    more_changes: int | None = None
    """How many more there are than are told."""
    links: list[Link]
    message: str
    moved: list[dict[str, str]] | None = None
    """What others changed since a plan that is stale was made, field by field."""
    overlaps: list[dict[str, str]] | None = None
    """Where they and the plan changed the same, side by side; nothing can be applied until a person decides."""
    merged: dict[str, str] | None = None
    """The plan with both sides' changes: `plan_id`, `fingerprint`, `level`, `subject`. It needs a yes of its own."""

    def fitted(self) -> Self:
        moved, overlaps, said = self.moved or [], self.overlaps or [], lines(self.message)
        return shrunk(
            self,
            Cut(len(moved), lambda n: {"moved": moved[:n]}, least=min(len(moved), 10)),
            Cut(len(overlaps), lambda n: {"overlaps": overlaps[:n]}, least=min(len(overlaps), 10)),
            Cut(said, lambda n: {"message": first_lines(self.message, n)}, least=min(said, 20)),
            Cut(len(self.changes), self._changes),
            Cut(len(self.links), lambda n: {"links": self.links[:n]}),
        )

    def _changes(self, count: int) -> dict[str, object]:
        more = (self.more_changes or 0) + len(self.changes) - count
        return {"changes": self.changes[:count], "more_changes": more or None}

    def markdown(self) -> str:
        return "\n".join([self.message, *(f"- {plain(one.source)}: `{one.url}`" for one in self.links)])


class Approval(BaseModel):
    approve: bool = Field(description="Make these changes?")
    name: str = Field(default="", description="For a dangerous plan: its name, typed back.")


class Waiting(Approval):
    """In place of a question: enough persons said yes to this plan before. No client can send it."""


@spoken
async def ask(plan_id: PlanId, fingerprint: Fingerprint, ctx: Ctx) -> Approval | Elicit[Approval]:
    """The question depends on the plan alone, so that it is the same on every round of a call."""
    door = await desk(ctx)
    question = await door.question(plan_id, fingerprint)
    brings_answer = ctx.input_responses is not None
    if not brings_answer and door.is_approved(plan_id):
        return Waiting(approve=True)
    if may_ask(ctx):
        if not brings_answer:
            door.asks(plan_id)
        return Elicit(question, Approval)
    if door.trusts_host:
        return Approval(approve=True, name=await door.name_of(plan_id))
    raise refuse_silent_client(f"A person can apply the plan in a terminal: funnelwright apply {plan_id}.")


@tool(title="Apply a plan", toolset="apply", destroys=True)
async def apply_plan(
    plan_id: PlanId,
    fingerprint: Fingerprint,
    ctx: Ctx,
    approval: Annotated[ElicitationResult[Approval], Resolve(ask)],
) -> Applied:
    """Show the person a plan, and on their yes make its changes, read them back and verify.

    The person is asked by this server; do not ask again yourself. Declining writes nothing.
    """
    door = await desk(ctx)
    match approval:
        case AcceptedElicitation(data=Approval(approve=True) as said):
            applied = await door.apply(
                plan_id,
                fingerprint,
                typed=said.name,
                progress=ctx.report_progress,
                already_approved=isinstance(said, Waiting),
            )
            return Applied.model_validate(applied)
        case CancelledElicitation():
            return _not_applied(
                plan_id, f"Nobody answered; nothing was written. The plan {plan_id} can still be applied."
            )
        case _:
            return _not_applied(plan_id, await door.declined(plan_id))


def _not_applied(plan_id: str, message: str) -> Applied:
    return Applied(plan_id=plan_id, status="declined", verified=False, changes=[], links=[], message=message)
