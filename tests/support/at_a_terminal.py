"""The command on a pseudo-terminal, and a person who types into it."""

import re
from pathlib import Path

import pexpect
from person import BIN, environment

SECONDS = 120
_COLOURS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_PROMPT = r"(?:^|\n)(?:\x1b\[[0-9;?]*[A-Za-z])*> "
_QUESTION = r"Apply\? \[y/N\] "


class Terminal:
    """Every method waits for what the person would wait for, and gives what was shown until then."""

    def __init__(self, home: Path, *arguments: str) -> None:
        self._program = pexpect.spawn(
            str(BIN / "funnelwright"),
            list(arguments),
            env={**environment(home), "TERM": "xterm"},
            encoding="utf-8",
            timeout=SECONDS,
            dimensions=(50, 160),
        )

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *error: object) -> None:
        self._program.close(force=True)

    def prompted(self) -> str:
        return self._until(_PROMPT)

    def types(self, line: str) -> str:
        """What comes of it, up to the next prompt."""
        self._program.sendline(line)
        return self.prompted()

    def wants(self, line: str) -> str:
        """What comes of it, up to the question whether it shall be done."""
        self._program.sendline(line)
        asked = self._program.expect([_QUESTION, _PROMPT]) == 0
        assert asked, f"{line!r} came to no plan: {self._shown()}"
        return self._shown()

    def interrupts(self) -> str:
        self._program.sendintr()
        return self.prompted()

    def leaves(self) -> int | None:
        """The exit code."""
        self._program.sendline("exit")
        self._program.expect(pexpect.EOF)
        self._program.close()
        code: int | None = self._program.exitstatus
        return code

    def _until(self, pattern: str) -> str:
        self._program.expect(pattern)
        return self._shown()

    def _shown(self) -> str:
        return _COLOURS.sub("", str(self._program.before))
