"""What our programs write into their logs when somebody wants to know everything."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TELL = """
import logging
import httpx
from server.local.runtime.outside import Letter, Outside

answer = httpx.MockTransport(lambda request: httpx.Response(200, content=iter([b""])))
outside = Outside(answer, lambda host, port: ["93.184.216.34"])
outside.ask(Letter("POST", "https://hooks.example/SECRET?key=SECRET", {"X-Key": "SECRET"}, auth=("me", "SECRET")))
logging.getLogger("server").info("a word of ours")
"""
"""Webhooks are asked at addresses that are as good as passwords."""


@pytest.mark.parametrize(
    "begin",
    [
        "from server.main import main; main(['--toolsets', 'nonsense'])",
        "from agent.channels.terminal import main; main(['plans'])",
    ],
)
def test_no_address_that_is_asked_reaches_the_log(tmp_path: Path, begin: str) -> None:
    given = {"FUNNELWRIGHT_HOME": str(tmp_path), "FUNNELWRIGHT_LOG_LEVEL": "DEBUG", "PATH": os.environ["PATH"]}
    done = subprocess.run([sys.executable, "-c", begin + TELL], env=given, capture_output=True, text=True, check=True)
    file = tmp_path / "funnelwright.log"
    log = done.stderr + (file.read_text() if file.exists() else "")
    assert "a word of ours" in log
    assert "SECRET" not in log
    assert "hooks.example" not in log
