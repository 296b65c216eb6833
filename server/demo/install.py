"""Putting the demo account into an empty embedded tracker, and taking it out again."""

import time
from collections.abc import Iterable
from pathlib import Path

from funnels.account import Account
from funnels.assets import Asset, Category, Condition, Funnel, PageGroup, UserSettings
from funnels.errors import InputError

from ..errors import TrackerRefused
from ..tracker import Tracker, read_account, with_documents
from .account import INSTANT, demo_assets, demo_settings, is_demo
from .diary import forget_diary, read_diary
from .erasing import erase

_MARK = "demo-account"
"""A file beside the tracker's: `installing`, `installed` or `removed`."""

_FIRST_MS = int(INSTANT.timestamp() * 1000)
_DAY_MS = 86_400_000

_UNCONCERNED = (Category, UserSettings)
"""Families whose assets lead to no other."""


def is_installed(home: Path) -> bool:
    """Whether the demo account is there whole."""
    mark = home / _MARK
    return mark.exists() and mark.read_text(encoding="utf-8") == "installed"


async def prepare(tracker: Tracker, home: Path) -> None:
    """On the first start in a folder, put the demo account in; finish what another start left half done.

    Several processes may do this at once: each returns when everything is there.
    """
    mark = home / _MARK
    if not mark.exists():
        if await _has_own_assets(tracker):
            return
        _write(mark, "installing")
    if mark.read_text(encoding="utf-8") == "installing":
        await install(tracker, home)


async def install(tracker: Tracker, home: Path) -> int:
    """Make the demo assets that are not there, and say how many. For the embedded tracker only."""
    made = 0
    for asset in demo_assets():
        made += await _made(tracker, asset)
    settings = await tracker.get(UserSettings, "settings")
    if not settings.default_custom_domain:
        await tracker.replace(demo_settings())
    _write(home / _MARK, "installed")
    return made


async def remove(tracker: Tracker, home: Path) -> int:
    """Delete the demo assets and say how many. Raises InputError while assets of the person's own use any.

    Page groups and conditions that were made for a demo funnel alone go with it, as do visits to demo funnels.
    """
    account = await _whole(tracker)
    local = [asset for asset in _own(account) if _is_local_to_demo(asset)]
    users = [asset for asset in _own(account) if not _is_local_to_demo(asset) and _uses_demo(asset)]
    if users:
        raise InputError(
            f"Assets of your own use demo assets: {', '.join(sorted({_named(one, account) for one in users}))}.",
            hint="Archive or change those first; nothing was removed.",
        )
    await _forget_traffic(tracker, home)
    removed = 0
    for asset in reversed((*demo_assets(), *local)):
        removed += await _removed(tracker, asset)
    _write(home / _MARK, "removed")
    return removed


async def _forget_traffic(tracker: Tracker, home: Path) -> None:
    if read_diary(home) is not None:
        funnels = [asset.id for asset in demo_assets() if isinstance(asset, Funnel)]
        await erase(tracker, funnels, _FIRST_MS, time.time_ns() // 1_000_000 + _DAY_MS)
        forget_diary(home)


def _write(mark: Path, state: str) -> None:
    """At once, so that another process never reads half of it."""
    new = mark.with_name(f"{_MARK}.new")
    new.write_text(state, encoding="utf-8")
    new.replace(mark)


async def _has_own_assets(tracker: Tracker) -> bool:
    """Demo assets without a mark are another process's, which is installing at this moment."""
    for kind in {type(asset) for asset in demo_assets()}:
        if any(not is_demo(one.id) for one in await tracker.entries(kind, status="all")):
            return True
    return False


async def _stands(tracker: Tracker, asset: Asset) -> bool:
    """Deleted things are kept by the tracker, and come back when they are made again."""
    return any(one.status != "deleted" for one in await tracker.get_many(type(asset), [asset.id]))


async def _made(tracker: Tracker, asset: Asset) -> bool:
    """Another process may install at the same moment: what is there already is as good as made."""
    if await _stands(tracker, asset):
        return False
    try:
        await tracker.create(asset)
    except TrackerRefused:
        if not await _stands(tracker, asset):
            raise
        return False
    return True


async def _removed(tracker: Tracker, asset: Asset) -> bool:
    found = await tracker.get_many(type(asset), [asset.id])
    if not found or found[0].status == "deleted":
        return False
    await tracker.delete(type(asset), [asset.id])
    return True


async def _whole(tracker: Tracker) -> Account:
    """What is active, with the documents of all, and of what only single funnels know."""
    account = await read_account(tracker, status="active")
    kinds = {type(asset): type(asset).family for asset in demo_assets()}
    wanted = [
        (kind, entry.id)
        for kind, family in kinds.items()
        if kind not in _UNCONCERNED
        for entry in account.entries(family)
    ]
    return await with_documents(tracker, account, wanted)


def _own(account: Account) -> Iterable[Asset]:
    return [one for one in account.all(Asset) if not is_demo(one.id) and one.status == "active"]


def _is_local_to_demo(asset: Asset) -> bool:
    return isinstance(asset, PageGroup | Condition) and is_demo(asset.restrict_to_funnel_id)


def _uses_demo(asset: Asset) -> bool:
    """Whether a demo id stands in it; being filed in a demo category is no use."""
    return _mentions_demo({name: value for name, value in asset.document().items() if name != "idCategory"})


def _mentions_demo(value: object) -> bool:
    if isinstance(value, dict):
        return any(map(_mentions_demo, value.values()))
    if isinstance(value, list):
        return any(map(_mentions_demo, value))
    return isinstance(value, str) and is_demo(value)


def _named(asset: Asset, account: Account) -> str:
    """What a person knows by name: of what is local to a funnel, the funnel."""
    funnel = account.get(Funnel, str(getattr(asset, "restrict_to_funnel_id", "")))
    return f"{(funnel or asset).title} {(funnel or asset).name!r}"
