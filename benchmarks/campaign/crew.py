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
from typing import TypeVar

J = TypeVar("J")
R = TypeVar("R")

_SECONDS = 120
"""After which a run is taken for stuck."""


def results(work: Callable[[J], R], jobs: Iterable[J], *, at_once: int) -> Iterator[tuple[J, R | str]]:
    """Each job with what came of it, as they end; a text where the process failed."""
    waiting = iter(jobs)
    with selectors.DefaultSelector() as ends:
        running = sum(_start(work, job, ends) for _, job in zip(range(at_once), waiting, strict=False))
        while running:
            for key, _ in ends.select():
                job, child, parts = key.data
                part = os.read(key.fd, 1 << 20)
                if part:
                    parts.append(part)
                    continue
                ends.unregister(key.fd)
                os.close(key.fd)
                os.waitpid(child, 0)
                following = next(waiting, None)
                running += _start(work, following, ends) - 1 if following is not None else -1
                yield job, pickle.loads(b"".join(parts)) if parts else "the process died"


def _start(work: Callable[[J], R], job: J, ends: selectors.BaseSelector) -> int:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _work(work, job, writing)
    os.close(writing)
    ends.register(reading, selectors.EVENT_READ, (job, child, []))
    return 1


def _work(work: Callable[[J], R], job: J, writing: int) -> None:
    """In the child: does not return."""
    signal.alarm(_SECONDS)
    try:
        try:
            result: R | str = work(job)
        except Exception:
            result = traceback.format_exc()
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(result, pipe)
    finally:
        os._exit(0)
