"""Signs of life while something is waited for, on standard error."""

import time
from collections.abc import Callable

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.status import Status
from rich.text import Text

from .plain import one_line

_MANY = 25.0
"""Steps from which on a log is told, too, how far the work is."""

_EVERY = 2.0
"""Seconds between two lines of a log, however fast the steps are."""


class Waiting:
    """A spinner, or a bar where progress is known; where nobody watches, a line every so often."""

    def __init__(self, console: Console, clock: Callable[[], float] = time.monotonic) -> None:
        self._console = console
        self._clock = clock
        self._told: float | None = None
        self._status: Status | None = None
        self._bar: Progress | None = None
        self._task = TaskID(0)

    def spin(self) -> None:
        if self._console.is_terminal and self._status is None and self._bar is None:
            self._status = self._console.status("")
            self._status.start()

    def progress(self, done: float, total: float | None, message: str) -> None:
        if not self._console.is_terminal:
            self._tell(done, total, message)
            return
        if self._bar is None:
            self.stop()
            columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
            self._bar = Progress(*columns, console=self._console, transient=True)
            self._task = self._bar.add_task("", total=total)
            self._bar.start()
        self._bar.update(self._task, completed=done, total=total, description=one_line(message))

    def stop(self) -> None:
        if self._status is not None:
            self._status.stop()
        if self._bar is not None:
            self._bar.stop()
        self._status = self._bar = None

    def _tell(self, done: float, total: float | None, message: str) -> None:
        if total is None or total < _MANY:
            return
        now = self._clock()
        if self._told is None or now - self._told >= _EVERY:
            self._told = now
            self._console.print(Text(f"{done:.0f} of {total:.0f}: {one_line(message)}", style="dim"), soft_wrap=True)
