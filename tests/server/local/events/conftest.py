from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from happenings import MORNING

from server.local.events import EventStore


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
