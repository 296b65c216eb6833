"""The account at a glance, for somebody about to work on it: how much there is, and what the newest is called."""

from collections.abc import Iterable

from funnels.account import Account, Entry
from funnels.assets import FAMILIES
from funnels.wire import Json

from ..plans import clean

_NAMED = {"funnels": "funnel", "funnel_groups": "funnel_group", "traffic_sources": "traffic_source"}
_MOST_NAMES = 20
_LONGEST_NAME = 60


def survey(account: Account) -> Json:
    """`assets`: how many of each family are active; and names, newest first, where ids tell what is new."""
    active = {family: [one for one in account.entries(family) if one.is_active] for family in FAMILIES}
    counts = {family: len(entries) for family, entries in active.items() if entries}
    return {"assets": counts, **{title: _names(active[family]) for title, family in _NAMED.items()}}


def _names(entries: Iterable[Entry]) -> Json:
    newest = sorted(entries, key=lambda one: one.id, reverse=True)
    names = [_short(clean(one.name)) for one in newest[:_MOST_NAMES]]
    more = len(newest) - len(names)
    return {"newest": names, "more": more} if more else {"all": names}


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
