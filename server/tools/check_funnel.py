from typing import Annotated, Any

from pydantic import Field

from .plan_answer import PlanFinding
from .tool import Answer, Ctx, desk, tool


class Findings(Answer):
    findings: list[PlanFinding]
    errors: int
    warnings: int

    def markdown(self) -> str:
        rows = [f"- **{one.severity}** {one.rule} at {one.place}: {one.why} {one.fix}" for one in self.findings]
        return "\n".join(rows) or "Nothing to report."


@tool(title="Check a funnel", toolset="read", reads=True)
async def check_funnel(
    ctx: Ctx,
    funnel: Annotated[str, Field(description="Name or id; or give a blueprint.")] = "",
    blueprint: dict[str, Any] | None = None,
) -> Findings:
    """What is wrong with a funnel or a blueprint, where, why, and how to mend it."""
    found = await (await desk(ctx)).check(funnel, blueprint)
    severities = [one["severity"] for one in found]
    return Findings(
        findings=[PlanFinding.model_validate(one) for one in found],
        errors=severities.count("error"),
        warnings=severities.count("warning"),
    )
