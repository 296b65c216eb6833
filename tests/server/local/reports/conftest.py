"""A tracker over made-up events, which answers bodies as they travel."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest

from server.contracts import operation, violations
from server.local import EmbeddedTracker, build_tracker
from server.local.events import EventStore
from tests.support.made_up_events import DAYS, FIRST

Json = dict[str, Any]

NOW = FIRST + (DAYS + 30) * 86_400_000


class Desk:
    """Asks the tracker of one folder, over its door."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tracker: EmbeddedTracker = build_tracker(folder, clock=lambda: NOW)
        self.store = EventStore(folder, lambda: NOW)

    def close(self) -> None:
        self.store.close()
        self.tracker.close()

    def record(self, events: Sequence[Json], **more: Any) -> None:
        self.store.append(events, **more)

    async def send(self, method: str, path: str, body: Json | None = None) -> httpx.Response:
        transport = httpx.ASGITransport(self.tracker)
        async with httpx.AsyncClient(transport=transport, base_url="http://tracker.test/v1") as client:
            return await client.request(method, path, json=body)

    async def ask(self, id: str, body: Json | None = None) -> Any:
        """The answer of an operation, which is as the contract has it."""
        described = operation(id)
        answer = await self.send(described.method, described.path, body)
        assert answer.status_code == 200, answer.text
        if described.answer is None:
            assert answer.content == b""
            return None
        assert violations(described.answer, answer.json()) == []
        return answer.json()

    async def refused(self, id: str, body: Json | None = None) -> Json:
        """The refusal of an operation, but for its code."""
        described = operation(id)
        answer = await self.send(described.method, described.path, body)
        refusal: Json = answer.json()
        assert refusal.pop("code") == answer.status_code == 400, answer.text
        return refusal


@pytest.fixture(scope="session")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path], Desk]]:
    opened: list[Desk] = []

    def desk(folder: Path) -> Desk:
        opened.append(Desk(folder))
        return opened[-1]

    yield desk
    for one in opened:
        one.close()


@pytest.fixture
def desk(desks: Callable[[Path], Desk], tmp_path: Path) -> Desk:
    return desks(tmp_path)
