from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from ..local import build_tracker
from ..local.app import EmbeddedTracker, now_ms
from ..local.runtime import Surroundings
from .client import Tracker

_BASE = "http://embedded.localhost/v1"
"""Nothing listens there; the requests never leave the process."""

_PATIENCE = httpx.Timeout(None)
"""The database limits how long one waits for it."""


@asynccontextmanager
async def embedded_tracker(
    home: Path, *, read_only: bool = False, clock: Callable[[], int] = now_ms
) -> AsyncIterator[Tracker]:
    """The tracker in the folder, in this process. `clock` gives Unix milliseconds."""
    async with embedded_app(home, clock=clock) as app:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url=_BASE, trust_env=False, timeout=_PATIENCE) as http:
            yield Tracker(http, read_only=read_only)


@asynccontextmanager
async def embedded_app(
    home: Path,
    *,
    clock: Callable[[], int] = now_ms,
    draw: Callable[[], float] | None = None,
) -> AsyncIterator[EmbeddedTracker]:
    """The same as an ASGI application, for what is no operation of its API, such as its links.

    `draw` gives numbers of [0, 1), which decide where visitors go; None: numbers nobody can foretell.
    """
    app = build_tracker(home, clock=clock, surroundings=Surroundings(draw=draw) if draw else None)
    try:
        yield app
    finally:
        app.close()
