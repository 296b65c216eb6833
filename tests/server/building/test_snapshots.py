"""A remote account is read once for the look-ups of one turn; an embedded one every time."""

from dataclasses import replace
from pathlib import Path

import pytest
from mcp_desk import Clock
from pydantic import SecretStr

from funnels.account import Account
from funnels.assets import FunnelGroup
from server.building.snapshots import RecentAccount
from server.settings import Settings
from server.workspace import Workspace, open_workspace

FIRST = FunnelGroup(id="0GroupAAAAAA", name="First")
SECOND = FunnelGroup(id="0GroupBBBBBB", name="Second")


def groups(account: Account) -> list[str]:
    return sorted(entry.name for entry in account.entries("funnel_group"))


def as_if_remote(workspace: Workspace) -> Workspace:
    """The same account, called remote: only how often it is read depends on that."""
    return replace(workspace, settings=Settings(home=workspace.settings.home, token=SecretStr("token")))


@pytest.mark.parametrize("seconds", [0.0, 14.9])
async def test_look_ups_within_seconds_share_a_reading_of_a_remote_account(tmp_path: Path, seconds: float) -> None:
    clock = Clock()
    async with open_workspace(Settings(home=tmp_path, demo=False)) as workspace:
        recent = RecentAccount(as_if_remote(workspace), clock)
        await workspace.tracker.create(FIRST)
        assert groups(await recent.read()) == ["First"]
        await workspace.tracker.create(SECOND)
        clock.seconds += seconds
        assert groups(await recent.read()) == ["First"]
        recent.forget()
        assert groups(await recent.read()) == ["First", "Second"]


async def test_after_some_seconds_a_remote_account_is_read_again(tmp_path: Path) -> None:
    clock = Clock()
    async with open_workspace(Settings(home=tmp_path, demo=False)) as workspace:
        recent = RecentAccount(as_if_remote(workspace), clock)
        await recent.read()
        await workspace.tracker.create(FIRST)
        clock.seconds += 15
        assert groups(await recent.read()) == ["First"]


async def test_an_embedded_account_is_read_every_time(tmp_path: Path) -> None:
    async with open_workspace(Settings(home=tmp_path, demo=False)) as workspace:
        recent = RecentAccount(workspace, Clock())
        assert groups(await recent.read()) == []
        await workspace.tracker.create(FIRST)
        assert groups(await recent.read()) == ["First"]
