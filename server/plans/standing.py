"""What the account has now, read for many changes at once."""

from collections.abc import Iterable

from funnels.assets import Asset, Condition, Funnel, PageGroup
from funnels.errors import NotFoundError
from funnels.wire import Json

from ..tracker import Tracker
from .change import Change
from .drafted import public_id
from .kinds import KINDS

Key = tuple[str, str]
"""Family and id."""

_DELETED = "deleted"


async def current(tracker: Tracker, change: Change) -> Json | None:
    """The document as it is now, secrets and all; None where there is none, or only a deleted one."""
    return (await current_version(tracker, change))[0]


async def current_version(tracker: Tracker, change: Change) -> tuple[Json | None, str]:
    """As `current`, with the version to write it by."""
    try:
        found, version = await tracker.get_versioned(change.kind, change.id)
    except NotFoundError:
        return None, ""
    return alive(found), version


async def standing(tracker: Tracker, keys: Iterable[Key]) -> dict[Key, Asset]:
    """The assets as they are now, deleted ones too; one request for many of a family."""
    by_family: dict[str, list[str]] = {}
    for family, id in dict.fromkeys(keys):
        by_family.setdefault(family, []).append(id)
    found: dict[Key, Asset] = {}
    for family, ids in by_family.items():
        many = await tracker.get_many(KINDS[family], ids)
        found |= {(family, public_id(one)): one for one in many}
    return found


async def locals_of(tracker: Tracker, funnel: Funnel) -> list[Asset]:
    """The page groups and conditions that only this funnel may use."""
    groups = [node.node_page_group_params.id_page_group for node in funnel.nodes if node.node_page_group_params]
    conditions = [node.node_condition_params.id_condition for node in funnel.nodes if node.node_condition_params]
    found: list[PageGroup | Condition] = [*await tracker.get_many(PageGroup, groups)]
    found += await tracker.get_many(Condition, conditions)
    return [one for one in found if one.restrict_to_funnel_id == funnel.id and alive(one) is not None]


def alive(asset: Asset | None) -> Json | None:
    """The document, secrets and all; None for what is deleted."""
    return None if asset is None or asset.status == _DELETED else asset.document(reveal=True)
