"""What others put meanwhile into something that a plan deletes."""

from collections.abc import Iterable

from funnels.account import Account
from funnels.assets import FAMILIES, Asset

from ..errors import Moved, StalePlan
from ..tracker import Tracker
from .change import Change
from .children import STAYS, children, family_below, field_above
from .clean import clean
from .referrers import KEEPS, referrers
from .standing import Key


async def refuse_newcomers(tracker: Tracker, changes: Iterable[Change], planned: Iterable[Change]) -> None:
    """StalePlan where something would be left hanging. `changes` are those of the `planned` that are not made yet."""
    if found := await newcomers(tracker, changes, planned):
        one = found[0]
        how = "belongs by now" if one.field else "leads by now"
        raise StalePlan(
            f"{FAMILIES[one.family].title} {one.name!r} {how} to {one.now!r}, which the plan deletes.",
            moved=found,
            hint="Nothing was written. Plan again and show it.",
        )


async def newcomers(tracker: Tracker, changes: Iterable[Change], planned: Iterable[Change]) -> list[Moved]:
    """Assets that belong to what is deleted, or lead to it, and of which the plan knows nothing.

    Of those that lead to it no field is told.
    """
    going, all_planned = list(changes), list(planned)
    known: set[Key] = {one.key for one in all_planned}
    told: list[Moved] = []
    for change in going:
        if change.do == "delete" and change.before is not None and STAYS not in change.note:
            parent = change.kind.read(change.before)
            told += [
                _moved(one, parent) for one in await _below(tracker, parent) if (one.family, one.id) not in known
            ]
    unsaid = [one for one in going if KEEPS not in one.note]
    return [*told, *(_leading(*pair) for pair in await referrers(tracker, unsaid, all_planned))]


async def _below(tracker: Tracker, parent: Asset) -> list[Asset]:
    family = family_below(parent)
    if family is None:
        return []
    kind = FAMILIES[family]
    entries = await tracker.entries(kind, status="not-deleted")
    # lists tell of some families what they belong to; of the others the documents have to be read
    maybe = [one.id for one in entries if one.parent in ("", parent.id) or parent.family == "category"]
    return children(parent, Account((), await tracker.get_many(kind, maybe)))


def _moved(child: Asset, parent: Asset) -> Moved:
    field = field_above(child, parent)
    return Moved(child.family, child.id, clean(child.name), field, "elsewhere", clean(parent.name), "")


def _leading(asset: Asset, change: Change) -> Moved:
    return Moved(asset.family, asset.id, clean(asset.name), "", "elsewhere", clean(change.name), "")
