"""The time at which a visitor does something, for a tracker that is asked in this process.

Each visitor has a time of their own, so that many of them can be under way at once on different days.
"""

import time
from contextvars import ContextVar

_at: ContextVar[int | None] = ContextVar("visitors_time", default=None)


def now_ms() -> int:
    """Unix milliseconds as the visitor has them who is being served; the real time where there is none."""
    at = _at.get()
    return time.time_ns() // 1_000_000 if at is None else at


def set_now(ms: int) -> None:
    """From here on, within this task."""
    _at.set(ms)
