"""Many visitors at once."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
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
    """Let the visitors live. What they did until this is cancelled stands in `ledger`.

    `pace`: visitors a second at most; 0 for as many as the tracker takes.
    """
    ledger = Ledger() if ledger is None else ledger
    waiting = iter(arrivals)
    turn = _turns(pace)
    done = 0

    async def walk() -> None:
        nonlocal done
        for arrival in waiting:
            await turn()
            await Visitor(world, ledger).live(arrival)
            done += 1
            if done % _TELL_EVERY == 0 or done == len(arrivals):
                await progress(done, len(arrivals))

    await _together(walk, min(at_once, len(arrivals)))
    return ledger


async def deliver(world: World, ledger: Ledger, due: Iterable[Postback]) -> None:
    """What networks held back until the time came."""
    for postback in due:
        await report(world, ledger, postback)


def _turns(pace: float) -> Callable[[], Awaitable[None]]:
    """What each visitor waits for before they come."""
    begun = time.monotonic()
    numbers = count()

    async def turn() -> None:
        if pace:
            await asyncio.sleep(max(0.0, begun + next(numbers) / pace - time.monotonic()))

    return turn


async def _together(walk: Callable[[], Awaitable[None]], how_many: int) -> None:
    tasks = [asyncio.ensure_future(walk()) for _ in range(how_many)]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
