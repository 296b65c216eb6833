"""What goes wrong with a request, and the road on which it does."""

import json
import os
import signal
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import httpx

Send = Callable[[httpx.Request], Awaitable[httpx.Response]]
Strike = Callable[[httpx.Request, Send], Awaitable[httpx.Response]]
"""Something that happens in place of an undisturbed request."""

A_WHILE = 6
"""Requests in a row: more than the patience of one request takes, so that also looking what became of it fails."""


@dataclass
class Road(httpx.AsyncBaseTransport):
    """To the tracker. The request with the number `at`, and as many after it as `lasts`, meet the strike."""

    inner: httpx.AsyncBaseTransport
    strike: Strike | None = None
    at: int = -1
    lasts: int = 1
    taken: list[httpx.Request] = field(default_factory=list)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        number = len(self.taken)
        self.taken.append(request)
        if self.strike and self.at <= number < self.at + self.lasts:
            return await self.strike(request, self._send)
        return await self._send(request)

    async def _send(self, request: httpx.Request) -> httpx.Response:
        return await whole(self.inner, request)


async def whole(inner: httpx.AsyncBaseTransport, request: httpx.Request) -> httpx.Response:
    """The answer, read to its end."""
    answer = await inner.handle_async_request(request)
    await answer.aread()
    await answer.aclose()
    return answer


async def answer_lost(request: httpx.Request, send: Send) -> httpx.Response:
    await send(request)
    raise httpx.ReadError("lost", request=request)


async def connection_refused(request: httpx.Request, send: Send) -> httpx.Response:
    raise httpx.ConnectError("refused", request=request)


async def too_many(request: httpx.Request, send: Send) -> httpx.Response:
    return _failed(429, request)


async def broken_before(request: httpx.Request, send: Send) -> httpx.Response:
    return _failed(500, request)


async def broken_after(request: httpx.Request, send: Send) -> httpx.Response:
    await send(request)
    return _failed(500, request)


async def never_arrived(request: httpx.Request, send: Send) -> httpx.Response:
    raise httpx.ReadTimeout("silence", request=request)


async def killed_before(request: httpx.Request, send: Send) -> httpx.Response:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("dead")


async def killed_after(request: httpx.Request, send: Send) -> httpx.Response:
    await send(request)
    return await killed_before(request, send)


@dataclass
class Late:
    """No answer in time; what was sent arrives when nobody waits for it any more."""

    waiting: list[tuple[httpx.Request, Send]] = field(default_factory=list)

    async def __call__(self, request: httpx.Request, send: Send) -> httpx.Response:
        if request.method != "GET":
            self.waiting.append((request, send))
        raise httpx.ReadTimeout("silence", request=request)

    async def arrive(self) -> None:
        for request, send in self.waiting:
            await send(request)
        self.waiting.clear()


def _failed(status: int, request: httpx.Request) -> httpx.Response:
    body = json.dumps({"code": status, "message": "something went wrong"})
    return httpx.Response(status, text=body, headers={"content-type": "application/json"}, request=request)
