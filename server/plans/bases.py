"""Whether the account still is what a plan was made on."""

from collections.abc import Iterable
from typing import Any

from funnels.assets import Funnel
from funnels.names import folded

from ..errors import StalePlan
from ..tracker import Tracker
from .change import UNKNOWN_BASE, Change
from .clean import clean
from .diff import FieldDiff
from .standing import alive, standing
from .writing import looks_made, moved

MOST_TOLD = 5
_MOST_CHANGES_TOLD = 20


async def refuse_moved(tracker: Tracker, changes: Iterable[Change], begun: Iterable[Change] = ()) -> None:
    """StalePlan, with what others changed. Of `begun` changes it is no conflict that they are made already."""
    maybe = list(begun)
    wanted = [change for change in [*changes, *maybe] if change.base != UNKNOWN_BASE and not _makes_anew(change)]
    found = await standing(tracker, (change.key for change in wanted))
    told: list[str] = []
    for change in wanted:
        now = alive(found.get(change.key))
        if not (change in maybe and looks_made(change, now)):
            told += [said(change, one) for one in moved(change, now)[:MOST_TOLD]]
    if told:
        more = f"; and {len(told) - _MOST_CHANGES_TOLD} more" if len(told) > _MOST_CHANGES_TOLD else ""
        raise StalePlan(
            f"The account has changed since this plan was made: {'; '.join(told[:_MOST_CHANGES_TOLD])}{more}.",
            hint="Nothing was written. Plan again and show it.",
        )


async def refuse_taken_names(tracker: Tracker, changes: Iterable[Change]) -> None:
    """StalePlan where a funnel to be made has got a namesake since: in talk the two could not be told apart."""
    wanted = {folded(change.name): change for change in changes if change.do == "create" and change.kind is Funnel}
    if not wanted:
        return
    for one in await tracker.entries(Funnel):
        namesake = wanted.get(folded(one.name))
        if namesake and namesake.id != one.id:
            raise StalePlan(
                f"There is a funnel called {clean(one.name)!r} by now ({one.id}).",
                hint="Nothing was written. Plan again under another name.",
            )


def said(change: Change, one: FieldDiff) -> str:
    place = f" {one.field}" if one.field else ""
    return f"{change.kind.title} {clean(change.name)!r}{place} was {_short(one.before)}, is {_short(one.after)}"


def _makes_anew(change: Change) -> bool:
    return change.do == "create" and change.id_is_made_by_tracker


def _short(value: Any) -> str:
    text = "nothing" if value is None else clean(value) if isinstance(value, str) else repr(clean(value))
    return text if len(text) <= 60 else f"{text[:57]}..."
