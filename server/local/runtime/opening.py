"""Putting the run time together."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx
from sqlalchemy import Engine

from ..events import EventStore
from .catalogue import Catalogue
from .chance import Unguessable
from .courier import Courier
from .hit_ids import HitIds
from .host_names import Resolve, resolved
from .middleware import Middleware
from .outbox import Outbox
from .outside import Outside
from .places import Places
from .runtime import RunTime
from .world import Draw, World

_CHANCE = Unguessable()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the run time takes from the world; all of it can be replaced."""

    geo: Path | None = None
    """A GEO database in the MaxMind format."""
    draw: Draw = _CHANCE.share
    """A number of [0, 1), evenly spread."""
    choose: Callable[[int], int] = _CHANCE.below
    """A number in 0..n-1 that nobody can guess; ids are made of it."""
    transport: httpx.BaseTransport | None = None
    """How others are reached; None: over the network."""
    resolve: Resolve = resolved
    sends: bool = True
    """Whether postbacks and webhooks go out by themselves; else `Courier.send_due` sends them."""


def open_run_time(
    folder: Path, engine: Engine, events: EventStore, now_ms: Callable[[], int], surroundings: Surroundings
) -> RunTime:
    """Over the tracker's database and its events; opens and makes nothing before it is asked."""
    outside = Outside(surroundings.transport, surroundings.resolve)
    catalogue = Catalogue(engine)
    outbox = Outbox(folder, now_ms)
    courier = Courier(outbox, catalogue, events, outside, now_ms)
    if surroundings.sends:
        outbox.added = courier.start
    world = World(
        now_ms,
        surroundings.draw,
        HitIds(now_ms, surroundings.choose),
        catalogue,
        events,
        Places(surroundings.geo),
        outbox,
        Middleware(catalogue, outside, now_ms),
    )
    return RunTime(world, courier, outside)
