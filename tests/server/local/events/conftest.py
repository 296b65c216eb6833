from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from server.local.events import EventStore

MORNING = 1_800_000_000_000
"""A moment in January 2027."""


@pytest.fixture
def open_store(tmp_path: Path) -> Iterator[Callable[[], EventStore]]:
    """Opens the same folder, as often as wanted."""
    opened: list[EventStore] = []

    def another() -> EventStore:
        opened.append(EventStore(tmp_path, lambda: MORNING))
        return opened[-1]

    yield another
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: Callable[[], EventStore]) -> EventStore:
    return open_store()
