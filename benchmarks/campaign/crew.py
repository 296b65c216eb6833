"""Runs in processes of their own, a few at a time.

Every run is a fork of this process, which has loaded everything and started nothing: no loop, no thread. So a run
costs milliseconds to start, may fork again, and dies without harm.
"""

import os
import pickle
import selectors
import signal
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Generic, TypeVar

J = TypeVar("J")
R = TypeVar("R")

_SECONDS = 120
"""After which a run is taken for stuck."""

_LOOK_SECONDS = 1.0


@dataclass
class _Run(Generic[J]):
    job: J
    process: int
    pipe: int
    parts: list[bytes] = field(default_factory=list)

    def read(self) -> bool:
        """Whether there may be more."""
        part = os.read(self.pipe, 1 << 20)
        self.parts.append(part)
        return bool(part)

    def is_dead(self) -> bool:
        """Without having ended its pipe, which what it left behind may hold."""
        return os.waitpid(self.process, os.WNOHANG) != (0, 0)

    def end(self) -> None:
        """With everything it started."""
        with suppress(ProcessLookupError):
            os.killpg(self.process, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self.process, 0)
        os.close(self.pipe)


def results(work: Callable[[J], R], jobs: Iterable[J], *, at_once: int) -> Iterator[tuple[J, R | str]]:
    """Each job with what came of it, as they end; a text where the process failed."""
    waiting = iter(jobs)
    running = [_start(work, job) for _, job in zip(range(at_once), waiting, strict=False)]
    try:
        while running:
            for run in _ended(running):
                running.remove(run)
                run.end()
                running += [_start(work, job) for _, job in zip(range(1), waiting, strict=False)]
                whole = b"".join(run.parts)
                yield run.job, pickle.loads(whole) if whole else f"the process died within {_SECONDS} seconds"
    finally:
        for run in running:
            run.end()


def _ended(running: list[_Run[J]]) -> list[_Run[J]]:
    """Those that ended within a moment."""
    with selectors.DefaultSelector() as ends:
        for run in running:
            ends.register(run.pipe, selectors.EVENT_READ, run)
        told = [key.data for key, _ in ends.select(_LOOK_SECONDS)]
    return [run for run in told if not run.read()] or [run for run in running if not told and run.is_dead()]


def _start(work: Callable[[J], R], job: J) -> _Run[J]:
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        _work(work, job, writing)
    with suppress(OSError):  # the child does it as well: nobody knows who comes first
        os.setpgid(process, process)
    os.close(writing)
    return _Run(job, process, reading)


def _work(work: Callable[[J], R], job: J, writing: int) -> None:
    """In the child: does not return."""
    try:
        os.setpgid(0, 0)
        signal.alarm(_SECONDS)
        try:
            result: R | str = work(job)
        except Exception:
            result = traceback.format_exc()
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(result, pipe)
    finally:
        os._exit(0)
