"""The time and the chance of the visitor who is being served, for a tracker that is asked in this process.

Each visitor has their own, so that many of them can be under way at once on different days, and the same ones go the
same ways whoever else is there.
"""

import secrets
import time
from contextvars import ContextVar

from .chance import Chance

_at: ContextVar[int | None] = ContextVar("visitors_time", default=None)
_chance: ContextVar[Chance | None] = ContextVar("visitors_chance", default=None)

_unseeded = secrets.SystemRandom()


def now_ms() -> int:
    """Unix milliseconds; the real time where no visitor is served."""
    at = _at.get()
    return time.time_ns() // 1_000_000 if at is None else at


def draw() -> float:
    """A number of [0, 1); not seeded where no visitor is served."""
    chance = _chance.get()
    return _unseeded.random() if chance is None else chance.draw()


def set_now(ms: int) -> None:
    """From here on, within this task."""
    _at.set(ms)


def set_chance(chance: Chance) -> None:
    """From here on, within this task."""
    _chance.set(chance)
