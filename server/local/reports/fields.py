"""Tracking fields: the slots events keep them in, and what traffic sources call them."""

from collections.abc import Mapping
from typing import Any

from funnels.events import FIELD_SLOTS
from funnels.names import nearest

from ..families import TRAFFIC_SOURCE
from ..refusal import invalid
from ..storage import Store

SLOTS = ("campaign", "external", *FIELD_SLOTS)
"""They are columns of events as well."""


def slots(name: str, place: str, store: Store) -> Mapping[str, str]:
    """The slot in which each traffic source that has a field of this name has it; refused where none has."""
    known = _names(store)
    for same in (str, str.casefold):
        found = {
            source: slot
            for source, names in known.items()
            for slot, each in reversed(names.items())
            if same(each) == same(name)
        }
        if found:
            return found
    names = sorted({each for some in known.values() for each in some.values()})
    like = nearest(name[:80], names, most=1) or nearest(name[:80], SLOTS, most=1)
    guess = f"; the nearest is {like[0]!r}" if like else ""
    raise invalid(
        place, f"must be a slot such as 'c1' or the name of a field of a traffic source, not {name[:80]!r}{guess}"
    )


def _names(store: Store) -> Mapping[str, dict[str, str]]:
    """By traffic source, in any state, the names by slot."""
    found: dict[str, dict[str, str]] = {}
    for stored in store.select(TRAFFIC_SOURCE):
        if stored.id.isascii() and stored.id.isalnum():  # it will stand in SQL
            given: Mapping[str, Any] = stored.document().get("trackingFieldSlots") or {}
            found[stored.id] = {slot: given[slot]["name"] for slot in SLOTS if _has_name(given.get(slot))}
    return found


def _has_name(field: Any) -> bool:
    return isinstance(field, dict) and isinstance(field.get("name"), str) and field["name"] != ""
