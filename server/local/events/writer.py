"""One thread that writes what many hand in at once: a transaction is one wait for the disk, however much is in it."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Lock, Thread

from .landing import Batch

_MOST = 4_000
"""Batches in one transaction, so that it stays short."""

Waiting = tuple[asyncio.AbstractEventLoop, "asyncio.Future[None]"]
Handed = tuple[Batch, "Future[None] | Waiting"]

Gathering = tuple[asyncio.AbstractEventLoop, list[Handed]]


class Writer:
    def __init__(self, write: Callable[[Sequence[Batch]], None]) -> None:
        """`write` keeps the batches durably, all of them or none."""
        self._write = write
        self._queue: SimpleQueue[list[Handed] | None] = SimpleQueue()
        self._gathering: Gathering | None = None
        self._lock = Lock()
        self._thread: Thread | None = None

    def submit(self, batch: Batch) -> "Future[None]":
        future: Future[None] = Future()
        self._hand([(batch, future)])
        return future

    async def keep(self, batch: Batch) -> None:
        """Waking a thread or an event loop costs more than writing an event.

        So what comes in one round of a loop is handed in together, and all who wait in it are woken together.
        """
        loop = asyncio.get_running_loop()
        future = loop.create_future()
        gathering = self._gathering
        if gathering is None or gathering[0] is not loop:
            gathering = self._gathering = (loop, [])
            loop.call_soon(self._hand_gathered, gathering)
        gathering[1].append((batch, (loop, future)))
        await future

    def close(self) -> None:
        """Write what was handed in; what is handed in later starts it again."""
        with self._lock:
            if self._thread is None:
                return
            self._queue.put(None)
            self._thread.join()
            self._thread = None

    def _hand_gathered(self, gathering: Gathering) -> None:
        if self._gathering is gathering:
            self._gathering = None
        self._hand(gathering[1])

    def _hand(self, handed: list[Handed]) -> None:
        with self._lock:
            if self._thread is None:
                self._thread = Thread(target=self._run, name="events", daemon=True)
                self._thread.start()
            self._queue.put(handed)

    def _run(self) -> None:
        while (first := self._queue.get()) is not None:
            handed, last = self._more(first)
            self._keep(handed)
            if last:
                return

    def _more(self, handed: list[Handed]) -> tuple[list[Handed], bool]:
        """What waits besides the first, and whether the end was reached."""
        while len(handed) < _MOST:
            try:
                following = self._queue.get_nowait()
            except Empty:
                break
            if following is None:
                return handed, True
            handed += following
        return handed, False

    def _keep(self, handed: list[Handed]) -> None:
        error: Exception | None = None
        try:
            self._write([batch for batch, _ in handed])
        except Exception as raised:
            error = raised  # whatever it is, those who wait must hear of it
        for _, waiting in handed:
            if isinstance(waiting, Future):
                _settle([waiting], error)
        in_loops = [waiting for _, waiting in handed if not isinstance(waiting, Future)]
        for loop in {id(loop): loop for loop, _ in in_loops}.values():
            futures = [future for its, future in in_loops if its is loop]
            with suppress(RuntimeError):  # the loop was closed, and nobody waits any more
                loop.call_soon_threadsafe(_settle, futures, error)


def _settle(futures: "Sequence[Future[None] | asyncio.Future[None]]", error: Exception | None) -> None:
    for future in futures:
        if future.done():
            continue  # cancelled: what was handed in was written all the same
        if error is None:
            future.set_result(None)
        else:
            future.set_exception(error)
