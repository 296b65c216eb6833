"""Playing an outing: against the tracker of a folder, on days gone by, or against one that answers on a port."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from funnels.errors import InputError

from ..tracker import embedded_app
from ..tracker.knocking import knocking
from ..variables import is_loopback
from . import clock
from .chance import Chance
from .door import AppDoor, Door, SocketDoor
from .drive import AT_ONCE, Progress, drive
from .ledger import Ledger
from .outing import Outing
from .visitor import World

_CONNECTIONS = 64
_FOR_EVER = 1 << 60

HOST = "localhost:8650"
"""The tracking domain of visits that come through no socket."""


async def past_play(
    home: Path, outing: Outing, ledger: Ledger, now: datetime, *, progress: Progress, pace: float = 0
) -> None:
    """To the tracker in the folder, whose time is that of each visitor; nothing happens after `now`."""
    async with embedded_app(home, clock=clock.now_ms, draw=clock.draw) as app:
        world = _world(outing, AppDoor(app, HOST), int(now.timestamp() * 1000), clock.set_now, clock.set_chance)
        await drive(world, outing.arrivals, ledger=ledger, progress=progress, pace=pace, at_once=AT_ONCE)


async def live_play(url: str, outing: Outing, ledger: Ledger, *, progress: Progress, pace: float = 0) -> None:
    """To a tracker on this machine. InputError for an address elsewhere, where made-up visitors would be a fraud."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not is_loopback(parts.netloc):
        raise InputError(
            f"Made-up visitors are not sent to {url!r}.",
            hint="Give the address of an embedded tracker on this machine, such as http://127.0.0.1:8650.",
        )
    async with knocking(url.rstrip("/"), at_once=_CONNECTIONS) as knock:
        world = _world(outing, SocketDoor(knock), _FOR_EVER, _nothing, _nothing)
        await drive(world, outing.arrivals, ledger=ledger, progress=progress, pace=pace, at_once=_CONNECTIONS)


def _world(
    outing: Outing, door: Door, until: int, pass_time: Callable[[int], None], bring_chance: Callable[[Chance], None]
) -> World:
    nature = outing.nature
    return World(door, outing.sites, nature.behaviour, nature.networks, until, pass_time, bring_chance)


def _nothing(_: object) -> None:
    """A tracker behind a socket has a time and a chance of its own."""
