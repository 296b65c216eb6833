"""Whether the account still is what a plan was made on."""

from collections.abc import Iterable, Mapping

from funnels.assets import Asset, Funnel
from funnels.names import folded

from ..errors import Moved, StalePlan
from ..tracker import Tracker
from .change import UNKNOWN_BASE, Change
from .clean import clean
from .sides import all_said, moved_of
from .standing import Key, alive, standing
from .writing import looks_made, moved


async def refuse_moved(tracker: Tracker, changes: Iterable[Change], begun: Iterable[Change] = ()) -> None:
    """StalePlan, with what others changed. Of `begun` changes it is no conflict that they are made already."""
    maybe = list(begun)
    wanted = [change for change in [*changes, *maybe] if change.base != UNKNOWN_BASE]
    found = await standing(tracker, (change.key for change in wanted if not makes_anew(change)))
    told = what_moved(wanted, found, begun=maybe)
    if told:
        raise StalePlan(
            f"The account has changed since this plan was made: {all_said(told)}.",
            moved=told,
            hint="Nothing was written. Plan again and show it.",
        )


def what_moved(changes: Iterable[Change], found: Mapping[Key, Asset], *, begun: Iterable[Change] = ()) -> list[Moved]:
    """What others changed in what the changes are about, field by field."""
    maybe = list(begun)
    told: list[Moved] = []
    for change in changes:
        now = alive(found.get(change.key))
        if not makes_anew(change) and not (change in maybe and looks_made(change, now)):
            told += moved_of(change, now, moved(change, now))
    return list(dict.fromkeys(told))


async def refuse_taken_names(tracker: Tracker, changes: Iterable[Change]) -> None:
    """StalePlan where a funnel to be made has got a namesake since: in talk the two could not be told apart."""
    for one in await taken_names(tracker, changes):
        raise StalePlan(
            f"There is a funnel called {one.name!r} by now ({one.now}).",
            moved=[one],
            hint="Nothing was written. Plan again under another name.",
        )


async def taken_names(tracker: Tracker, changes: Iterable[Change]) -> list[Moved]:
    """Funnels to be made that have got a namesake since; what is there `now` is the id of that one."""
    wanted = {folded(change.name): change for change in changes if change.do == "create" and change.kind is Funnel}
    if not wanted:
        return []
    namesakes = [(wanted.get(folded(one.name)), one) for one in await tracker.entries(Funnel)]
    return [
        Moved(change.family, change.id, clean(one.name), "funnelName", "nothing", one.id, clean(change.name))
        for change, one in namesakes
        if change and change.id != one.id
    ]


def makes_anew(change: Change) -> bool:
    """Nothing can stand where it will be: its id is not known yet."""
    return change.do == "create" and change.id_is_made_by_tracker
