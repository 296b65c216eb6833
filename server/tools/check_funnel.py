from typing import Annotated, Any, Self

from pydantic import Field

from .plan_answer import PlanFinding
from .room import Cut, shrunk
from .tables import prose
from .tool import Answer, Ctx, desk, tool


class Findings(Answer):
    findings: list[PlanFinding]
    errors: int
    warnings: int
    more: int = 0
    """Findings that are not in this answer; the counts are of all."""

    def fitted(self) -> Self:
        return shrunk(self, Cut(len(self.findings), self._kept, least=1))

    def _kept(self, count: int) -> dict[str, object]:
        return {"findings": self.findings[:count], "more": self.more + len(self.findings) - count}

    def markdown(self) -> str:
        told = ((one, prose(f"{one.place}: {one.why} {one.fix}")) for one in self.findings)
        rows = [f"- **{one.severity}** {one.rule} at {words}" for one, words in told]
        if self.more:
            rows.append(f"… and {self.more} more, no worse than these: mend these first, then check again.")
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
