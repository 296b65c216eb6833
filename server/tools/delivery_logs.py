from typing import Annotated, Any, Literal, Self

from pydantic import Field

from .report import ReportPeriod
from .room import Cut, shrunk
from .tables import DATA, fenced, prose, table
from .tool import Answer, Ctx, desk, tool


class DeliveryLogs(Answer):
    kind: str
    period: ReportPeriod
    entries: list[dict[str, Any]]
    """Of postbacks each, newest first; of webhooks and middleware a row for each of them; of a diagnosis findings."""
    entries_total: int
    reading: str

    def fitted(self) -> Self:
        return shrunk(self, Cut(len(self.entries), lambda n: {"entries": self.entries[:n]}, least=1))

    def markdown(self) -> str:
        if not self.entries:
            return prose(self.reading)
        heads = list(dict.fromkeys(word for one in self.entries for word in one))
        rows = ([fenced(_said(one.get(word))) for word in heads] for one in self.entries)
        rest = self.entries_total - len(self.entries)
        more = [f"… and {rest} more."] if rest > 0 else []
        lines = table([one.replace("_", " ") for one in heads], rows)
        return "\n".join([prose(self.reading), "", *lines, *more, "", DATA])


def _said(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {count}" for name, count in value.items())
    return "" if value is None else str(value)


@tool(title="Delivery logs", toolset="report", reads=True)
async def delivery_logs(
    ctx: Ctx,
    kind: Annotated[
        Literal["postbacks", "webhooks", "middleware", "diagnosis"],
        Field(description="diagnosis: why conversions are missing."),
    ] = "postbacks",
    period: str = "last 7 days",
    funnel: str = "",
    source: str = "",
    only_failed: bool = False,
    limit: Annotated[int, Field(ge=1, le=500)] = 50,
) -> DeliveryLogs:
    """What the tracker was told and told others, and how that went."""
    found = await (await desk(ctx)).delivery_logs(
        kind=kind,
        period=period,
        funnel=funnel,
        source=source,
        only_failed=only_failed,
        limit=limit,
        progress=ctx.report_progress,
    )
    return DeliveryLogs.model_validate(found)
