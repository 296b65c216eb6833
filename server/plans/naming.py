"""The names of what changes refer to, so that people read names and not ids."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from funnels.account import Account
from funnels.assets import FAMILIES, Condition
from funnels.secrets import covered
from funnels.wire import Json

from .asked import route_key, routes_in
from .change import Change

Names = Mapping[str, str]
"""By id; also of the nodes of funnels, and what the routes of conditions ask (`asked.route_key`)."""


def named(changes: Iterable[Change], account: Account) -> Iterator[Change]:
    """The changes with the names of what they refer to, as far as the account tells."""
    known = {entry.id: entry.name for family in FAMILIES for entry in account.entries(family)}
    asking = {one.id: one.document() for one in account.all(Condition)}
    for change in changes:
        # covered, for the id of an integration key is the key
        documents = [covered(one) for one in (change.before, change.after) if one is not None]
        mentioned = set(texts((*documents, change.target, change.parent)))
        names = {id: known[id] for id in sorted(mentioned & known.keys())}
        yield change.model_copy(update={"names": {**names, **_routes(asking, mentioned, known)}})


def _routes(conditions: Mapping[str, Json], mentioned: set[str], known: Names) -> dict[str, str]:
    return {
        route_key(id, route): said
        for id in sorted(mentioned & conditions.keys())
        for route, said in routes_in(conditions[id], known)
    }


def names_in(changes: Iterable[Change]) -> dict[str, str]:
    """The names that changes know: of what they refer to, of their assets, of nodes and of routes."""
    names: dict[str, str] = {}
    many = list(changes)
    for change in many:
        names |= {**change.names, change.id: change.name}
        for document in (change.before, change.after):
            names |= {node["idNode"]: node.get("nodeName", "") for node in (document or {}).get("nodes", ())}
    for change in many:
        if change.family == Condition.family and change.after:
            names |= {route_key(change.id, route): said for route, said in routes_in(change.after, names)}
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
