from typing import Annotated

from pydantic import Field

from .plan_answer import PlanAnswer
from .tool import Ctx, desk, tool


@tool(title="Plan an undo", toolset="plan", reads=True)
async def undo(
    ctx: Ctx,
    plan_id: Annotated[str, Field(description="An applied plan; empty for the last one.")] = "",
    version: Annotated[int | None, Field(description="Of history, to go back to.")] = None,
) -> PlanAnswer:
    """Draft the plan that takes an applied plan back. Writes nothing; then call apply_plan."""
    return PlanAnswer.model_validate(await (await desk(ctx)).plan_back(plan_id, version))
