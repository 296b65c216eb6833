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
from .written import Written

Subject = tuple[type[Asset], str]

_UNLISTED = (AiNodeSetting, PageGroup, Condition)
"""Kinds of which some are in no list and are known by their id alone."""


def subjects(raw: Sequence[Mapping[str, Any]], account: Account) -> list[Subject]:
    """The assets that changes are about, as far as they can be found: their documents are needed to plan."""
    found: dict[Subject, None] = {}
    for one in raw:
        if isinstance(one, Mapping):
            found |= dict.fromkeys(_subjects(one, account))
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
            made = _made(f"changes[{position}]", one, known, new_id)
        except BlueprintError as error:
            faults += error.faults
        else:
            changes += made
    if faults:
        raise BlueprintError(faults)
    return list(named(changes, account))


def _made(place: str, raw: Any, known: Known, new_id: NewId) -> list[Change]:
    """The changes of one written change, each on what those before it leave."""
    if not isinstance(raw, Mapping):
        raise BlueprintError([Fault(place, f"a change is an object with do and family, not {type(raw).__name__}")])
    based: list[Change] = []
    for change in Written(place, raw, known, new_id).changes():
        if known.is_touched(change.key):
            change = change.model_copy(update={"base": UNKNOWN_BASE})
        known.leaves(change)
        based.append(change)
    return based


def _subjects(raw: Mapping[str, Any], account: Account) -> Iterator[Subject]:
    kind = FAMILIES.get(str(raw.get("family")))
    if kind is None:
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
        yield kind, entry.id
        if raw.get("cascade") or kind is Category:
            yield from ((FAMILIES[one.family], one.id) for one in candidates(entry, account))


def _entry(kind: type[Asset], wanted: str, account: Account) -> Entry:
    by_id = account.entry(kind.family, wanted)
    return by_id or resolve(wanted, account.entries(kind.family), what=kind.title)
