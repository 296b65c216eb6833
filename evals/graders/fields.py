"""Fields of documents held against what a case says they are."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from funnels.assets import FAMILIES
from server.local.documents import at

from ..snapshot import Json, Snapshot
from .addresses import is_address, same_address
from .naming import Kind, alike

_PATHS = {
    "url": {"page": "baseURL"},
    "payout": {"page": "offerParams.payout"},
    "source": {"page": "offerParams.idOfferSource"},
    "domain": {"user_settings": "defaultCustomDomain"},
}
"""Words of cases that are no fields: where they stand, by family."""


def path(kind: Kind, field: str) -> str:
    """Where a field that a case names stands in a document, dotted."""
    own = _PATHS.get(field, {}).get(kind.family)
    if own:
        return own
    if kind.family == "user_settings" and field == "name":
        return "defaultCustomDomain"
    return FAMILIES[kind.family].wire_name(field)


def complaints(kind: Kind, wanted: Mapping[str, Any], found: Json, snapshot: Snapshot) -> Iterator[str]:
    for field, value in wanted.items():
        there = at(found, path(kind, field))
        if not fits(value, there, snapshot):
            yield f"expected {field} {value!r}, found {readable(there, snapshot)!r}"


def fits(wanted: Any, found: Any, snapshot: Snapshot) -> bool:
    """Names stand for ids, amounts may be written in any way, of objects only what is named counts."""
    if isinstance(wanted, Mapping):
        return isinstance(found, Mapping) and all(
            fits(value, found.get(key), snapshot) for key, value in wanted.items()
        )
    if isinstance(wanted, list):
        pairs = zip(wanted, found, strict=True) if isinstance(found, list) and len(found) == len(wanted) else None
        return pairs is not None and all(fits(one, other, snapshot) for one, other in pairs)
    if wanted in (None, "") and found in (None, ""):
        return True
    if isinstance(wanted, bool) or isinstance(found, bool):
        return wanted is found
    return _number(wanted) == _number(found) if _number(wanted) is not None else _fits(str(wanted), found, snapshot)


def _fits(wanted: str, found: Any, snapshot: Snapshot) -> bool:
    if not isinstance(found, str):
        return False
    if is_address(wanted) and is_address(found):
        return same_address(wanted, found)
    return alike(wanted, found) or any(alike(wanted, name) for name in _names(found, snapshot))


def readable(found: Any, snapshot: Snapshot) -> Any:
    """The name of what an id stands for."""
    return next(_names(found, snapshot), found) if isinstance(found, str) else found


def _names(id: str, snapshot: Snapshot) -> Iterator[str]:
    for family in FAMILIES:
        entry = snapshot.account.entry(family, id)
        if entry:
            yield entry.name


def _number(value: Any) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, str, Decimal)):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
