from typing import Annotated, Any

from pydantic import Field

from .plan_answer import PlanAnswer
from .tool import Ctx, desk, tool


@tool(title="Plan changes to any assets", toolset="plan", reads=True)
async def plan_changes(
    ctx: Ctx,
    changes: Annotated[
        list[dict[str, Any]],
        Field(
            min_length=1,
            max_length=1000,
            description='E.g. {"do":"archive","family":"page","name":"…"}, or "all":{…} for name; '
            "see describe_family('changes').",
        ),
    ],
    request: Annotated[str, Field(max_length=4000)] = "",
) -> PlanAnswer:
    """Draft create, update, duplicate, archive, unarchive, delete or move of assets of any family. Writes nothing.

    Use plan_edit for the inside of funnels. Then call apply_plan.
    """
    return PlanAnswer.model_validate(await (await desk(ctx)).plan_changes(changes, request=request))
