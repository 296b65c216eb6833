"""How a function becomes a tool."""

import base64
import functools
import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Self

from mcp.server.auth.middleware.auth_context import get_access_token
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import CallToolResult, ImageContent, TextContent, ToolAnnotations
from pydantic import BaseModel, ConfigDict, PrivateAttr

from funnels.errors import FunnelError

from .endless_texts import refuse_endless_texts
from .half_characters import refuse_half_characters
from .room import bounded
from .unseen import spelled_out

if TYPE_CHECKING:
    from ..building import Desk

Opens = Callable[[], Awaitable["Desk"]]
"""Opens the desk on first use, so that listing tools loads neither a database nor a client."""

Ctx = Context[Opens, Any]


class Answer(BaseModel):
    """What a tool answers: structured for programs, and a few lines of Markdown for a model or a person."""

    model_config = ConfigDict(extra="forbid")

    _png: bytes = PrivateAttr(b"")

    def markdown(self) -> str:
        raise NotImplementedError

    def structured(self) -> dict[str, Any]:
        return self.model_dump(mode="json", exclude_none=True)

    def drawn(self, png: bytes) -> Self:
        """With this picture beside it; empty for none."""
        self._png = png
        return self

    def pictures(self) -> list[ImageContent]:
        """What stands beside the text, for those who can see."""
        if not self._png:
            return []
        return [ImageContent(type="image", data=base64.b64encode(self._png).decode(), mime_type="image/png")]

    def fitted(self) -> Self:
        """The answer as long as one may be, with what was left out said; those that grow override it."""
        return self


@dataclass(frozen=True)
class Tool:
    """A function, and what a host must know before it calls it."""

    function: Callable[..., Any]
    title: str
    toolset: str
    annotations: ToolAnnotations
    schema: dict[str, Any] | None = None
    """Of the input, where it is not the function's own."""

    @property
    def name(self) -> str:
        return self.function.__name__

    @property
    def reads_only(self) -> bool:
        return bool(self.annotations.read_only_hint)


def tool(
    *, title: str, toolset: str, reads: bool = False, destroys: bool = False
) -> Callable[[Callable[..., Awaitable[Answer]]], Tool]:
    """Declare a tool. `reads`: changes nothing in the account. `destroys`: can take something away."""
    annotations = ToolAnnotations(
        title=title, read_only_hint=reads, destructive_hint=destroys, idempotent_hint=True, open_world_hint=False
    )

    def declare(function: Callable[..., Awaitable[Answer]]) -> Tool:
        return Tool(answering(function), title, toolset, annotations)

    return declare


async def desk(ctx: Ctx) -> "Desk":
    return (await ctx.request_context.lifespan_context()).through(_client(ctx), _person())


def _client(ctx: Ctx) -> str:
    """What the client says it is, such as `claude-code 2.1`; empty where it says nothing."""
    said = ctx.session.client_params
    return f"{said.client_info.name} {said.client_info.version}".strip() if said else ""


def _person() -> str:
    """Whom the bearer token of the request names, which is the one that brings an answer; empty without one."""
    token = get_access_token()
    return token.client_id if token else ""


def spoken(function: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    """Our errors become words for the model; any other is for the log alone, which the SDK sees to."""

    @functools.wraps(function)
    async def speaking(*arguments: Any, **named: Any) -> Any:
        try:
            refuse_half_characters(named)
            refuse_endless_texts(named)
            return await function(*arguments, **named)
        except FunnelError as error:
            raise ToolError(bounded(spelled_out(str(error)))) from error

    return speaking


def answering(function: Callable[..., Awaitable[Answer]]) -> Callable[..., Awaitable[CallToolResult]]:
    asked = spoken(function)

    @functools.wraps(function)
    async def answered(*arguments: Any, **named: Any) -> CallToolResult:
        answer: Answer = (await asked(*arguments, **named)).fitted()
        text = TextContent(type="text", text=spelled_out(answer.markdown()))
        return CallToolResult(content=[text, *answer.pictures()], structured_content=answer.structured())

    signature = inspect.signature(function, eval_str=True)
    shape = Annotated[CallToolResult, signature.return_annotation]
    answered.__signature__ = signature.replace(return_annotation=shape)  # type: ignore[attr-defined]  # functions take attributes
    return answered
