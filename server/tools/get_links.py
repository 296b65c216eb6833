from typing import Annotated

from pydantic import BaseModel, Field

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

    def markdown(self) -> str:
        entrances = [f"- {one.source}: `{one.url}`" for one in self.links]
        actions = [f"- button {one.action} on {one.step}: `{one.url}`" for one in self.actions]
        return "\n".join([*entrances, *actions, f"- postback: `{self.postback}`"])


@tool(title="Get links", toolset="read", reads=True)
async def get_links(
    ctx: Ctx,
    funnel: Annotated[str, Field(description="Name or id.")],
    sources: Annotated[list[str], Field(description="Traffic sources; empty for all.")] = [],  # noqa: B006  # pydantic copies
) -> Links:
    """Entrance links by traffic source, action links for the buttons, and the postback URL."""
    return Links.model_validate(await (await desk(ctx)).links(funnel, sources))
