"""Claude, or anything that speaks the Messages API at another address."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import httpx2
from anthropic import APIConnectionError, APIError, APIStatusError, AsyncAnthropic, DefaultAsyncHttpxClient
from pydantic import SecretStr

from ..errors import ModelMisused, ModelRefused, ModelUnavailable
from .assembly import Assembly, Unreadable
from .base import Call, Json, Notice, Reply, ToolSpec, Turn, Usage
from .messages import messages, system_blocks, tool_documents
from .prices import Price, price_of
from .replies import reply_of
from .turned_away import explained, reason, wait_before_next

_DELAYS = (1.0, 2.0, 4.0, 8.0)
"""Seconds before each new try of a request that was turned away, where the service names none."""

_MORE_ROOM = 4
"""How many times more tokens a reply gets whose call of a tool was cut off."""

_MOST_ROOM = 64_000

_SHORT_REPLY = 1_000
"""Tokens."""


class _Broken(Exception):  # noqa: N818 - what happened to a reply, never seen outside this file
    """The reply is not whole; nothing of it may be used, though it was paid for."""

    def __init__(self, message: str, usage: Usage | None = None, *, is_busy: bool = False) -> None:
        super().__init__(message)
        self.usage = usage
        self.is_busy = is_busy
        """The service itself broke it off, and would do so again at once."""


class _CutOff(_Broken):
    """It ran out of tokens inside a call of a tool."""


class _Foreign(_Broken):
    """Not a single event of a reply came."""


class _Empty(_Broken):
    """It says nothing and calls nothing."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What matters of a request while its reply is read."""

    known: Mapping[str, Call]
    """The calls of the conversation so far."""
    tokens: int
    """How long it is, for services that do not tell."""


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
            base_url=_address(base_url),
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
        asked = _Asked({call.id: call for turn in turns for call in turn.calls}, _tokens(request))
        try:
            async for piece in self._tried(request, asked):
                yield piece
        except _Broken as broken:
            if isinstance(broken, _CutOff):
                request["max_tokens"] = max(self._max_tokens, min(self._max_tokens * _MORE_ROOM, _MOST_ROOM))
            yield Notice(f"{broken} Starting the reply again.", restart=True, usage=broken.usage)
            if broken.is_busy:
                await self._sleep(next(iter(self._delays), 0))
            try:
                async for piece in self._tried(request, asked):
                    yield piece
            except _Empty as again:
                yield Notice("The model has nothing to say to this.")
                yield Reply("", usage=again.usage)
            except _Foreign as again:
                message = "The model's service answers something else than a reply."
                raise ModelMisused(message, hint="Check ANTHROPIC_BASE_URL.") from again
            except _Broken as again:
                yield Notice("", usage=again.usage)
                raise ModelUnavailable(f"{again} It did so twice.", hint="Say it again in a moment.") from again

    def foreseen(self, system: str, turns: Sequence[Turn], tools: Sequence[ToolSpec]) -> Usage:
        """As if nothing of it were cached, at three characters a token."""
        documents = [system_blocks(system), tool_documents(tools), messages(turns, model=self.name)]
        return self._priced(Usage(output_tokens=_SHORT_REPLY, cache_written_tokens=_tokens(documents, 3)))

    async def _tried(self, request: Json, asked: _Asked) -> AsyncIterator[str | Notice | Reply]:
        """One reply; the request is repeated only while the service turns it away, before anything is heard."""
        for number, delay in enumerate((*self._delays, None), start=1):
            try:
                async with await self._client.messages.create(stream=True, **request) as stream:
                    async for piece in self._heard(stream, asked):
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

    async def _heard(self, stream: Any, asked: _Asked) -> AsyncIterator[str | Notice | Reply]:
        reply = Assembly()
        try:
            async for event in stream:
                if text := reply.take(event.to_dict()):
                    yield text
        except (APIError, httpx2.TransportError) as error:
            is_busy = isinstance(error, APIStatusError)
            raise _Broken("The connection to the model broke.", self._paid(reply, asked), is_busy=is_busy) from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:  # an event of no kind we know
            raise _Broken("The model's reply cannot be read.", self._paid(reply, asked)) from error
        if not reply.is_begun:
            raise _Foreign("The model's service answers something else than a reply.")
        if not reply.is_whole:
            raise _Broken("The model's reply ended too early.", self._paid(reply, asked))
        if reply.stop_reason == "refusal":
            yield Notice("", usage=self._paid(reply, asked))
        for piece in self._finished(reply, asked):
            yield piece

    def _finished(self, assembly: Assembly, asked: _Asked) -> list[str | Notice | Reply]:
        match assembly.stop_reason:
            case "refusal":
                hint = "Say it another way, or begin a new conversation."
                why = assembly.stop_details.get("explanation")
                raise ModelRefused(why or "The model declines this request.", hint=hint)
            case "model_context_window_exceeded":
                hint = "Begin a new conversation; what was written to the tracker is kept."
                raise ModelMisused("This conversation has become too long for the model.", hint=hint)
            case "max_tokens" if assembly.has_calls:
                raise _CutOff("The reply was cut off inside a call of a tool.", self._paid(assembly, asked))
        try:
            reply, said = reply_of(assembly.blocks(), asked.known, self._paid(assembly, asked))
        except Unreadable as error:
            raise _Broken("The model's call of a tool cannot be read.", self._paid(assembly, asked)) from error
        if not reply.text.strip() and not reply.calls:
            raise _Empty("The model's reply is empty.", self._paid(assembly, asked))
        cut = "The reply was cut off at its longest allowed length; say “go on” for the rest."
        notices: list[str | Notice | Reply] = [Notice(cut)] if assembly.stop_reason == "max_tokens" else []
        return [*([reply.text[len(said) :]] if reply.text != said else []), *notices, reply]

    def _paid(self, reply: Assembly, asked: _Asked) -> Usage:
        """As the service counts, or else about as much as was sent and said."""
        return self._priced(reply.usage or Usage(asked.tokens, reply.length // 4))

    def _priced(self, usage: Usage) -> Usage:
        return self._price.of(usage) if self._price else usage


def _tokens(document: object, characters: int = 4) -> int:
    return len(json.dumps(document, ensure_ascii=False).encode("utf-8", "replace")) // characters


def _address(base_url: str | None) -> str | None:
    """The SDK adds `/v1` itself, and many name their service's address with it."""
    return base_url.rstrip("/").removesuffix("/v1") if base_url else None


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
