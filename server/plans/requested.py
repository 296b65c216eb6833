"""From plainly written changes to any assets to the changes of a plan."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from funnels.account import Account, Entry
from funnels.assets import FAMILIES, AiNodeSetting, Asset, Category, Condition, PageGroup, UserSettings
from funnels.errors import AmbiguousError, BlueprintError, Fault, NotFoundError
from funnels.ids import NewId, is_id
from funnels.names import resolve

from .change import UNKNOWN_BASE, Change
from .children import candidates
from .known import Known
from .naming import named
from .selection import MOST
from .several import collisions, says_all, selection, several
from .written import Written

Subject = tuple[type[Asset], str]

_UNLISTED = (AiNodeSetting, PageGroup, Condition)
"""Kinds of which some are in no list and are known by their id alone."""


def subjects(raw: Sequence[Mapping[str, Any]], account: Account) -> list[Subject]:
    """The assets that changes are about, as far as they can be found: their documents are needed to plan."""
    found: dict[Subject, None] = {}
    for position, one in enumerate(raw):
        if isinstance(one, Mapping):
            found |= dict.fromkeys(_subjects(f"changes[{position}]", one, account))
    return list(found)


def requested(raw: Sequence[Mapping[str, Any]], account: Account, new_id: NewId) -> list[Change]:
    """The changes, in the order they are written. Raises BlueprintError with every fault and its place.

    Later ones may name what earlier ones make. What would change nothing is left out.
    """
    known = Known(account)
    changes: list[Change] = []
    faults: list[Fault] = []
    for position, one in enumerate(raw):
        try:
            made = _all_made(f"changes[{position}]", one, known, new_id)
        except BlueprintError as error:
            faults += error.faults
        else:
            changes += made
    if not faults and len(changes) > MOST:
        faults.append(Fault("changes", f"{len(changes)} are more than the {MOST} of one plan"))
    if faults:
        raise BlueprintError(faults)
    return list(named(changes, account))


def _all_made(place: str, raw: Any, known: Known, new_id: NewId) -> list[Change]:
    """The changes of one written change, which may mean many assets; the fault of one of them is enough."""
    if not says_all(raw):
        return _made(place, raw, known, new_id)
    changes = [change for one in several(place, raw, known) for change in _made(place, one, known, new_id)]
    return list(collisions(changes, known))


def _made(place: str, raw: Any, known: Known, new_id: NewId) -> list[Change]:
    """The changes of one asset, each on what those before it leave."""
    if not isinstance(raw, Mapping):
        raise BlueprintError([Fault(place, f"a change is an object with do and family, not {type(raw).__name__}")])
    based: list[Change] = []
    for change in Written(place, raw, known, new_id).changes():
        if known.is_touched(change.key):
            change = change.model_copy(update={"base": UNKNOWN_BASE})
        known.leaves(change)
        based.append(change)
    return based


def _subjects(place: str, raw: Mapping[str, Any], account: Account) -> Iterator[Subject]:
    kind = FAMILIES.get(str(raw.get("family")))
    if kind is None:
        return
    if says_all(raw):
        yield from _all_subjects(place, raw, kind, account)
        return
    wanted = str(raw.get("id") or raw.get("name") or "")
    if kind is UserSettings:
        yield kind, UserSettings.model_fields["id"].default
    elif wanted:
        try:
            entry = _entry(kind, wanted, account)
        except (NotFoundError, AmbiguousError):
            if kind in _UNLISTED and is_id(wanted):
                yield kind, wanted
            return
        yield from _with_children(raw, kind, entry, account)


def _all_subjects(place: str, raw: Mapping[str, Any], kind: type[Asset], account: Account) -> Iterator[Subject]:
    try:
        meant = list(selection(place, raw).entries(account))
    except BlueprintError:
        return  # told when it is planned
    for entry in meant:
        yield from _with_children(raw, kind, entry, account)


def _with_children(raw: Mapping[str, Any], kind: type[Asset], entry: Entry, account: Account) -> Iterator[Subject]:
    yield kind, entry.id
    if raw.get("cascade") or raw.get("do") == "delete" or kind is Category:
        yield from ((FAMILIES[one.family], one.id) for one in candidates(entry, account))


def _entry(kind: type[Asset], wanted: str, account: Account) -> Entry:
    by_id = account.entry(kind.family, wanted)
    return by_id or resolve(wanted, account.entries(kind.family), what=kind.title)
