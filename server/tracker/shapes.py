"""From what the tracker answers to entries and assets, and back."""

import hashlib
from collections.abc import Iterator
from functools import cache
from typing import Any, TypeVar

from pydantic import ValidationError

from funnels.account import Entry
from funnels.assets import Asset, Condition, IntegrationKey
from funnels.wire import Json

from ..errors import TrackerError

A = TypeVar("A", bound=Asset)

_PARENTS = ("idOfferSource", "idFunnelGroup", "idCampaign", "funnelId")
"""The fields of short forms that say what something belongs to."""

_MOST_FAULTS = 3


def rows(kind: type[Asset], answer: Any) -> Iterator[Json]:
    """The short or whole forms in an answer, also where they are grouped by category; nothing for `null`."""
    if isinstance(answer, list):
        for item in answer:
            yield from rows(kind, item)
    elif isinstance(answer, dict) and _spelled(kind)[0] in answer:
        yield answer
    elif isinstance(answer, dict):
        for value in answer.values():
            if isinstance(value, list):
                yield from rows(kind, value)


def id_of(kind: type[Asset], row: Json) -> str:
    """The id in lists. An integration key is itself a secret, so its id is a digest of it (our ruling)."""
    id = str(row.get(_spelled(kind)[0], ""))
    return f"key-{hashlib.sha256(id.encode()).hexdigest()[:12]}" if kind is IntegrationKey else id


@cache
def _spelled(kind: type[Asset]) -> tuple[str, str, tuple[str, ...]]:
    """How lists spell the id, the name, and what it may belong to; looked up once, as lists may be long."""
    id = kind.wire_name("id")
    return id, kind.wire_name("name"), tuple(parent for parent in _PARENTS if parent != id)


def entry_of_row(kind: type[Asset], row: Json, funnel: str = "") -> Entry:
    """The entry of a short form; `funnel` is whose list it was in."""
    _, name, parents = _spelled(kind)
    id, status = id_of(kind, row), row.get("status")
    return Entry(
        family=kind.family,
        id=id,
        name=str(row.get(name) or id),
        status=status.casefold() if isinstance(status, str) and status else "active",
        page_type=str(row.get("pageType") or ""),
        parent=next((str(row[parent]) for parent in parents if row.get(parent)), ""),
        scope=str(row.get("restrictToFunnelId") or (funnel if kind is Condition else "")),
    )


def asset_of(kind: type[A], row: Json) -> A:
    """The document in our types; TrackerError, without its values, where it is not what the contract says."""
    try:
        return kind.read(row)
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, one['loc']))} ({one['type']})" for one in error.errors(include_input=False)]
        raise TrackerError(
            f"The {kind.title} {id_of(kind, row)!r} cannot be read: {', '.join(faults[:_MOST_FAULTS])}.",
            hint="The tracker has it in a form we do not know; open and save it in the tracker's own app.",
        ) from None  # the cause repeats the values, which may be secrets
