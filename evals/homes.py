"""Folders with an account in them: each account is made once, and copied for every case."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from funnels.account import Account
from funnels.assets import FAMILIES, Asset, UserSettings
from server.demo import ensure_demo_traffic, prepare
from server.settings import Settings
from server.tracker import Tracker, embedded_tracker, read_account, with_documents
from server.workspace import open_workspace

from .account_file import AccountFile, assets_of, read_account_file

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
"""The time of every case: a Friday."""


class Homes:
    """Templates are made on first use, in `folder`; `told` hears what takes a while."""

    def __init__(self, folder: Path, told: Callable[[str], None] = lambda text: None) -> None:
        self._folder = folder
        self._told = told

    async def template(self, account: str) -> Path:
        """The folder that copies are made of. CaseError where there is no such account."""
        home = self._folder / account
        if not home.exists():
            file = read_account_file(account)
            self._told(f"making the account {account!r}")
            await self._make(account, file, home.with_name(f"{account}.part"))
            home.with_name(f"{account}.part").rename(home)
        return home

    async def fresh(self, account: str, home: Path) -> Path:
        """A folder of one's own with that account."""
        return shutil.copytree(await self.template(account), home)

    async def _make(self, account: str, file: AccountFile, home: Path) -> None:
        below = {"demo": "demo", "busy": "busy"}.get(file.extends, account)
        if below != account:
            await self.fresh(below, home)
        async with embedded_tracker(home) as tracker:
            if below == account and file.extends != "nothing":
                await prepare(tracker, home)
            await _fill(tracker, file)
        if account == file.extends == "busy":
            async with open_workspace(Settings(home=home), now=lambda: NOW) as workspace:
                await ensure_demo_traffic(workspace)


async def _fill(tracker: Tracker, file: AccountFile) -> None:
    for asset in assets_of(file, await _whole(tracker)):
        await tracker.create(asset)
    settings = await tracker.get(UserSettings, "settings")
    if not settings.default_custom_domain:
        await tracker.replace(settings.model_copy(update={"default_custom_domain": "localhost:8650"}))


async def _whole(tracker: Tracker) -> Account:
    account = await read_account(tracker, status="active")
    kinds = [kind for kind in FAMILIES.values() if kind is not UserSettings]
    wanted: list[tuple[type[Asset], str]] = [
        (kind, entry.id) for kind in kinds for entry in account.entries(kind.family)
    ]
    return await with_documents(tracker, account, wanted)
