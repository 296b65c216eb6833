"""The names of what changes refer to, so that people read names and not ids."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from funnels.account import Account
from funnels.assets import FAMILIES

from .change import Change

Names = Mapping[str, str]
"""By id; also of the nodes of funnels."""


def names_of(changes: Iterable[Change], account: Account) -> dict[str, str]:
    """The names of all that the changes refer to, as far as the account tells: for `Plan.names`."""
    known = {entry.id: entry.name for family in FAMILIES for entry in account.entries(family)}
    mentioned = {
        id for change in changes for id in _texts((change.before, change.after, change.target, change.parent))
    }
    return {id: known[id] for id in sorted(mentioned & known.keys())}


def names_in(changes: Iterable[Change]) -> dict[str, str]:
    """The names that stand in the changes themselves: of their assets and of nodes."""
    names: dict[str, str] = {}
    for change in changes:
        names[change.id] = change.name
        for document in (change.before, change.after):
            names |= {node["idNode"]: node.get("nodeName", "") for node in (document or {}).get("nodes", ())}
    return names


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
