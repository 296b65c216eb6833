"""The names of what changes refer to, so that people read names and not ids."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from funnels.account import Account
from funnels.assets import FAMILIES
from funnels.secrets import covered

from .change import Change

Names = Mapping[str, str]
"""By id; also of the nodes of funnels."""


def named(changes: Iterable[Change], account: Account) -> Iterator[Change]:
    """The changes with the names of what they refer to, as far as the account tells."""
    known = {entry.id: entry.name for family in FAMILIES for entry in account.entries(family)}
    for change in changes:
        # covered, for the id of an integration key is the key
        documents = [covered(one) for one in (change.before, change.after) if one is not None]
        mentioned = set(texts((*documents, change.target, change.parent)))
        yield change.model_copy(update={"names": {id: known[id] for id in sorted(mentioned & known.keys())}})


def names_in(changes: Iterable[Change]) -> dict[str, str]:
    """The names that changes know: of what they refer to, of their assets and of nodes."""
    names: dict[str, str] = {}
    for change in changes:
        names |= {**change.names, change.id: change.name}
        for document in (change.before, change.after):
            names |= {node["idNode"]: node.get("nodeName", "") for node in (document or {}).get("nodes", ())}
    return names


def texts(value: Any) -> Iterator[str]:
    """Every text in a document, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts(one)
