from typing import Annotated, Any

from pydantic import Field

from .plan_answer import PlanAnswer
from .tool import Ctx, desk, tool


@tool(title="Plan a funnel", toolset="plan", reads=True)
async def plan_funnel(
    ctx: Ctx,
    blueprint: Annotated[
        dict[str, Any], Field(description="funnel, group, sources, start, steps: see describe_family('blueprint').")
    ],
    words: Annotated[
        dict[str, str], Field(description="Step key -> the words of the request that asked for it.")
    ] = {},  # noqa: B006  # pydantic copies
    request: Annotated[str, Field(description="The person's own words.", max_length=4000)] = "",
) -> PlanAnswer:
    """Draft a new funnel from a blueprint of names and percent, and check it. Writes nothing.

    Assets are found by name; a page with a url (and an offer with a payout) is made. Then call apply_plan.
    """
    return PlanAnswer.model_validate(await (await desk(ctx)).plan_funnel(blueprint, words=words, request=request))
