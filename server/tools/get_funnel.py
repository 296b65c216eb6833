import json
from typing import Annotated, Any, Literal

from pydantic import Field

from .plan_answer import PlanFinding
from .tool import Answer, Ctx, desk, tool


class FunnelView(Answer):
    id: str
    name: str
    group: str
    blueprint: dict[str, Any]
    keys: dict[str, str]
    """Step key -> node id."""
    findings: list[PlanFinding]
    picture: str

    def markdown(self) -> str:
        found = "\n".join(f"- {one.severity} {one.rule} at {one.place}: {one.why} {one.fix}" for one in self.findings)
        blueprint = f"```json\n{json.dumps(self.blueprint, ensure_ascii=False)}\n```"
        picture = f"```\n{self.picture}\n```" if self.picture else ""
        return "\n\n".join(filter(None, [f"**{self.name}** `{self.id}`", blueprint, picture, found]))


@tool(title="Get a funnel", toolset="read", reads=True)
async def get_funnel(
    ctx: Ctx,
    funnel: Annotated[str, Field(description="Name or id.")],
    picture: Literal["terminal", "mermaid", "none"] = "none",
) -> FunnelView:
    """A funnel as a blueprint, with its findings and a picture.

    Use this before plan_edit, to know the step keys.
    """
    return FunnelView.model_validate(await (await desk(ctx)).funnel(funnel, picture=picture))
