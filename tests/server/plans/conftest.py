from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from books import Books, open_books


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
async def books(home: Path) -> AsyncIterator[Books]:
    async with open_books(home, fill=True) as books:
        yield books
