"""Taking back visits of the demo account: all, or those that a process began to make and did not finish."""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from ipaddress import ip_address

from ..tracker import Tracker
from ..tracker.reporting_questions import Selection, Span
from ..traffic import Arrival

_WAIT_SECONDS = 0.05
"""Resets are queued by the tracker, and to repeat one does no harm."""


async def erase(tracker: Tracker, funnels: Sequence[str], since: int, until: int) -> None:
    """Every visit to these funnels after `since`, up to `until`, in Unix milliseconds."""
    if funnels:
        await _erase(tracker, Selection(_span(since, until), funnels=tuple(funnels)))


async def erase_made_up(
    tracker: Tracker, funnels: Sequence[str], visits: Iterable[Arrival], since: int, until: int
) -> None:
    """Like `erase`, but whoever tried a link themselves at that time keeps their visit.

    Those of `visits` are known by their addresses, which are reserved for documentation: nobody comes from there.
    """
    addresses = sorted({str(ip_address(one.profile.ip)) for one in visits})
    if funnels and addresses:
        selection = Selection(_span(since, until), funnels=tuple(funnels), addresses=tuple(addresses))
        await _erase(tracker, selection)


async def _erase(tracker: Tracker, selection: Selection) -> None:
    while await tracker.count_reset(selection):
        await tracker.reset(selection)
        await asyncio.sleep(_WAIT_SECONDS)


def _span(since: int, until: int) -> Span:
    return Span(_moment(since + 1), _moment(until + 1))


def _moment(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC)
