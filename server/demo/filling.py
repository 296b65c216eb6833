"""The traffic of the demo account: thirty days of visits, made when somebody first asks about results.

Every day is seeded by its date, so that it is the same in every installation, whenever it is made; later questions
add what has happened since.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Protocol

from anyio import from_thread, to_thread

from ..database import open_database, writing
from ..errors import TrackerUnavailable
from ..tracker import embedded_app, embedded_tracker
from ..traffic import AppDoor, Arrival, Ledger, Postback, World, arrivals, clock, deliver, drive, schedule
from .account import DOMAIN
from .cast import Cast, cast_of
from .diary import Diary, read_diary, write_diary
from .erasing import erase_made_up
from .install import is_installed

DAYS = 30
SEED = "funnelwright demo"

_FRESH_MS = 3_600_000
"""Visits younger than an hour may be missing."""

_FAILS = 500
"""The least status by which a server says that it failed."""

_LOCK = "demo-traffic.db"
_WORDS = "visits of the demo account"

Progress = Callable[[float, float, str], Awaitable[None]]


class Home(Protocol):
    @property
    def home(self) -> Path: ...


class Rules(Protocol):
    @property
    def read_only(self) -> bool: ...


class Place(Protocol):
    """As much of a workspace as is needed."""

    def policy(self) -> Rules: ...

    @property
    def settings(self) -> Home: ...

    @property
    def is_demo(self) -> bool: ...

    @property
    def now(self) -> Callable[[], datetime]: ...


async def _quiet(done: float, total: float, what: str) -> None:
    pass


async def ensure_demo_traffic(workspace: Place, *, progress: Progress = _quiet) -> None:
    """Before results are read: let happen in the demo account what has not happened yet, up to this hour.

    Does nothing where there is no demo account. Several processes may ask at once: one makes it, the others wait.
    Only funnels of the demo that still stand are visited, as they are at that moment. What a process left half
    made is made anew, but where everything is read-only it stays as it is, for nothing is deleted there.

    TrackerUnavailable where the tracker fails while visitors come; what they left is then made anew the next time.
    """
    home, now = workspace.settings.home, int(workspace.now().timestamp() * 1000)
    if not workspace.is_demo or not _is_due(home, now):
        return
    if _is_half_made(home) and workspace.policy().read_only:
        return
    # in a thread with a loop of its own, so that this one goes on answering
    await to_thread.run_sync(partial(_fill_alone, home, now, progress))


def _is_due(home: Path, now: int) -> bool:
    if not is_installed(home):
        return False
    diary = read_diary(home)
    return diary is None or diary.begun > 0 or now - diary.until >= _FRESH_MS


def _is_half_made(home: Path) -> bool:
    diary = read_diary(home)
    return diary is not None and diary.begun > 0


def _fill_alone(home: Path, now: int, progress: Progress) -> None:
    engine = open_database(home / _LOCK)
    try:
        with writing(engine):  # the lock ends with the process that holds it
            if _is_due(home, now):
                asyncio.run(_fill(home, now, progress))
    finally:
        engine.dispose()


async def _fill(home: Path, now: int, progress: Progress) -> None:
    today = datetime.fromtimestamp(now / 1000, UTC).date()
    earliest = schedule.start_ms(today - timedelta(days=DAYS))
    diary = read_diary(home) or Diary(today, earliest)
    diary = replace(diary, until=max(diary.until, earliest))
    async with embedded_tracker(home) as tracker:
        cast = await cast_of(tracker, diary.anchor)
        if diary.begun:
            visits = _visits(cast, diary.until, diary.begun)
            await erase_made_up(tracker, cast.funnels, visits, diary.until, diary.begun)
    write_diary(home, replace(diary, begun=now))
    left = await _play(home, cast, diary, now, progress)
    write_diary(home, replace(diary, until=now, begun=0, pending=left))


async def _play(home: Path, cast: Cast, diary: Diary, now: int, progress: Progress) -> tuple[Postback, ...]:
    """What networks will report after `now`."""
    due = [one for one in diary.pending if one.at <= now]
    ledger = Ledger()

    async def tell(done: int, total: int) -> None:
        async def told() -> None:
            await progress(done, total, _WORDS)

        from_thread.run(told)

    async with embedded_app(home, clock=clock.now_ms, draw=clock.draw) as app:
        door = AppDoor(app, DOMAIN)
        world = World(door, cast.sites, cast.behaviour, cast.networks, now, clock.set_now, clock.set_chance)
        await deliver(world, ledger, due)
        await drive(world, _visits(cast, diary.until, now), ledger=ledger, progress=tell)
    _check(ledger)
    return (*(one for one in diary.pending if one.at > now), *ledger.pending)


def _check(ledger: Ledger) -> None:
    """What led nowhere because a funnel has changed is no failure."""
    failures = {status: count for status, count in ledger.refused.items() if status >= _FAILS}
    if failures:
        status, count = max(failures.items(), key=lambda one: one[1])
        raise TrackerUnavailable(
            f"The visits of the demo account could not all be made: the tracker answered {count:,} of them {status}.",
            sent=True,
            hint="Its log says why. They are made anew when somebody asks again.",
        )


def _visits(cast: Cast, since: int, until: int) -> list[Arrival]:
    """All after `since`, up to `until`, by time."""
    first, last = (datetime.fromtimestamp(ms / 1000, UTC).date() for ms in (since, until))
    found = [
        one
        for day in schedule.days(first, last)
        for campaign in cast.campaigns
        for one in arrivals(campaign, day, SEED, evenly=True)
        if since < one.at <= until
    ]
    return sorted(found, key=lambda one: (one.at, one.seed))
