from typing import Self

from .raw_events import Happened, events_table, lean
from .room import Cut, shrunk
from .tables import DATA, fenced
from .tool import Answer, Ctx, desk, tool


class Explored(Answer):
    visitor: dict[str, str]
    """Who it was, as far as the tracker knows; empty where it does not."""
    events: list[Happened]
    """Of the hit, or all hits of the visitor; oldest first."""
    more: bool

    def fitted(self) -> Self:
        return shrunk(
            self,
            Cut(1, lambda n: {} if n else {"events": lean(self.events)}),
            Cut(len(self.events), lambda n: {"events": lean(self.events[:n]), "more": True}, least=1),
        )

    def markdown(self) -> str:
        who = [f"- {word.replace('_', ' ')}: {fenced(value)}" for word, value in self.visitor.items()]
        happened = events_table(self.events) if self.events else ["No such hit or visitor in that period."]
        return "\n".join([*who, "", *happened, *(["There are more."] if self.more else []), DATA])


@tool(title="Explore", toolset="report", reads=True)
async def explore(ctx: Ctx, visitor: str = "", hit: str = "", period: str = "last 30 days") -> Explored:
    """What one visitor did, or what became of one hit, by its id."""
    door = await desk(ctx)
    found = await door.explore(visitor=visitor, hit=hit, period=period, progress=ctx.report_progress)
    return Explored.model_validate(found)
