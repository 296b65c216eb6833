from typing import Annotated, Any, Self

from pydantic import BaseModel, Field

from .report import ReportPeriod
from .room import Cut, shrunk
from .tables import DATA, fenced, table
from .tool import Answer, Ctx, desk, tool


class Happened(BaseModel):
    """One event. `details` has what else is known of it: place, device, tracking fields and so on."""

    type: str
    time: str
    hit_id: str
    visitor_id: str
    funnel: str = ""
    node: str = ""
    page: str = ""
    source: str = ""
    revenue: str = ""
    cost: str = ""
    transaction_id: str = ""
    details: dict[str, str]


class RawEvents(Answer):
    period: ReportPeriod
    events: list[Happened]
    """Newest first."""
    more: bool
    caveats: list[str]

    def fitted(self) -> Self:
        return shrunk(
            self,
            Cut(1, lambda n: {} if n else {"events": lean(self.events)}),
            Cut(len(self.events), lambda n: {"events": lean(self.events[:n]), "more": True}, least=1),
        )

    def markdown(self) -> str:
        if not self.events:
            return "\n".join(["Nothing happened in that period that fits.", *(f"- {one}" for one in self.caveats)])
        more = ["There are more: narrow the period or the filters."] if self.more else []
        return "\n".join([*events_table(self.events), "", *more, *(f"- {one}" for one in self.caveats), DATA])


def events_table(events: list[Happened]) -> list[str]:
    rows = ([one.time, one.type, *map(fenced, _cells(one)), f"`{one.hit_id}`"] for one in events)
    return table(("time (UTC)", "event", "funnel", "where", "source", "money", "hit"), rows)


def lean(events: list[Happened]) -> list[Happened]:
    """Without what only a machine reads."""
    return [one.model_copy(update={"details": {}}) for one in events]


def _cells(one: Happened) -> tuple[str, ...]:
    money = one.revenue or (f"-{one.cost}" if one.cost else "")
    return one.funnel, one.page or one.node, one.source, money


@tool(title="Raw events", toolset="report", reads=True)
async def raw_events(
    ctx: Ctx,
    period: str = "today",
    filters: Annotated[list[dict[str, Any]], Field(description="As in report.")] = [],  # noqa: B006  # pydantic copies
    types: Annotated[
        list[str], Field(description="entrance, view, action, conversion, customEvent1..10; empty for all.")
    ] = [],  # noqa: B006  # as above
    limit: Annotated[int, Field(ge=1, le=1000)] = 50,
    time_zone: str = "",
) -> RawEvents:
    """Single events, newest first."""
    door = await desk(ctx)
    found = await door.raw_events(
        period=period,
        filters=filters,
        types=types,
        limit=limit,
        time_zone=time_zone,
        progress=ctx.report_progress,
    )
    return RawEvents.model_validate(found)
