import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import uvicorn
from pydantic import SecretStr

from funnels.assets import FAMILIES, Funnel, FunnelGroup, Page
from funnels.ids import is_id
from server.demo import is_demo
from server.errors import PolicyError, TrackerRefused
from server.local import build_tracker
from server.settings import Settings
from server.tracker import Tracker, read_account
from server.workspace import open_workspace

GROUP = FunnelGroup(id="0GroupAAAAAA", name="Mine")


@asynccontextmanager
async def remote_account(folder: Path, token: str) -> AsyncIterator[str]:
    """The address of a tracker on a port of this machine."""
    app = build_tracker(folder, token=SecretStr(token))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, ws="none"))
        running = asyncio.create_task(server.serve(sockets=[listener]))
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
        server.should_exit = True
        await running


async def names(tracker: Tracker) -> list[str]:
    account = await read_account(tracker)
    return sorted(entry.name for family in FAMILIES if family != "user_settings" for entry in account.entries(family))


def plan_files(home: Path) -> list[str]:
    return sorted(file.relative_to(home).as_posix() for file in home.rglob("plans.db"))


async def test_a_first_start_finds_the_demo_account_and_a_second_the_same(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home")
    async with open_workspace(settings) as workspace:
        first = await names(workspace.tracker)
        funnels = await workspace.tracker.entries(Funnel)
        assert funnels
        assert all(is_demo(funnel.id) for funnel in funnels)
        assert workspace.is_demo
    async with open_workspace(settings) as workspace:
        assert await names(workspace.tracker) == first


async def test_without_the_demo_an_embedded_tracker_starts_empty_and_keeps_what_is_made(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, demo=False)
    async with open_workspace(settings) as workspace:
        assert not workspace.is_demo
        assert await names(workspace.tracker) == []
        await workspace.tracker.create(GROUP)
    async with open_workspace(settings) as workspace:
        assert await names(workspace.tracker) == ["Mine"]


async def test_the_demo_is_not_mixed_into_what_is_there(tmp_path: Path) -> None:
    async with open_workspace(Settings(home=tmp_path, demo=False)) as workspace:
        await workspace.tracker.create(GROUP)
    async with open_workspace(Settings(home=tmp_path)) as workspace:
        assert await names(workspace.tracker) == ["Mine"]


async def test_a_tracker_is_prepared_before_anybody_sees_it_even_where_nothing_may_change(tmp_path: Path) -> None:
    async def prepare(tracker: Tracker) -> None:
        await tracker.create(GROUP)

    async with open_workspace(Settings(home=tmp_path, read_only=True), prepare=prepare) as workspace:
        assert await names(workspace.tracker) == ["Mine"]
        with pytest.raises(PolicyError):
            await workspace.tracker.archive(FunnelGroup, [GROUP.id])


async def test_a_token_means_the_remote_account_and_no_demo(tmp_path: Path) -> None:
    async with remote_account(tmp_path / "there", "the-token") as api:
        settings = Settings(home=tmp_path / "here", api=api, token=SecretStr("the-token"))
        async with open_workspace(settings) as workspace:
            assert not workspace.is_demo
            await workspace.tracker.create(GROUP)
            assert await names(workspace.tracker) == ["Mine"]
    assert not (tmp_path / "here" / "tracker.db").exists()


async def test_a_remote_account_follows_the_settings(tmp_path: Path) -> None:
    async with remote_account(tmp_path / "there", "the-token") as api:
        settings = Settings(
            home=tmp_path / "here",
            api=api,
            token=SecretStr("the-token"),
            read_only=True,
            routes={"page": "/nowhere"},
        )
        async with open_workspace(settings) as workspace:
            with pytest.raises(PolicyError):
                await workspace.tracker.create(GROUP)
            with pytest.raises(TrackerRefused, match="There is no path"):
                await workspace.tracker.entries(Page)


async def test_plans_of_a_remote_account_are_kept_apart(tmp_path: Path) -> None:
    async with open_workspace(Settings(home=tmp_path, demo=False)):
        pass
    async with open_workspace(Settings(home=tmp_path, token=SecretStr("unused"))):
        pass
    assert plan_files(tmp_path) == ["plans.db", "remote/plans.db"]


async def test_ids_are_new_and_the_time_is_in_utc(tmp_path: Path) -> None:
    instant = datetime(2026, 7, 1, tzinfo=UTC)
    async with open_workspace(Settings(home=tmp_path, demo=False)) as workspace:
        made = {workspace.new_id() for _ in range(100)}
        assert len(made) == 100
        assert all(map(is_id, made))
        assert workspace.now().tzinfo is UTC
    async with open_workspace(Settings(home=tmp_path, demo=False), now=lambda: instant) as workspace:
        assert workspace.now() == instant
