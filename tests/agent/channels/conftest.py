"""`funnelwright` as a program: real pipes for its input and output."""

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from agent.channels.terminal import main
from agent.conversation import Conversation
from agent.session import Session


@dataclass
class Ran:
    code: int
    out: str
    err: str


@contextmanager
def piped(given: str) -> Iterator[tuple[io.TextIOWrapper, io.TextIOWrapper]]:
    """Standard streams on pipes, as a shell would make them."""
    before = sys.stdin, sys.stdout, sys.stderr
    read_in, write_in = os.pipe()
    os.write(write_in, given.encode())
    os.close(write_in)
    outs = [os.pipe() for _ in range(2)]
    sys.stdin = open(read_in, encoding="utf-8")  # noqa: PTH123, SIM115 - a descriptor; closed below
    sys.stdout, sys.stderr = (open(write, "w", encoding="utf-8") for _, write in outs)  # noqa: PTH123, SIM115 - as above
    readers = [open(read, encoding="utf-8") for read, _ in outs]  # noqa: PTH123, SIM115 - as above
    try:
        yield readers[0], readers[1]
    finally:
        for stream in (sys.stdin, sys.stdout, sys.stderr, *readers):
            stream.close()
        sys.stdin, sys.stdout, sys.stderr = before


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server_of: Callable[[Any], Any], account: Any
) -> Callable[..., Ran]:
    """Run the command with a scripted model and the stand-in server; `given` is what the pipe brings.

    `live`: with the offline planner and our own server over the folder of the test.
    """
    monkeypatch.setenv("FUNNELWRIGHT_HOME", str(tmp_path))
    monkeypatch.delenv("ANTHROPIC_API_KEY", raising=False)

    def running(*arguments: str, model: Any = None, given: str = "", live: bool = False) -> Ran:
        def opens(
            surroundings: Any,
            *,
            conversation: str | None = None,
            latest: bool = False,
            notice: Any = None,
            surface: str = "",
        ) -> AbstractAsyncContextManager[Session]:
            memory = surroundings.memory()
            chosen = conversation or (memory.latest() if latest else None)
            return Session(model, server_of(account), Conversation.open(memory, chosen))

        with piped(given) as (out, err):
            code = main(arguments, opens=None if live else opens)
            sys.stdout.close()
            sys.stderr.close()
            return Ran(code, out.read(), err.read())

    return running
