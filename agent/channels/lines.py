"""What the person types, or what a pipe brings, line by line."""

import contextlib
import signal
import sys
from collections.abc import Iterator


class Lines:
    """`quiet` keeps prompts off standard output."""

    def __init__(self, *, quiet: bool = False) -> None:
        self.interactive = sys.stdin is not None and sys.stdin.isatty()
        self._edits = self.interactive and sys.stdout.isatty() and not quiet
        self._waiting: list[str] = []
        if self._edits:
            with contextlib.suppress(ImportError):
                import readline  # noqa: F401 - gives `input` its editing and history, where there is one

    def next(self, prompt: str) -> str | None:
        """The next line; None at the end. Ctrl-C raises KeyboardInterrupt."""
        if self._waiting:
            return self._waiting.pop()
        with _interruptible():
            return self._typed(prompt) if self.interactive else self._piped()

    def answer(self, prompt: str) -> str | None:
        """The same for a question that matters: what was typed before it stood there is no answer to it."""
        if self.interactive:
            _forget_typed_ahead()
        return self.next(prompt)

    def put_back(self, line: str) -> None:
        """The next `next` gives this line."""
        self._waiting.append(line)

    def _typed(self, prompt: str) -> str | None:
        if self._edits:
            try:
                return input(prompt)
            except EOFError:
                return None
        sys.stderr.write(prompt)
        sys.stderr.flush()
        return self._piped()

    def _piped(self) -> str | None:
        line = sys.stdin.readline() if sys.stdin is not None else ""
        return line.rstrip("\r\n") if line else None


def _forget_typed_ahead() -> None:
    with contextlib.suppress(ImportError, OSError):
        import termios  # where there is one

        termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)


@contextlib.contextmanager
def _interruptible() -> Iterator[None]:
    """While a line is awaited the event loop stands still, so Ctrl-C must not wait for it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
