"""What every test may use."""

from pathlib import Path

import anyio
import pytest
from hypothesis import settings
from mcp_desk import NOW, copied

from server.demo import ensure_demo_traffic, prepare
from server.settings import Settings
from server.tracker import embedded_tracker
from server.workspace import open_workspace

settings.register_profile("repeatable", derandomize=True, database=None)
settings.load_profile("repeatable")  # `--hypothesis-profile default` looks for new examples


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def demo_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo account, made once."""
    home = tmp_path_factory.mktemp("demo")

    async def made() -> None:
        async with embedded_tracker(home) as tracker:
            await prepare(tracker, home)

    anyio.run(made)
    return home


@pytest.fixture
def demo(demo_template: Path, tmp_path: Path) -> Path:
    """A folder with the demo account, for one test."""
    return copied(demo_template, tmp_path / "home")


@pytest.fixture(scope="session")
def busy_template(demo_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo account and its thirty days of traffic up to NOW, made once."""
    home = copied(demo_template, tmp_path_factory.mktemp("busy"))

    async def made() -> None:
        async with open_workspace(Settings(home=home), now=lambda: NOW) as workspace:
            await ensure_demo_traffic(workspace)

    anyio.run(made)
    return home


@pytest.fixture
def busy(busy_template: Path, tmp_path: Path) -> Path:
    """The same, for one test."""
    return copied(busy_template, tmp_path / "home")
