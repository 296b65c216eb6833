"""Claude, or anything that speaks the Messages API at another address."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Any

import httpx2
from anthropic import APIConnectionError, APIError, APIStatusError, AsyncAnthropic, DefaultAsyncHttpxClient
from anthropic.types import Message
from pydantic import SecretStr

from ..errors import ModelMisused, ModelRefused, ModelUnavailable
from .asking import ASK_PERSON, asked_in
from .base import Call, Json, Notice, Reply, ToolSpec, Turn, Usage
from .messages import messages, system_blocks, tool_documents
from .prices import Price, price_of
from .turned_away import explained, reason, wait_before_next

_DELAYS = (1.0, 2.0, 4.0, 8.0)
"""Seconds before each new try of a request that was turned away, where the service names none."""

_MORE_ROOM = 4
"""How many times more tokens a reply gets whose call of a tool was cut off."""


class _Broken(Exception):  # noqa: N818 - what happened to a reply, never seen outside this file
    """The reply ended before it was whole; nothing of it may be used."""


class _CutOff(_Broken):
    """It ran out of tokens inside a call of a tool."""


class Claude:
    """Keeps nothing between replies but its connections. The SDK's own retries are off, so that people see ours."""

    wants_account = True

    def __init__(
        self,
        model: str,
        *,
        api_key: SecretStr | None = None,
        auth_token: SecretStr | None = None,
        base_url: str | None = None,
        max_tokens: int = 16_000,
        price: Price | None = None,
        delays: Sequence[float] = _DELAYS,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        transport: httpx2.AsyncBaseTransport | None = None,
    ) -> None:
        """`transport` carries the requests in place of the network's own, to record or to replay them."""
        self.name = model
        self._max_tokens = max_tokens
        self._price = price or price_of(model)
        self._delays = tuple(delays)
        self._sleep = sleep
        self._client = AsyncAnthropic(
            api_key=api_key.get_secret_value() if api_key else None,
            auth_token=auth_token.get_secret_value() if auth_token and not api_key else None,
            base_url=base_url,
            max_retries=0,
            http_client=DefaultAsyncHttpxClient(transport=transport) if transport else None,
        )

    async def aclose(self) -> None:
        await self._client.close()

    async def reply(
        self, system: str, turns: Sequence[Turn], tools: Sequence[ToolSpec]
    ) -> AsyncIterator[str | Notice | Reply]:
        request: Json = {
            "model": self.name,
            "max_tokens": self._max_tokens,
            "system": system_blocks(system),
            "tools": tool_documents(tools),
            "messages": messages(turns, model=self.name),
        }
        try:
            async for piece in self._tried(request):
                yield piece
        except _Broken as broken:
            if isinstance(broken, _CutOff):
                request["max_tokens"] *= _MORE_ROOM
            yield Notice(f"{broken} Starting the reply again.", restart=True)
            try:
                async for piece in self._tried(request):
                    yield piece
            except _Broken as again:
                raise ModelUnavailable(f"{again} It did so twice.", hint="Say it again in a moment.") from again

    async def _tried(self, request: Json) -> AsyncIterator[str | Notice | Reply]:
        """One reply; the request is repeated only while the service turns it away, before anything is heard."""
        for number, delay in enumerate((*self._delays, None), start=1):
            try:
                async with self._client.messages.stream(**request) as stream:
                    async for piece in self._heard(stream):
                        yield piece
            except (APIStatusError, APIConnectionError) as error:
                wait = _wait(error, delay)
                if wait is None:
                    raise explained(_status(error), _words(error), self.name) from error
                yield Notice(
                    f"{reason(_status(error))} Trying again in {wait:g} s ({number} of {len(self._delays)})."
                )
                await self._sleep(wait)
            else:
                return

    async def _heard(self, stream: Any) -> AsyncIterator[str | Notice | Reply]:
        message: Message | None = None
        try:
            async for event in stream:
                if event.type == "text":
                    yield event.text
                elif event.type == "message_stop":
                    message = event.message
        except (APIError, httpx2.TransportError) as error:
            raise _Broken("The connection to the model broke.") from error
        if message is None:
            raise _Broken("The model's reply ended too early.")
        for piece in self._finished(message):
            yield piece

    def _finished(self, message: Message) -> list[str | Notice | Reply]:
        reply = self._reply(message)
        match message.stop_reason:
            case "refusal":
                why = message.stop_details.explanation if message.stop_details else None
                hint = "Say it another way, or begin a new conversation."
                raise ModelRefused(why or "The model declines this request.", hint=hint)
            case "model_context_window_exceeded":
                hint = "Begin a new conversation; what was written to the tracker is kept."
                raise ModelMisused("This conversation has become too long for the model.", hint=hint)
            case "max_tokens" if any(block.type == "tool_use" for block in message.content):
                raise _CutOff("The reply was cut off inside a call of a tool.")
            case "max_tokens":
                return [
                    Notice("The reply was cut off at its longest allowed length; say “go on” for the rest."),
                    reply,
                ]
        said = "".join(block.text for block in message.content if block.type == "text")
        return [reply.text[len(said) :], reply] if reply.text != said else [reply]

    def _reply(self, message: Message) -> Reply:
        said = "".join(block.text for block in message.content if block.type == "text")
        uses = [
            Call(block.id, block.name, block.input if isinstance(block.input, dict) else {})
            for block in message.content
            if block.type == "tool_use"
        ]
        calls = tuple(call for call in uses if call.tool != ASK_PERSON.name)
        asks = None if calls else asked_in(uses)
        text = f"{said}\n\n{asks.text}".lstrip("\n") if asks else said
        return Reply(text, calls, self._usage(message), asks, blocks=_replayable(message))

    def _usage(self, message: Message) -> Usage:
        counted = message.usage
        usage = Usage(
            counted.input_tokens,
            counted.output_tokens,
            counted.cache_read_input_tokens or 0,
            counted.cache_creation_input_tokens or 0,
        )
        return self._price.of(usage) if self._price else usage


def _replayable(message: Message) -> tuple[Json, ...]:
    """The content as the API takes it back; thinking has to come back unchanged."""
    blocks: list[Json] = []
    for block in message.content:
        if block.type == "text":
            blocks += [{"type": "text", "text": block.text}] if block.text.strip() else []
        elif block.type == "tool_use":
            blocks.append({"type": "tool_use", "id": block.id, "name": block.name, "input": block.input})
        else:
            blocks.append(block.model_dump(mode="json", exclude_none=True))
    return tuple(blocks)


def _status(error: APIError) -> int | None:
    return error.status_code if isinstance(error, APIStatusError) else None


def _words(error: APIError) -> str:
    """The service's own, out of the document it answered; of a page for people nothing is worth telling."""
    body = error.body
    for field in ("error", "message"):
        body = body.get(field, body) if isinstance(body, dict) else body
    if isinstance(body, str) and body.lstrip().startswith("<"):
        return "it answers with a web page, so this is not the Messages API."
    return body if isinstance(body, str) else error.message


def _wait(error: APIError, delay: float | None) -> float | None:
    headers = error.response.headers if isinstance(error, APIStatusError) else {}
    return wait_before_next(_status(error), headers, delay)
