import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import anyio
import pytest
from visited_tracker import Scene, furnish, opened


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the funnel, made once."""
    home = tmp_path_factory.mktemp("visited")

    async def make() -> None:
        async with opened(home) as scene:
            await furnish(scene)

    anyio.run(make)
    return home


@pytest.fixture
async def scene(furnished: Path, tmp_path: Path) -> AsyncIterator[Scene]:
    home = shutil.copytree(furnished, tmp_path / "home")
    async with opened(home) as scene:
        yield scene
