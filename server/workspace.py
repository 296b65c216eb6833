"""All that one account needs to be worked on, opened and closed together."""

import secrets
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path

from funnels.ids import IdMaker, NewId

from .demo import prepare as prepare_demo
from .plans import PlanStore, Policy, refuse_unplanned
from .policies import PolicyFile
from .settings import Settings
from .tracker import Tracker, embedded_tracker, remote_tracker

Prepare = Callable[[Tracker], Awaitable[None]]
"""Done to an embedded tracker before anybody sees it, at every start."""

_REMOTE = "remote"
"""Folder of what belongs to a remote account, so that nothing of it mixes with the embedded tracker's."""


@dataclass(frozen=True)
class Workspace:
    tracker: Tracker
    plans: PlanStore
    settings: Settings
    new_id: NewId
    now: Callable[[], datetime]
    """The time, in UTC."""

    def policy(self) -> Policy:
        """As it is at this moment: another process over the same folder may have been told another.

        SettingsError where the file cannot be used: then nothing may be written.
        """
        return self._policies.read(read_only=self.settings.read_only)

    def refuse_unplanned(self) -> None:
        """PolicyError for a write that is no plan, where there is any policy it would go past."""
        refuse_unplanned(self.policy(), self.now())

    @cached_property
    def _policies(self) -> PolicyFile:
        return PolicyFile.of(self.settings.home)

    @property
    def is_demo(self) -> bool:
        """Whether the account is an embedded one that may hold the demo assets."""
        return self.settings.demo and not self.settings.is_remote


def utc_now() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def open_workspace(
    settings: Settings, *, prepare: Prepare | None = None, now: Callable[[], datetime] = utc_now
) -> AsyncIterator[Workspace]:
    """The account the settings mean. `prepare` is done in place of putting in the demo account, if that is wanted."""
    async with AsyncExitStack() as stack:
        if not settings.is_remote:
            await _prepare(settings, prepare)
        tracker = await stack.enter_async_context(_tracker(settings))
        plans = PlanStore.open(_own_folder(settings), now)
        stack.callback(plans.close)
        yield Workspace(tracker, plans, settings, IdMaker(_now_ms, secrets.randbelow), now)


async def _prepare(settings: Settings, prepare: Prepare | None) -> None:
    """Through a tracker of its own, which may write even where everything is read-only afterwards."""
    wanted = prepare or (partial(prepare_demo, home=settings.home) if settings.demo else None)
    if wanted:
        async with embedded_tracker(settings.home) as tracker:
            await wanted(tracker)


def _tracker(settings: Settings) -> AbstractAsyncContextManager[Tracker]:
    if settings.token is None:
        return embedded_tracker(settings.home, read_only=settings.read_only)
    return remote_tracker(
        settings.api,
        settings.token,
        settings.refresh_token,
        routes=settings.routes,
        read_only=settings.read_only,
    )


def _own_folder(settings: Settings) -> Path:
    return settings.home / _REMOTE if settings.is_remote else settings.home


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
