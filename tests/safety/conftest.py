"""An account full of hostile texts, made once and only read."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import anyio
import pytest
from mcp_desk import copied
from poisoned import poison

from agent.channels.terminal import main


@pytest.fixture(scope="session")
def poisoned(demo_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every injected text in every place. Plans may be made there; nothing is to be applied."""
    home = copied(demo_template, tmp_path_factory.mktemp("poisoned"))
    anyio.run(poison, home)
    return home


@pytest.fixture
def types(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Run `funnelwright` over a folder, `given` on standard input; all that it wrote."""

    def typed(home: Path, *arguments: str, given: str = "") -> str:
        monkeypatch.setenv("FUNNELWRIGHT_HOME", str(home))
        monkeypatch.setenv("FUNNELWRIGHT_DEMO", "off")
        monkeypatch.setenv("COLUMNS", "160")
        monkeypatch.delenv("ANTHROPIC_API_KEY", raising=False)
        monkeypatch.setattr(sys, "stdin", io.StringIO(given))
        main(arguments)
        shown = capsys.readouterr()
        return shown.out + shown.err

    return typed
