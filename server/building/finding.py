"""Which assets there are, and which a sentence mentions."""

from collections.abc import Iterable
from typing import Any

from funnels.account import Account, Entry
from funnels.assets import FAMILIES
from funnels.mentions import mentions
from funnels.names import folded, nearest

from ..demo import is_demo
from .snapshots import known_family

_NAMED = (
    "page",
    "traffic_source",
    "offer_source",
    "funnel_group",
    "funnel",
    "condition",
    "visitor_tag",
    "page_group",
)
"""The families a sentence about funnels may name."""


def families_of(family: str) -> list[str]:
    """The one family, or all; an InputError names the nearest."""
    return [known_family(family)] if family else list(FAMILIES)


def find(
    account: Account,
    families: list[str],
    *,
    query: str,
    page_type: str,
    mentioned_in: str,
    status: str,
    limit: int,
    offset: int,
) -> dict[str, Any]:
    known = [entry for one in families for entry in account.entries(one, page_type=page_type)]
    if mentioned_in:
        named = [
            entry
            for entry in known
            if entry.family in (families if len(families) == 1 else _NAMED) and entry.is_active
        ]
        found = [_mention(account, one) for one in mentions(mentioned_in, named)]
        return {"assets": [], "mentions": found, "more": False}
    fitting = [entry for entry in _fitting(query, known) if status in ("all", entry.status)]
    page = fitting[offset : offset + limit]
    more = len(fitting) > offset + limit
    return {"assets": [_shown(account, one) for one in page], "mentions": [], "more": more}


def _fitting(query: str, known: list[Entry]) -> Iterable[Entry]:
    """Those with the query in the name; where there are none, the nearest by spelling."""
    wanted = folded(query)
    containing = [entry for entry in known if wanted in folded(entry.name)]
    if containing or not wanted:
        order = {family: place for place, family in enumerate(FAMILIES)}
        return sorted(containing, key=lambda one: (order[one.family], one.name.casefold()))
    near = nearest(query, [entry.name for entry in known])
    return [entry for name in near for entry in known if entry.name == name]


def _mention(account: Account, mention: Any) -> dict[str, Any]:
    candidates = [
        {**_shown(account, one.entry), "score": one.score, "exact": one.exact} for one in mention.candidates
    ]
    return {"text": mention.text, "start": mention.start, "end": mention.end, "candidates": candidates}


def _shown(account: Account, entry: Entry) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "id": entry.id,
        "family": entry.family,
        "name": entry.name,
        "status": entry.status,
        "page_type": entry.page_type or None,
        "parent": _parent_name(account, entry),
        "demo": True if is_demo(entry.id) else None,
    }
    return {field: value for field, value in shown.items() if value is not None}


def _parent_name(account: Account, entry: Entry) -> str | None:
    family = {"funnel": "funnel_group", "page": "offer_source"}.get(entry.family)
    parent = account.entry(family, entry.parent) if family and entry.parent else None
    return parent.name if parent else None
