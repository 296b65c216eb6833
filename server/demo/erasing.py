"""Taking back visits of the demo account that a process began to make and did not finish."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

from ..tracker import Tracker
from ..tracker.reporting_questions import Selection, Span

_WAIT_SECONDS = 0.05
"""Resets are queued by the tracker, and to repeat one does no harm."""


async def erase(tracker: Tracker, funnels: Sequence[str], since: int, until: int) -> None:
    """Every visit to these funnels after `since`, up to `until`, in Unix milliseconds."""
    span = Span(_moment(since + 1), _moment(until + 1))
    selection = Selection(span, funnels=tuple(funnels))
    while funnels and await tracker.count_reset(selection):
        await tracker.reset(selection)
        await asyncio.sleep(_WAIT_SECONDS)


def _moment(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC)
