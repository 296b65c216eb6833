"""Operations that read assets.

Our rulings where the contract is silent: find/byId and find/byIds give assets in any state, with their status; byIds
leaves unknown ids out and keeps the order asked for; byCategory, byType and byName leave deleted ones out.
"""

from typing import Any

from sqlalchemy import ColumnElement

from .call import Call
from .documents import dumped, loaded
from .families import CATEGORY, FUNNEL, FUNNEL_GROUP, OFFER_SOURCE, PAGE, Family
from .storage import DELETED, asset

_Where = list[ColumnElement[bool]]


def one(call: Call) -> str:
    stored = call.existing(call.query[call.view.id])
    return _joined(call, [stored.text])[1:-1]


def several(call: Call) -> str:
    asked = next(iter(call.query.values()))
    wanted = list(dict.fromkeys(filter(None, (id.strip() for id in asked.split(",")))))
    found = call.store.several(call.view.family, wanted)
    return _joined(call, [found[id].text for id in wanted if id in found])


def by_category(call: Call) -> str:
    family = call.view.family
    column = asset.c.category if family.categorised else asset.c.parent
    return _full(call, column == call.query["idCategory"])


def by_kind(call: Call) -> str:
    return _full(call, asset.c.kind == call.query[call.view.family.kind])


def by_name(call: Call) -> str:
    return _full(call, asset.c.name == call.query[call.view.family.title])


def listed(call: Call) -> str:
    """Short forms by state and further filters; what only one funnel may use is left out unless asked for."""
    family, query = call.view.family, call.query
    where = _in_state(query.get("status", ""))
    if category := query.get("idCategory"):
        where.append(asset.c.category == category)
    if family.kind in query:
        where.append(asset.c.kind == query[family.kind])
    if "idFunnel" in query:
        where.append(asset.c.parent == query["idFunnel"])
    elif query.get("globalOnly", True):
        where += _shared(family)
    shorts = _shorts(call, family, where)
    if family is FUNNEL_GROUP:
        shorts = _with_funnels(call, shorts)
    return _joined(call, shorts)


LISTING = (several, by_category, by_kind, by_name, listed)
"""What answers with many assets, read from nothing but assets."""


def _full(call: Call, *where: ColumnElement[bool]) -> str:
    family = call.view.family
    return _joined(call, call.store.texts(family, asset.c.status != DELETED, *_shared(family), *where))


def _shared(family: Family) -> _Where:
    return [asset.c.parent == ""] if family.scoped else []


def _in_state(status: str) -> _Where:
    if status == "all":
        return []
    if status in ("", "not-deleted"):
        return [asset.c.status != DELETED]
    return [asset.c.status == status]


def _shorts(call: Call, family: Family, where: _Where) -> list[str]:
    """Short forms, with the names of what they refer to."""
    rows = call.store.shorts(family, *where)
    if family.short is None:
        return [short for short, _, _ in rows]
    categories = call.store.names(CATEGORY) if any(category for _, category, _ in rows) else {}
    parent_name, parents = _parents(call, family)
    named = []
    for short, category, parent in rows:
        extra = {"categoryName": categories.get(category), parent_name: parents.get(parent)}
        known = {name: value for name, value in extra.items() if value}
        named.append(f"{short[:-1]},{dumped(known)[1:]}" if known else short)
    return named


def _parents(call: Call, family: Family) -> tuple[str, dict[str, str]]:
    parent = {PAGE.name: OFFER_SOURCE, FUNNEL.name: FUNNEL_GROUP}.get(family.name)
    return (parent.title, call.store.names(parent)) if parent else ("", {})


def _with_funnels(call: Call, groups: list[str]) -> list[str]:
    """Funnel groups with the short forms of their funnels in the same state (our ruling)."""
    members: dict[str, list[Any]] = {}
    for text in _shorts(call, FUNNEL, _in_state(call.query.get("status", ""))):
        short = loaded(text)
        members.setdefault(short["idFunnelGroup"], []).append(short)
    loaded_groups = [loaded(text) for text in groups]
    return [dumped({**group, "funnels": members.get(group[FUNNEL_GROUP.id], [])}) for group in loaded_groups]


def _joined(call: Call, texts: list[str]) -> str:
    if call.view.spelled:
        texts = [dumped(call.view.shown(loaded(text))) for text in texts]
    return f"[{','.join(texts)}]"
