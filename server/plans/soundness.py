"""Whether what two sides made of funnels still works where both stay."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from funnels.account import Account
from funnels.assets import Asset, Condition, Funnel, PageGroup
from funnels.checks import Finding, check
from funnels.checks.percent import adds_up
from funnels.wire import Json

from ..tracker import Tracker, read_account, with_documents
from .change import Change
from .clean import clean
from .leaning import leans_on
from .standing import Key

_COUNT = frozenset({"weights-off"})
"""Rules that count here like errors: nobody meant shares that stop adding up [our ruling]."""

Fault = tuple[str, str, str, str]
"""Family, id and name of what is at fault, and why."""


async def faults_of(
    tracker: Tracker,
    changes: Sequence[Change],
    both: Iterable[Key],
    planned: Sequence[Change],
    shaken: Iterable[Key] = (),
) -> list[Fault]:
    """Faults that neither side brings alone. `both` are the assets whose documents hold changes of both sides.

    `planned` are the changes as they were, `changes` with both sides in them; `shaken` is what others changed of that
    to which the changes lead.
    """
    mixed = [change for change in changes if change.key in set(both) and change.do == "update"]
    faults = [fault for change in mixed if change.kind is PageGroup for fault in _shares(change)]
    leaning = {change.id for change in changes if change.kind is Funnel and leans_on(change, set(shaken))}
    funnels = list(dict.fromkeys([*filter(None, map(_funnel, mixed)), *sorted(leaning)]))
    account = await read_account(tracker) if funnels else Account()
    for id in funnels:
        # on what others shook even the plan alone may be at fault by now
        faults += await _of_funnel(tracker, account, id, changes, () if id in leaning else planned)
    return faults


async def _of_funnel(
    tracker: Tracker, account: Account, id: str, changes: Sequence[Change], planned: Sequence[Change]
) -> list[Fault]:
    stands = await _found(tracker, account, id)
    alone = await _found(tracker, account.plus(_left(planned)), id) if planned else []
    known = {one.subject for one in (*stands, *alone)}
    found = await _found(tracker, account.plus(_left(changes)), id)
    name = next((one.name for one in changes if one.key == (Funnel.family, id)), id)
    return [
        (Funnel.family, id, clean(name), f"{clean(one.place)}: {clean(one.why)}")
        for one in found
        if (one.severity == "error" or one.rule in _COUNT) and one.subject not in known
    ]


async def _found(tracker: Tracker, account: Account, id: str) -> list[Finding]:
    account = await with_documents(tracker, account, [(Funnel, id)])
    funnel = account.get(Funnel, id)
    return check(funnel, account) if funnel else []


def _left(changes: Iterable[Change]) -> list[Asset]:
    last: dict[Key, Asset] = {}
    for one in changes:
        if one.do in ("create", "update") and not one.is_booking:
            last[one.key] = one.kind.read(one.after or {})
    return list(last.values())


def _funnel(change: Change) -> str:
    """Id of the funnel that the change is to, or to what only that one may use."""
    if change.kind is Funnel:
        return change.id
    return str((change.after or {}).get("restrictToFunnelId") or "") if change.kind in (PageGroup, Condition) else ""


def _shares(change: Change) -> Iterator[Fault]:
    """A page group for all funnels is in none that is read here, so its shares are added up by themselves."""
    if _funnel(change) or (change.after or {}).get("routing") != "rotator":
        return
    before, after = (list(_weights(one)) for one in (change.before, change.after))
    if adds_up(before) and not adds_up(after):
        yield PageGroup.family, change.id, clean(change.name), "The weights do not add up to 100 %."


def _weights(document: Json | None) -> Iterator[Any]:
    yield from (page.get("weight", 0) for page in (document or {}).get("pages", ()))
