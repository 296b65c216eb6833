"""The server over streamable HTTP, on a port of this machine."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import httpx2
import uvicorn
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from mcp_desk import Person

from server.http import http_app
from server.main import offered, opened_once
from server.settings import Settings


@asynccontextmanager
async def served(home: Path, **settings: Any) -> AsyncIterator[str]:
    """The URL of a server with a desk of its own, as one worker of several would be."""
    wanted = Settings(home=home, **settings)
    async with AsyncExitStack() as stack:
        app = http_app(offered(wanted, opened_once(wanted, stack)), wanted, "127.0.0.1", [])
        with socket.create_server(("127.0.0.1", 0)) as listener:
            server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, ws="none"))
            running = asyncio.create_task(server.serve(sockets=[listener]))
            try:
                yield f"http://127.0.0.1:{listener.getsockname()[1]}/mcp"
            finally:
                server.should_exit = True
                await running


@asynccontextmanager
async def through(url: str, token: str, person: Person | None = None, *, mode: str = "auto") -> AsyncIterator[Client]:
    """A client that sends the token; without a person, one that cannot ask."""
    headers = {"Authorization": f"Bearer {token}"}
    async with (
        httpx2.AsyncClient(headers=headers) as http,
        Client(streamable_http_client(url, http_client=http), mode=mode, elicitation_callback=person) as client,
    ):
        yield client
