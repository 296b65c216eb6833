"""Requests to the links of a tracker on this machine, as browsers and networks make them: not to its API."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager

import httpx

from ..errors import TrackerUnavailable

Pairs = Sequence[tuple[str, str]]
Knock = Callable[[str, Pairs], Awaitable[tuple[int, Pairs, bytes]]]
"""Path with query, and headers; answers status, headers with their names in lower case, and body."""

_SECONDS = 30.0


@asynccontextmanager
async def knocking(url: str, *, at_once: int) -> AsyncIterator[Knock]:
    """GET requests that follow no redirect and keep no cookies. TrackerUnavailable where nothing answers."""
    limits = httpx.Limits(max_connections=at_once, max_keepalive_connections=at_once)
    timeout = httpx.Timeout(_SECONDS, pool=None)
    async with httpx.AsyncClient(base_url=url, trust_env=False, timeout=timeout, limits=limits) as http:

        async def knock(target: str, headers: Pairs) -> tuple[int, Pairs, bytes]:
            try:
                # without cookies of its own: every visitor brings theirs
                answer = await http.get(target, headers=[(name.encode(), value.encode()) for name, value in headers])
            except httpx.HTTPError as error:
                raise TrackerUnavailable(
                    f"Nothing answers at {url}.", sent=False, hint="Start the tracker: funnelwright serve."
                ) from error
            http.cookies.clear()
            return answer.status_code, [(n.lower(), v) for n, v in answer.headers.multi_items()], answer.content

        yield knock
