"""Our MCP server in this process, over a folder, with the SDK's client at its other end."""

import json
import shutil
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import anyio
from mcp import Client
from mcp.client import ClientRequestContext
from mcp.types import ElicitRequestParams, ElicitResult, TextContent

from server.building import Desk
from server.demo.account import demo_assets
from server.main import offered
from server.settings import Settings
from server.workspace import open_workspace

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
ERAS = ("auto", "legacy")
"""The newest revision of the protocol, and the one before with its handshake."""

Json = dict[str, Any]
Answering = Callable[[str], ElicitResult]
"""What a person answers to the words of a question."""


def yes(question: str) -> ElicitResult:
    return ElicitResult(action="accept", content={"approve": True})


def no(question: str) -> ElicitResult:
    return ElicitResult(action="decline")


class Person:
    """Answers as told, and remembers what was asked."""

    def __init__(self, answer: Answering = yes) -> None:
        self.asked: list[str] = []
        self._answer = answer

    async def __call__(self, context: ClientRequestContext, params: ElicitRequestParams) -> ElicitResult:
        self.asked.append(params.message)
        return self._answer(params.message)


class Clock:
    """Seconds that pass when told."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def counted(prefix: str = "0Made") -> Callable[[], str]:
    numbers = iter(range(10**6))
    return lambda: f"{prefix}{next(numbers):0{12 - len(prefix)}d}"


@asynccontextmanager
async def connected(
    home: Path,
    person: Person | None = None,
    *,
    mode: str = "auto",
    trusts_host: bool = False,
    clock: Callable[[], float] = time.monotonic,
    **settings: Any,
) -> AsyncIterator[Client]:
    """A client of the server over the folder; without a person, one that cannot ask. Ids are counted, time stands."""
    wanted = Settings(home=home, **settings)
    async with AsyncExitStack() as stack:
        opened: list[Desk] = []
        lock = anyio.Lock()

        async def opens() -> Desk:
            async with lock:
                if not opened:
                    workspace = await stack.enter_async_context(open_workspace(wanted, now=lambda: NOW))
                    steady = replace(workspace, new_id=counted())
                    opened.append(Desk(steady, trusts_host=trusts_host, clock=clock))
                return opened[0]

        async with Client(offered(wanted, opens), mode=mode, elicitation_callback=person) as client:
            yield client


async def answer(client: Client, tool: str, **arguments: Any) -> Json:
    """The structured answer of a call that succeeds."""
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result.content
    assert isinstance(result.structured_content, dict)
    return result.structured_content


async def words(client: Client, tool: str, **arguments: Any) -> str:
    """The text of a call that succeeds."""
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result.content
    return _text(result.content)


async def refusal(client: Client, tool: str, **arguments: Any) -> str:
    """The words of a call that is refused."""
    result = await client.call_tool(tool, arguments)
    assert result.is_error, result.structured_content
    return _text(result.content)


async def size(client: Client, tool: str, **arguments: Any) -> int:
    """Tokens of an answer at four bytes, text and structured content together."""
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result.content
    document = result.model_dump(
        mode="json", by_alias=True, exclude_none=True, include={"content", "structured_content"}
    )
    return len(json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()) // 4


def _text(content: Any) -> str:
    return "\n".join(block.text for block in content if isinstance(block, TextContent))


def assets_in(home: Path) -> list[tuple[Any, ...]]:
    """Every asset as it is stored, to compare before and after."""
    with sqlite3.connect(home / "tracker.db") as database:
        return database.execute("SELECT family, id, revision, status, document FROM asset ORDER BY 1, 2").fetchall()


def demo_id(name: str) -> str:
    return next(asset.id for asset in demo_assets() if asset.name == name)


def copied(template: Path, home: Path) -> Path:
    shutil.copytree(template, home, dirs_exist_ok=True)
    return home
