"""What leads to something that a plan deletes, and would lead nowhere afterwards."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from funnels.assets import (
    Asset,
    Condition,
    Funnel,
    LogicScript,
    MiddlewareConfig,
    Page,
    PageGroup,
    TrafficSource,
    VisitorTag,
    WebhookConfig,
)

from ..errors import StalePlan
from ..tracker import Tracker, references
from .change import Change
from .listing import listed
from .standing import Key, standing

KEEPS = "to lead to it"
"""Of a delete of what is used: told in its note, so that a yes is a yes to that."""

MOST_NAMED = 5

_LED_FROM: Mapping[type[Asset], tuple[type[Asset], ...]] = {
    Page: (Funnel, PageGroup),
    PageGroup: (Funnel,),
    Condition: (Funnel,),
    LogicScript: (Funnel,),
    MiddlewareConfig: (Funnel,),
    VisitorTag: (Funnel, Condition),
    WebhookConfig: (Funnel, TrafficSource),
}

Pair = tuple[Asset, Change]
"""What leads somewhere, and the delete of that."""


async def referrers(tracker: Tracker, changes: Iterable[Change], planned: Sequence[Change]) -> list[Pair]:
    """Of the deletes among the `changes`, what is not deleted and leads there once all that is `planned` is made."""
    going = {one.key: one for one in changes if one.do == "delete" and one.kind in _LED_FROM}
    if not going:
        return []
    kinds = {kind for one in going.values() for kind in _LED_FROM[one.kind]}
    left = {one.key: one for one in planned if one.do in ("update", "delete")}
    found = [after for asset in await _all(tracker, kinds) if (after := _left(asset, left)) is not None]
    return [(asset, going[key]) for asset in found for key in _led_to(asset) if key in going]


async def told_of_users(tracker: Tracker, changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes with a note at the deletes of what is used."""
    users: dict[Key, list[str]] = {}
    for asset, change in await referrers(tracker, changes, changes):
        users.setdefault(change.key, []).append(f"{asset.title} {asset.name!r}")
    return tuple(_noted(one, users[one.key]) if one.do == "delete" and one.key in users else one for one in changes)


async def refuse_used(tracker: Tracker, changes: Sequence[Change]) -> None:
    """StalePlan where what would be taken back is used by now."""
    if found := await referrers(tracker, changes, changes):
        users = [f"{asset.title} {asset.name!r} to {one.kind.title} {one.name!r}" for asset, one in found]
        raise StalePlan(
            f"Others lead by now to what would be taken back: {listed(users, most=MOST_NAMED)}.",
            hint="Nothing was planned. Lead those elsewhere first.",
        )


def _noted(change: Change, users: Sequence[str]) -> Change:
    said = f"{listed(users, most=MOST_NAMED)} {'goes on' if len(users) == 1 else 'go on'} {KEEPS}"
    return change.model_copy(update={"note": "; ".join(filter(None, [change.note, said]))})


def _led_to(asset: Asset) -> Iterator[Key]:
    yield from dict.fromkeys((kind.family, id) for kind, id in references(asset) if id)


def _left(asset: Asset, changes: Mapping[Key, Change]) -> Asset | None:
    """As the last of the changes leaves it; None where that deletes it."""
    change = changes.get((asset.family, asset.id))
    if change is None:
        return asset
    return None if change.do == "delete" else change.kind.read(change.after or {})


async def _all(tracker: Tracker, kinds: Iterable[type[Asset]]) -> list[Asset]:
    """Those of the kinds that are not deleted, also what only one funnel may use."""
    wanted: list[Key] = []
    every: set[type[Asset]] = {Funnel, *kinds}
    for kind in every:
        wanted += [(kind.family, one.id) for one in await tracker.entries(kind, status="not-deleted")]
    found = await standing(tracker, wanted)
    local = [
        key
        for asset in found.values()
        if isinstance(asset, Funnel)
        for key in _led_to(asset)
        if key not in found and key[0] in {kind.family for kind in every}
    ]
    found |= await standing(tracker, local)
    return [one for one in found.values() if one.status != "deleted"]
