"""Every operation of the contract as a tool of its own, for those who want the API itself.

Input is validated with the contract's own schema. What reads runs at once; what writes asks a person first, showing
the whole request. These calls are not plans: no undo comes with them, and `undo` says so.
"""

import inspect
import json
import re
from collections.abc import Awaitable, Callable
from typing import Annotated, Any, Self

from mcp.server.mcpserver import AcceptedElicitation, Elicit, ElicitationResult, Resolve
from mcp.types import ToolAnnotations
from pydantic import BaseModel, Field

from funnels.errors import InputError
from funnels.secrets import covered

from ..contracts import Operation, operations, violations
from .asking import may_ask, refuse_silent_client
from .room import Cut, shrunk
from .tool import Answer, Ctx, Tool, answering, desk, spoken

MOST_SHOWN = 3000
"""Characters of a request that a question shows."""

_EFFECTS: dict[str, dict[str, bool]] = {
    "read": {"read_only_hint": True, "destructive_hint": False},
    "write": {"read_only_hint": False, "destructive_hint": True},
    "destroy": {"read_only_hint": False, "destructive_hint": True},
}
"""A write replaces whole documents, so hosts are told that it destroys, too."""


class Answered(Answer):
    status: str
    data: Any = None
    left_out: int = 0

    def fitted(self) -> Self:
        """Only lists are cut: one document that was asked for is given whole."""
        if not isinstance(self.data, list):
            return self
        rows = self.data
        return shrunk(self, Cut(len(rows), lambda n: {"data": rows[:n], "left_out": len(rows) - n}, least=1))

    def markdown(self) -> str:
        if self.status != "done":
            return "The person declined; nothing was written."
        if self.data is None:
            return "Done."
        more = f"\n{self.left_out} more were left out; narrow the request." if self.left_out else ""
        return f"```json\n{json.dumps(self.data, ensure_ascii=False)}\n```{more}"


class Consent(BaseModel):
    approve: bool = Field(description="Send this request?")


def operation_tools() -> tuple[Tool, ...]:
    return tuple(_tool(operation) for operation in operations())


def _tool(operation: Operation) -> Tool:
    annotations = ToolAnnotations(
        title=operation.summary,
        idempotent_hint=operation.effect != "write",
        open_world_hint=False,
        **_EFFECTS[operation.effect],
    )
    toolset = re.sub(r"\W+", "_", operation.family.lower())
    return Tool(
        answering(_function(operation)), operation.summary, toolset, annotations, schema=operation.input_schema()
    )


def _function(operation: Operation) -> Callable[..., Awaitable[Answer]]:
    if operation.effect == "read":

        async def call(ctx: Ctx, **given: Any) -> Answered:
            return await _sent(operation, ctx, given)

        named = _signed(call, operation)
    else:
        ask = _signed(_question(operation), operation)

        async def call_if_approved(ctx: Ctx, approval: ElicitationResult[Consent], **given: Any) -> Answered:
            match approval:
                case AcceptedElicitation(data=Consent(approve=True)):
                    return await _sent(operation, ctx, given)
                case _:
                    return Answered(status="declined")

        named = _signed(call_if_approved, operation, approval=Annotated[ElicitationResult[Consent], Resolve(ask)])
    named.__name__ = operation.id
    named.__doc__ = f"{operation.summary}. {operation.description}".strip()
    return named


def _question(operation: Operation) -> Callable[..., Awaitable[Any]]:
    @spoken
    async def ask(ctx: Ctx, **given: Any) -> Consent | Elicit[Consent]:
        _validate(operation, given)
        (await desk(ctx)).refuse_unplanned(operation)
        if may_ask(ctx):
            shown = json.dumps(covered(_given(given)), ensure_ascii=False, indent=1)[:MOST_SHOWN]
            return Elicit(f"{operation.summary} ({operation.method} {operation.path})?\n{shown}", Consent)
        if (await desk(ctx)).trusts_host:
            return Consent(approve=True)
        raise refuse_silent_client("Plan the change and apply it in a terminal instead.")

    return ask


async def _sent(operation: Operation, ctx: Ctx, given: dict[str, Any]) -> Answered:
    _validate(operation, given)
    arguments = _given(given)
    body = arguments.pop("body", None)
    door = await desk(ctx)
    return Answered(status="done", data=await door.call(operation, arguments, body))


def _given(given: dict[str, Any]) -> dict[str, Any]:
    """Null stands for left out: no parameter of the contract means something by it."""
    return {name: value for name, value in given.items() if value is not None}


def _validate(operation: Operation, given: dict[str, Any]) -> None:
    found = violations(operation, _given(given))
    if found:
        raise InputError("; ".join(f"{one.field or operation.id}: {one.message}" for one in found[:5]))


def _signed(function: Callable[..., Any], operation: Operation, **further: Any) -> Callable[..., Any]:
    """The function with one parameter for each of the operation's, as the SDK reads signatures."""
    properties = operation.input_schema()["properties"]
    kinds: dict[str, Any] = {"ctx": Ctx, **further}
    kinds |= dict.fromkeys(properties, Any)
    parameters = [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            annotation=kind,
            default=None if name in properties else inspect.Parameter.empty,
        )
        for name, kind in kinds.items()
    ]
    function.__signature__ = inspect.Signature(parameters, return_annotation=_returned(function))  # type: ignore[attr-defined]  # functions take attributes
    function.__annotations__ = kinds
    return function


def _returned(function: Callable[..., Any]) -> Any:
    return inspect.signature(function, eval_str=True).return_annotation
