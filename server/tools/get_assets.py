import json
from typing import Annotated, Any

from pydantic import Field

from .room import Cut, shrunk
from .tool import Answer, Ctx, desk, tool

Id = Annotated[str, Field(max_length=256)]


class Documents(Answer):
    assets: list[dict[str, Any]]
    missing: list[str]
    left_out: list[str] = Field(default_factory=list)
    """Ids whose documents did not fit into one answer."""

    def markdown(self) -> str:
        lines = [f"```json\n{json.dumps(one, ensure_ascii=False)}\n```" for one in self.assets]
        lines += [f"No such asset: {id}" for id in self.missing]
        lines += [f"Left out for want of room, ask for it again: {id}" for id in self.left_out]
        return "\n".join(lines)


@tool(title="Get assets", toolset="read", reads=True)
async def get_assets(
    ctx: Ctx, family: str, ids: Annotated[list[Id], Field(min_length=1, max_length=50)]
) -> Documents:
    """Whole documents by id, secrets covered. One alone is answered whole, however long it is.

    Use this when you need the fields of an asset. For a funnel prefer get_funnel.
    """
    documents, missing = await (await desk(ctx)).documents(family, ids)
    known = list(documents)
    answer = Documents(assets=list(documents.values()), missing=missing)
    return shrunk(answer, Cut(len(known), lambda n: {"assets": answer.assets[:n], "left_out": known[n:]}, least=1))
