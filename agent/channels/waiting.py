"""Signs of life while something is waited for, on a terminal's standard error."""

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn
from rich.status import Status

from .plain import one_line


class Waiting:
    """A spinner, or a bar where progress is known; nothing where nobody watches."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._status: Status | None = None
        self._bar: Progress | None = None
        self._task = TaskID(0)

    def spin(self) -> None:
        if self._console.is_terminal and self._status is None and self._bar is None:
            self._status = self._console.status("")
            self._status.start()

    def progress(self, done: float, total: float | None, message: str) -> None:
        if not self._console.is_terminal:
            return
        if self._bar is None:
            self.stop()
            self._bar = Progress(BarColumn(), TextColumn("{task.description}"), console=self._console, transient=True)
            self._task = self._bar.add_task("", total=total)
            self._bar.start()
        self._bar.update(self._task, completed=done, total=total, description=one_line(message))

    def stop(self) -> None:
        if self._status is not None:
            self._status.stop()
        if self._bar is not None:
            self._bar.stop()
        self._status = self._bar = None
