"""The tracker in this process, and the same behind a socket and the remote transport; and scripted ones."""

import asyncio
import secrets
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from pydantic import SecretStr

from funnels.ids import IdMaker, NewId
from server.local import build_tracker
from server.tracker import Tracker, embedded_tracker, remote_tracker

TOKEN = "access-token-of-the-tests"

Answer = tuple[int, Any] | tuple[int, Any, dict[str, str]] | Exception | Callable[["Sent"], Any]
"""Status, body and headers; or an error of the network; or what makes one of these of the request."""


@pytest.fixture
def new_id() -> NewId:
    return IdMaker(lambda: time.time_ns() // 1_000_000, secrets.randbelow)


@asynccontextmanager
async def served(app: Any) -> AsyncIterator[str]:
    """The app on a port of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", ws="none"))
        running = asyncio.create_task(server.serve(sockets=[listener]))
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        await running


@pytest.fixture(params=["in process", "over a socket"])
async def tracker(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Tracker]:
    async with AsyncExitStack() as stack:
        if request.param == "in process":
            yield await stack.enter_async_context(embedded_tracker(tmp_path))
        else:
            app = build_tracker(tmp_path, token=SecretStr(TOKEN))
            stack.callback(app.close)
            url = await stack.enter_async_context(served(app))
            yield await stack.enter_async_context(remote_tracker(f"{url}/v1", SecretStr(TOKEN)))


class Sent:
    """A request as a scripted tracker saw it."""

    def __init__(self, request: httpx.Request) -> None:
        self.method = request.method
        self.path = request.url.path
        self.query = dict(request.url.params)
        self.token = request.headers.get("authorization", "").removeprefix("Bearer ")
        self.body = request.read()

    def __repr__(self) -> str:
        return f"{self.method} {self.path}"

    def __eq__(self, other: object) -> bool:
        return repr(self) == other

    __hash__ = None  # type: ignore[assignment] - compared, never stored


class Scripted(httpx.AsyncBaseTransport):
    """Answers one after another, and keeps what was asked."""

    def __init__(self, answers: Iterable[Answer]) -> None:
        self._answers = iter(answers)
        self.sent: list[Sent] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await request.aread()
        self.sent.append(Sent(request))
        answer: Any = next(self._answers)
        if callable(answer):
            answer = answer(self.sent[-1])
        if isinstance(answer, Awaitable):
            answer = await answer
        if isinstance(answer, Exception):
            raise answer
        status, body, headers = (*answer, {})[:3]
        if isinstance(body, bytes):
            return httpx.Response(status, content=body, headers=headers)
        return httpx.Response(status, json=body, headers=headers)
