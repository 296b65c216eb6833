from typing import Annotated, Self

from pydantic import BaseModel, Field

from .room import Cut, shrunk
from .tool import Answer, Ctx, desk, tool


class PlanRow(BaseModel):
    plan_id: str
    fingerprint: str
    title: str
    status: str
    level: str
    subject: str | None = None
    changes: int
    made: int
    created: str
    expires: str


class Plans(Answer):
    plans: list[PlanRow]
    more: bool

    def fitted(self) -> Self:
        return shrunk(self, Cut(len(self.plans), lambda n: {"plans": self.plans[:n], "more": True}))

    def markdown(self) -> str:
        rows = [
            f"- `{one.plan_id}` {one.status}: {one.title} ({one.changes} changes, {one.created})"
            for one in self.plans
        ]
        if self.more:
            rows.append("There are older ones: ask for one status.")
        return "\n".join(rows) or "No plans yet."


@tool(title="List plans", toolset="read", reads=True)
async def list_plans(
    ctx: Ctx,
    status: Annotated[str, Field(description="ready, applied, failed …; empty for all.")] = "",
    limit: Annotated[int, Field(ge=1, le=100)] = 20,
) -> Plans:
    """Saved plans, newest first."""
    rows = await (await desk(ctx)).plans(status, limit + 1)
    return Plans(plans=[PlanRow.model_validate(row) for row in rows[:limit]], more=len(rows) > limit)
