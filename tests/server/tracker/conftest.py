"""The tracker in this process, and the same behind a socket and the remote transport; and one that is scripted."""

import asyncio
import json
import secrets
import socket
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from pydantic import SecretStr

from funnels.ids import IdMaker, NewId
from server.local import build_tracker
from server.tracker import Tracker, embedded_tracker, remote_tracker
from server.tracker.remote import RemoteTransport
from server.tracker.tokens import Tokens

TOKEN = "access-token-of-the-tests"

API = "https://api.tracker.example/v1"
NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)


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
    """A request as the scripted tracker saw it."""

    def __init__(self, request: httpx.Request) -> None:
        self.line = f"{request.method} {request.url.raw_path.decode().removeprefix('/v1')}"
        self.token = request.headers.get("authorization", "").removeprefix("Bearer ")
        self.known = request.headers.get("if-none-match")
        self.body = json.loads(request.content or b"null")


class ScriptedTracker(httpx.AsyncBaseTransport):
    """Answers one thing after another behind the remote transport, and keeps what was asked and waited for.

    An answer is a status, a body (bytes, or JSON) and headers; or an error of the network.
    """

    def __init__(self, *answers: Any, refresh: str | None = None, chance: float = 0.5) -> None:
        self._answers = iter(answers)
        self.sent: list[Sent] = []
        self.slept: list[float] = []
        self.renewed: list[tuple[str, str]] = []
        tokens = Tokens(API, SecretStr(TOKEN), SecretStr(refresh) if refresh else None, self._keep)
        transport = RemoteTransport(self, tokens, sleep=self._sleep, chance=lambda: chance, clock=lambda: NOW)
        self.tracker = Tracker(httpx.AsyncClient(transport=transport, base_url=API, trust_env=False))

    @property
    def lines(self) -> list[str]:
        return [one.line for one in self.sent]

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.sent.append(Sent(request))
        answer = next(self._answers)
        if isinstance(answer, Exception):
            raise answer
        status, body, headers = (*answer, *(None, {})[len(answer) - 1 :])
        if isinstance(body, bytes):
            return httpx.Response(status, content=body, headers=headers)
        return httpx.Response(status, json=body, headers=headers)

    async def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    def _keep(self, access: SecretStr, refresh: SecretStr | None) -> None:
        self.renewed.append((access.get_secret_value(), refresh.get_secret_value() if refresh else ""))


@pytest.fixture
def scripted() -> type[ScriptedTracker]:
    return ScriptedTracker
