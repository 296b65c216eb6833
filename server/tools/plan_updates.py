from typing import Annotated, Any

from pydantic import Field

from .plan_answer import PlanAnswer
from .tool import Ctx, desk, tool


@tool(title="Plan updates of traffic", toolset="plan", reads=True)
async def plan_updates(
    ctx: Ctx,
    updates: Annotated[
        list[dict[str, Any]],
        Field(
            min_length=1,
            max_length=1000,
            description='E.g. {"do":"cost","source":"…","period":"yesterday","cost":"180.00"}; '
            "also conversions, custom_events, reset: see describe_family('updates').",
        ),
    ],
    request: Annotated[str, Field(max_length=4000)] = "",
) -> PlanAnswer:
    """Draft costs, conversions or custom events to book, or hits to delete. Writes nothing. Then call apply_plan."""
    return PlanAnswer.model_validate(await (await desk(ctx)).plan_updates(updates, request=request))
