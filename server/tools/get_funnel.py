import json
from typing import Annotated, Any, Literal, Self

from pydantic import Field

from .plan_answer import PlanFinding
from .room import Cut, first_lines, lines, shrunk
from .tables import plain, prose
from .tool import Answer, Ctx, desk, tool


class FunnelView(Answer):
    id: str
    name: str
    group: str
    blueprint: dict[str, Any]
    keys: dict[str, str]
    """Step key -> node id, of the steps in this answer."""
    findings: list[PlanFinding]
    more_findings: int = 0
    picture: str
    goes_on: str | None = None
    """Key of the first step that is not in this answer."""
    steps_left: int = 0

    def fitted(self) -> Self:
        picture = lines(self.picture)
        return shrunk(
            self,
            Cut(len(self.findings), self._findings, least=10),
            Cut(picture, self._picture, least=min(picture, 40)),
            Cut(len(self.blueprint["steps"]), self._steps, least=1),
            Cut(min(picture, 40), self._picture),
            Cut(min(len(self.findings), 10), self._findings),
        )

    def _findings(self, count: int) -> dict[str, object]:
        return {"findings": self.findings[:count], "more_findings": len(self.findings) - count}

    def _picture(self, count: int) -> dict[str, object]:
        return {"picture": first_lines(self.picture, count) if count else ""}

    def _steps(self, count: int) -> dict[str, object]:
        steps = self.blueprint["steps"]
        kept = dict(list(steps.items())[:count])
        left = [key for key in steps if key not in kept]
        return {
            "blueprint": {**self.blueprint, "steps": kept},
            "keys": {key: id for key, id in self.keys.items() if key in kept},
            "goes_on": left[0] if left else None,
            "steps_left": len(left),
        }

    def markdown(self) -> str:
        found = "\n".join(
            f"- {one.severity} {one.rule} at {prose(f'{one.place}: {one.why} {one.fix}')}" for one in self.findings
        )
        blueprint = f"```json\n{json.dumps(self.blueprint, ensure_ascii=False)}\n```"
        picture = f"```\n{self.picture}\n```" if self.picture else ""
        if self.more_findings:
            found += f"\n- … and {self.more_findings} more findings: check_funnel"
        more = ""
        if self.goes_on:
            more = f"{self.steps_left} more steps; they go on with from_step {self.goes_on!r}."
        return "\n\n".join(filter(None, [f"**{plain(self.name)}** `{self.id}`", blueprint, more, picture, found]))


@tool(title="Get a funnel", toolset="read", reads=True)
async def get_funnel(
    ctx: Ctx,
    funnel: Annotated[str, Field(description="Name or id.")],
    picture: Literal["terminal", "mermaid", "none"] = "none",
    from_step: Annotated[str, Field(description="Key with which a long funnel goes on.")] = "",
) -> FunnelView:
    """A funnel as a blueprint, with its findings and a picture.

    Use this before plan_edit, to know the step keys.
    """
    return FunnelView.model_validate(await (await desk(ctx)).funnel(funnel, picture=picture, from_step=from_step))
