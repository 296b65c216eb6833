"""The time and the chance of the visitor who is being served, for a tracker that is asked in this process.

Each visitor has their own, so that many of them can be under way at once on different days, and the same ones go the
same ways whoever else is there.
"""

import secrets
import time
from contextvars import ContextVar
from random import Random

_at: ContextVar[int | None] = ContextVar("visitors_time", default=None)
_chance: ContextVar[Random | None] = ContextVar("visitors_chance", default=None)

_unseeded = secrets.SystemRandom()


def now_ms() -> int:
    """Unix milliseconds; the real time where no visitor is served."""
    at = _at.get()
    return time.time_ns() // 1_000_000 if at is None else at


def draw() -> float:
    """A number of [0, 1); not seeded where no visitor is served."""
    return (_chance.get() or _unseeded).random()


def choose(count: int) -> int:
    """A number in 0..count-1; not seeded where no visitor is served. Ids of made-up visits need not be secret."""
    return (_chance.get() or _unseeded).randrange(count)


def set_now(ms: int) -> None:
    """From here on, within this task."""
    _at.set(ms)


def set_chance(random: Random) -> None:
    """From here on, within this task."""
    _chance.set(random)
