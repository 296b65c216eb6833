from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from .plan_answer import PlanAnswer
from .tool import Ctx, desk, tool


class AsNew(BaseModel):
    model_config = ConfigDict(extra="forbid")

    funnel: str
    group: str = ""
    sources: list[str] = Field(default=[], description="Traffic sources to give links for.")


@tool(title="Plan an edit or a clone", toolset="plan", reads=True)
async def plan_edit(
    ctx: Ctx,
    operations: Annotated[
        list[dict[str, Any]],
        Field(description='E.g. {"op":"set_weights","step":"vpn","weights":{…}}; see describe_family(\'edits\').'),
    ],
    funnel: Annotated[str, Field(description="Name or id.")] = "",
    funnels: Annotated[
        dict[str, Any] | None,
        Field(description='Many instead: {"group":"…"}, {"using":"…"}, {"names":[…]}, {"all":true}.'),
    ] = None,
    shared: Annotated[
        Literal["change", "copy"],
        Field(description="What other funnels use, too: for all of them, or in a copy only here."),
    ] = "change",
    as_new: Annotated[AsNew | None, Field(description="Makes a clone with this name instead.")] = None,
    request: Annotated[str, Field(max_length=4000)] = "",
) -> PlanAnswer:
    """Draft changes to an existing funnel, or a clone with substitutions. Writes nothing.

    What the operations do not name stays identical. Then call apply_plan.
    """
    clone = as_new.model_dump() if as_new else None
    shown = await (await desk(ctx)).plan_edit(
        funnel, operations, as_new=clone, request=request, funnels=funnels, shared=shared
    )
    return PlanAnswer.model_validate(shown)
