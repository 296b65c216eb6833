"""Durable appends through the store and without it, sealing, and look-ups."""

import asyncio
import sqlite3
import tempfile
import time
from pathlib import Path
from typing import Any

from server.local.events import EventStore, Limits
from server.local.events.documents import row
from server.local.events.landing import open_landing

from .made import BEGUN, events

EVENTS = 30_000
REQUESTS = 64
SINGLES = 300
RUNS = 5
INSERT = "INSERT INTO live (event_id, hit_id, visitor_id, day, event_time, document) VALUES (?, ?, ?, ?, ?, ?)"


def through_the_store(made: list[dict[str, Any]], requests: int) -> float:
    """Events a second, with so many requests that each wait for their own before they hand in the next."""
    with tempfile.TemporaryDirectory() as folder:
        store = EventStore(Path(folder), lambda: BEGUN, limits=Limits(live=10**9))
        store.append(made[:1])
        rest = iter(made[1:])

        async def request() -> None:
            for each in rest:
                await store.keep([each])

        async def all_requests() -> None:
            await asyncio.gather(*(request() for _ in range(requests)))

        begun = time.perf_counter()
        asyncio.run(all_requests())
        took = time.perf_counter() - begun
        assert store.read("SELECT count(*) FROM events").rows == [(len(made),)]
        store.close()
    return (len(made) - 1) / took


def bare(made: list[dict[str, Any]], batch: int) -> float:
    """Events a second by nothing but `executemany` and a commit, to the same table with the same durability."""
    with tempfile.TemporaryDirectory() as folder:
        open_landing(Path(folder)).dispose()
        connection = sqlite3.connect(Path(folder) / "events.db", isolation_level=None)
        connection.execute("PRAGMA synchronous = FULL")
        rows = [row(each) for each in made]
        begun = time.perf_counter()
        for start in range(0, len(rows), batch):
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(INSERT, rows[start : start + batch])
            connection.execute("COMMIT")
        took = time.perf_counter() - begun
        connection.close()
    return len(made) / took


def sealing(made: list[dict[str, Any]]) -> tuple[float, float]:
    """Events sealed a second; and milliseconds to look one of them up."""
    with tempfile.TemporaryDirectory() as folder:
        store = EventStore(Path(folder), lambda: BEGUN, limits=Limits(live=10**9))
        store.append(made)
        store.read("SELECT count(*) FROM events")
        begun = time.perf_counter()
        store.seal()
        sealed = len(made) / (time.perf_counter() - begun)
        store.hit(made[0]["hit_id"])
        begun = time.perf_counter()
        for each in made[:: len(made) // 20]:
            assert store.hit(each["hit_id"])
        looked = (time.perf_counter() - begun) / 20 * 1000
        store.close()
    return sealed, looked


def main() -> None:
    made = events(EVENTS)
    print(f"{'durable appends':<28} {'store/s':>9} {'bare/s':>9}   store : bare")
    for name, some, requests in (
        (f"{REQUESTS} requests at once", made, REQUESTS),
        ("1,000 requests at once", made, 1_000),
        ("one request", made[:SINGLES], 1),
    ):
        # in turns, so that what else the machine does disturbs both
        runs = [(through_the_store(some, requests), bare(some, requests)) for _ in range(RUNS)]
        ours, theirs = (max(speeds) for speeds in zip(*runs, strict=True))
        print(f"{name:<28} {ours:>9,.0f} {theirs:>9,.0f}   {ours / theirs:.2f}")
    seals = [sealing(made) for _ in range(RUNS)]
    print(f"sealing: {max(sealed for sealed, _ in seals):,.0f} events a second;", end=" ")
    print(f"looking a sealed hit up: {min(looked for _, looked in seals):.1f} ms")
    print(f"best of {RUNS}; bare: the same rows, ready-made, in batches of the same size, each committed to the disk")
