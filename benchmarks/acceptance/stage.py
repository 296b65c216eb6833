"""An embedded tracker with both funnels in it, and the visitors it gets."""

import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

import anyio

from funnels.account import Account
from funnels.assets import Funnel, Page, TrafficSource
from funnels.ids import IdMaker
from server.tracker import embedded_app, embedded_tracker
from server.traffic import AppDoor, Arrival, Behaviour, Sites, World, clock, drive
from server.traffic.chance import stream

from .funnel import BUYS, CLICKS, make, network
from .journal import Journal
from .people import coming

_FOR_EVER = 1 << 60
_CHUNK = 20_000
"""Visitors that are thought up at a time."""


@dataclass(frozen=True)
class Stage:
    home: Path
    account: Account
    funnels: dict[str, Funnel]
    source: TrafficSource
    ids: dict[str, str]
    """Of pages and funnels, by name."""


async def built(home: Path) -> Stage:
    new_id = IdMaker(lambda: time.time_ns() // 1_000_000, stream("ids").randrange)
    async with embedded_tracker(home) as tracker:
        account, funnels, source = await make(tracker, new_id)
    ids = {one.name: one.id for one in (*account.all(Page), *funnels.values())}
    return Stage(home, account, funnels, source, ids)


def visited(stage: Stage, visitors: int, seed: int, processes: int) -> Journal:
    """All of them come, click and buy; the processes share them and the tracker's folder."""
    whole = Journal(names={id: name for name, id in stage.ids.items()})
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        parts = [pool.submit(_visited, stage, visitors, seed, processes, part) for part in range(processes)]
        for part in parts:
            whole.merge(part.result())
    sys.stderr.write("\n")
    return whole


def _visited(stage: Stage, visitors: int, seed: int, processes: int, part: int) -> Journal:
    people = coming(stage.funnels["Main"], stage.funnels["Mailed"], stage.source, visitors, seed)
    return anyio.run(_lived, stage, islice(people, part, None, processes), visitors, part == 0)


async def _lived(stage: Stage, people: Iterator[Arrival], visitors: int, tells: bool) -> Journal:
    journal = Journal(names={id: name for name, id in stage.ids.items()})
    begun, done = time.monotonic(), 0
    async with embedded_app(stage.home, clock=clock.now_ms, draw=clock.draw) as app:
        world = World(
            AppDoor(app, "localhost:8650"),
            Sites(stage.account),
            _behaviour(stage),
            {stage.ids[name]: network(name) for name in BUYS},
            _FOR_EVER,
            clock.set_now,
            clock.set_chance,
        )
        for chunk in _chunks(people):
            await drive(world, chunk, ledger=journal)
            journal.forget(chunk)
            done += len(chunk)
            if tells:
                sys.stderr.write(f"\r{done:,} of {visitors:,} visitors, {time.monotonic() - begun:.0f} s ")
                sys.stderr.flush()
    return journal


def _behaviour(stage: Stage) -> Behaviour:
    return Behaviour(
        {stage.ids[name]: chances for name, chances in CLICKS.items()},
        {stage.ids[name]: chance for name, chance in BUYS.items()},
    )


def _chunks(people: Iterator[Arrival]) -> Iterator[Sequence[Arrival]]:
    while chunk := list(islice(people, _CHUNK)):
        yield chunk
