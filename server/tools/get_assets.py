import json
from typing import Annotated, Any

from pydantic import Field

from .tool import Answer, Ctx, desk, tool

MOST_BYTES = 20_000


class Documents(Answer):
    assets: list[dict[str, Any]]
    missing: list[str]
    left_out: list[str]
    """Ids whose documents did not fit into one answer."""

    def markdown(self) -> str:
        lines = [f"```json\n{json.dumps(one, ensure_ascii=False)}\n```" for one in self.assets]
        lines += [f"No such asset: {id}" for id in self.missing]
        lines += [f"Too large for this answer, ask for it alone: {id}" for id in self.left_out]
        return "\n".join(lines)


@tool(title="Get assets", toolset="read", reads=True)
async def get_assets(
    ctx: Ctx, family: str, ids: Annotated[list[str], Field(min_length=1, max_length=50)]
) -> Documents:
    """Whole documents by id, secrets covered.

    Use this when you need the fields of an asset. For a funnel prefer get_funnel.
    """
    documents, missing = await (await desk(ctx)).documents(family, ids)
    kept: list[dict[str, Any]] = []
    left_out: list[str] = []
    room = MOST_BYTES
    for id, document in documents.items():
        size = len(json.dumps(document))
        if kept and size > room:
            left_out.append(id)
        else:
            kept.append(document)
            room -= size
    return Documents(assets=kept, missing=missing, left_out=left_out)
