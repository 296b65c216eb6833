"""Putting the demo account into an empty embedded tracker, and taking it out again."""

from collections.abc import Sequence
from pathlib import Path

from funnels.assets import Asset, Funnel, UserSettings
from funnels.errors import InputError

from ..errors import TrackerRefused
from ..tracker import Tracker
from .account import demo_assets, demo_settings, is_demo

_MARK = "demo-account"
"""A file beside the tracker's: `installing`, `installed` or `removed`."""


async def prepare(tracker: Tracker, home: Path) -> None:
    """On the first start in a folder, put the demo account in; finish what another start left half done."""
    mark = home / _MARK
    if not mark.exists():
        if await _has_assets(tracker):
            return
        mark.write_text("installing", encoding="utf-8")
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
    (home / _MARK).write_text("installed", encoding="utf-8")
    return made


async def remove(tracker: Tracker, home: Path) -> int:
    """Delete the demo assets and say how many. Raises InputError while funnels of the person's own use any."""
    users = await _using(tracker)
    if users:
        raise InputError(
            f"Funnels of your own use demo assets: {', '.join(map(repr, users))}.",
            hint="Archive or change those funnels first; nothing was removed.",
        )
    removed = 0
    for asset in reversed(demo_assets()):
        removed += await _removed(tracker, asset)
    (home / _MARK).write_text("removed", encoding="utf-8")
    return removed


async def _has_assets(tracker: Tracker) -> bool:
    for kind in {type(asset) for asset in demo_assets()}:
        if await tracker.entries(kind, status="all"):
            return True
    return False


async def _made(tracker: Tracker, asset: Asset) -> bool:
    """Another process may install at the same moment: what is there already is as good as made."""
    if await tracker.get_many(type(asset), [asset.id]):
        return False
    try:
        await tracker.create(asset)
    except TrackerRefused:
        if not await tracker.get_many(type(asset), [asset.id]):
            raise
        return False
    return True


async def _removed(tracker: Tracker, asset: Asset) -> bool:
    found = await tracker.get_many(type(asset), [asset.id])
    if not found or found[0].status == "deleted":
        return False
    await tracker.delete(type(asset), [asset.id])
    return True


async def _using(tracker: Tracker) -> Sequence[str]:
    """Names of the person's own active funnels in whose documents demo ids stand."""
    entries = [one for one in await tracker.entries(Funnel) if not is_demo(one.id)]
    funnels = await tracker.get_many(Funnel, [one.id for one in entries])
    return [one.name for one in funnels if _mentions_demo(one.document())]


def _mentions_demo(value: object) -> bool:
    if isinstance(value, dict):
        return any(map(_mentions_demo, value.values()))
    if isinstance(value, list):
        return any(map(_mentions_demo, value))
    return isinstance(value, str) and is_demo(value)
