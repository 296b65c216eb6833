"""What one version of an asset differs in from another, as tools answer it."""

from collections.abc import Iterable, Mapping
from typing import Any

from funnels.assets import FAMILIES
from funnels.wire import Json

from .change import Change, Do
from .diff import diff
from .naming import Names, names_in
from .show import data

_STATUS: dict[str, Do] = {"archived": "archive", "active": "unarchive"}
_SAID = {"archive": "archived", "unarchive": "brought back"}


def step(family: str, id: str, name: str, before: Json | None, after: Json | None, names: Names) -> dict[str, Any]:
    """As a change of a plan is told: what was done, its fields as they travel, and `said` in words."""
    change = _change(family, id, name, before, after)
    told = data(change, {**names, **names_in([change])})
    if change.do in _SAID:
        told["said"] = [_SAID[change.do]]
    elif change.do == "update" and (turned := _turned(before, after)):
        told["said"] = [*told["said"], _SAID[turned]]
    elif change.do == "delete":
        told["said"] = ["gone"]
    return told


def known_names(entries: Iterable[tuple[str, str]], documents: Iterable[Mapping[str, Any] | None]) -> dict[str, str]:
    """Ids and names, and those of the nodes in the documents."""
    names = dict(entries)
    for document in documents:
        names |= {node["idNode"]: node.get("nodeName", "") for node in (document or {}).get("nodes", ())}
    return names


def _change(family: str, id: str, name: str, before: Json | None, after: Json | None) -> Change:
    do: Do = "create" if before is None else "delete" if after is None else "update"
    turned = _turned(before, after)
    if turned and [one.field for one in diff(FAMILIES[family], before, after)] == ["status"]:
        do = turned
    return Change(
        do=do, family=family, id=id, name=name, before=before, after=after, base="" if before is None else "noted"
    )


def _turned(before: Json | None, after: Json | None) -> Do | None:
    """Archived or brought back, where that is among what was done."""
    if before is None or after is None:
        return None
    old, new = (one.get("status", "active") for one in (before, after))
    return _STATUS.get(new) if old != new else None
