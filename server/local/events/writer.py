"""One thread that writes what many hand in at once: a transaction is one wait for the disk, however much is in it."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from threading import Lock, Thread

from .landing import Batch

_MOST = 4_000
"""Batches in one transaction, so that it stays short."""

Handed = tuple[Batch, "Future[None]"]


class Writer:
    def __init__(self, write: Callable[[Sequence[Batch]], None]) -> None:
        """`write` keeps the batches durably, all of them or none."""
        self._write = write
        self._queue: SimpleQueue[Handed | None] = SimpleQueue()
        self._lock = Lock()
        self._thread: Thread | None = None

    def submit(self, batch: Batch) -> "Future[None]":
        future: Future[None] = Future()
        with self._lock:
            if self._thread is None:
                self._thread = Thread(target=self._run, name="events", daemon=True)
                self._thread.start()
            self._queue.put((batch, future))
        return future

    def close(self) -> None:
        """Write what was handed in; what is handed in later starts it again."""
        with self._lock:
            if self._thread is None:
                return
            self._queue.put(None)
            self._thread.join()
            self._thread = None

    def _run(self) -> None:
        while (first := self._queue.get()) is not None:
            handed, last = self._more(first)
            self._keep([each for each in handed if each[1].set_running_or_notify_cancel()])
            if last:
                return

    def _more(self, first: Handed) -> tuple[list[Handed], bool]:
        """What waits besides the first, and whether the end was reached."""
        handed = [first]
        while len(handed) < _MOST:
            try:
                following = self._queue.get_nowait()
            except Empty:
                break
            if following is None:
                return handed, True
            handed.append(following)
        return handed, False

    def _keep(self, handed: list[Handed]) -> None:
        try:
            self._write([batch for batch, _ in handed])
        except Exception as error:
            for _, future in handed:
                future.set_exception(error)
        else:
            for _, future in handed:
                future.set_result(None)
