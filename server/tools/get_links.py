from typing import Annotated, Self

from pydantic import BaseModel, Field

from .room import Cut, shrunk
from .tables import plain
from .tool import Answer, Ctx, desk, tool


class Link(BaseModel):
    source: str
    id: str
    url: str


class ActionLink(BaseModel):
    step: str
    action: int
    url: str


class Links(Answer):
    links: list[Link]
    actions: list[ActionLink]
    postback: str
    more: int = 0
    """Links that are not in this answer."""

    def fitted(self) -> Self:
        by_action = Cut(len(self.actions), lambda n: self._kept(len(self.links), n), least=20)
        shorter = shrunk(self, by_action)
        return shrunk(shorter, Cut(len(self.links), lambda n: self._kept(n, len(shorter.actions))))

    def _kept(self, links: int, actions: int) -> dict[str, object]:
        left_out = len(self.links) - links + len(self.actions) - actions
        return {"links": self.links[:links], "actions": self.actions[:actions], "more": left_out}

    def markdown(self) -> str:
        entrances = [f"- {plain(one.source)}: `{one.url}`" for one in self.links]
        actions = [f"- button {one.action} on {plain(one.step)}: `{one.url}`" for one in self.actions]
        more = [f"- … and {self.more} more: name the sources whose links you want."] if self.more else []
        return "\n".join([*entrances, *actions, f"- postback: `{self.postback}`", *more])


@tool(title="Get links", toolset="read", reads=True)
async def get_links(
    ctx: Ctx,
    funnel: Annotated[str, Field(description="Name or id.")],
    sources: Annotated[list[str], Field(description="Traffic sources; empty for all.")] = [],  # noqa: B006  # pydantic copies
) -> Links:
    """Entrance links by traffic source, action links for the buttons, and the postback URL."""
    return Links.model_validate(await (await desk(ctx)).links(funnel, sources))
