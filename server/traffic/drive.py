"""Many visitors at once."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import count

from .campaign import Arrival
from .ledger import Ledger
from .network import Postback
from .visitor import Visitor, World, report

Progress = Callable[[int, int], Awaitable[None]]
"""Told how many visitors are through, of how many."""

AT_ONCE = 256
"""Visitors under way at the same moment: what they do shares the tracker's commits."""

_TELL_EVERY = 100


async def _nobody(done: int, total: int) -> None:
    pass


async def drive(
    world: World,
    arrivals: Sequence[Arrival],
    *,
    ledger: Ledger | None = None,
    progress: Progress = _nobody,
    at_once: int = AT_ONCE,
    pace: float = 0,
) -> Ledger:
    """Let the visitors live; `pace` of them a second at most, 0 for as many as the tracker takes.

    Where this is cancelled nobody new comes, and those under way finish first: what is in the tracker then stands in
    `ledger`, neither more nor less.
    """
    ledger = Ledger() if ledger is None else ledger
    queue = _Queue(arrivals, pace)

    async def walk() -> None:
        while (arrival := await queue.next()) is not None:
            await Visitor(world, ledger).live(arrival)
            queue.done += 1
            if queue.done % _TELL_EVERY == 0 or queue.done == len(arrivals):
                await progress(queue.done, len(arrivals))

    await _together([walk() for _ in range(min(at_once, len(arrivals)))], queue)
    return ledger


async def deliver(world: World, ledger: Ledger, due: Iterable[Postback]) -> None:
    """What networks held back until the time came."""
    for postback in due:
        await report(world, ledger, postback)


class _Queue:
    def __init__(self, arrivals: Iterable[Arrival], pace: float) -> None:
        self.done = 0
        self._waiting: Iterator[Arrival] = iter(arrivals)
        self._pace = pace
        self._begun = time.monotonic()
        self._numbers = count()
        self._closed = asyncio.Event()

    async def next(self) -> Arrival | None:
        """None where nobody comes any more."""
        if self._pace and not self._closed.is_set():
            late = self._begun + next(self._numbers) / self._pace - time.monotonic()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._closed.wait(), max(0.0, late))
        return None if self._closed.is_set() else next(self._waiting, None)

    def close(self) -> None:
        self._closed.set()


async def _together(walks: Iterable[Awaitable[None]], queue: _Queue) -> None:
    tasks = [asyncio.ensure_future(walk) for walk in walks]
    whole = asyncio.gather(*tasks)
    try:
        await asyncio.shield(whole)
    except asyncio.CancelledError:
        queue.close()
        await whole
        raise
    finally:
        for task in tasks:
            task.cancel()
