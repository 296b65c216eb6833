"""A plan in words for people: Markdown that also reads well as plain text."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from funnels.assets import Funnel
from funnels.wire import Json

from .change import Change
from .diff import FieldDiff, diff
from .plan import Plan

MOST_CHANGES = 40
MOST_FIELDS = 12
MOST_VALUE = 120

_DOES = {
    "create": "make",
    "update": "change",
    "duplicate": "copy",
    "archive": "archive",
    "unarchive": "bring back",
    "delete": "DELETE",
    "move": "move",
}
_UNSAID = frozenset({"posX", "posY", "labelLocation", "status"})
"""Fields that say nothing to a person who decides."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


def clean(text: object) -> str:
    """A stranger's text on one line, without what moves cursors or turns directions, and of bounded length."""
    plain = _CONTROL.sub(" ", str(text))
    return plain if len(plain) <= MOST_VALUE else f"{plain[: MOST_VALUE - 1]}…"


def text(plan: Plan) -> str:
    """The whole plan, capped, with what was left out said."""
    lines = [f"**{clean(plan.title)}** ({len(plan.changes)} {'change' if len(plan.changes) == 1 else 'changes'})"]
    lines += [line for change in plan.changes[:MOST_CHANGES] for line in _lines(change)]
    if len(plan.changes) > MOST_CHANGES:
        lines.append(f"- … and {len(plan.changes) - MOST_CHANGES} more changes")
    lines += _findings(plan.findings)
    if plan.level == "dangerous":
        lines.append(f"\nThis plan is dangerous: to approve it, type the name {clean(plan.subject)!r} back.")
    return "\n".join(lines)


def data(change: Change) -> dict[str, Any]:
    """A change as tools answer it."""
    return {
        "do": change.do,
        "family": change.family,
        "id": change.id,
        "name": clean(change.new_name or change.name),
        "fields": [
            {"field": one.field, "before": _capped(one.before), "after": _capped(one.after)}
            for one in _told(change)[:MOST_FIELDS]
        ],
    }


def _lines(change: Change) -> Iterator[str]:
    what = f"{change.kind.title} {clean(change.name)!r}"
    more = {"duplicate": f" as {clean(change.new_name)!r}", "create": _made_of(change)}.get(change.do, "")
    yield f"- {_DOES[change.do]} {what}{more}"
    if change.do == "update":
        told = _told(change)
        names = _names(change)
        for one in told[:MOST_FIELDS]:
            yield f"  - {_place(one.field, names)}: {_value(one, one.before)} → {_value(one, one.after)}"
        if len(told) > MOST_FIELDS:
            yield f"  - … and {len(told) - MOST_FIELDS} more fields"


def _told(change: Change) -> list[FieldDiff]:
    if change.do not in ("create", "update") or (change.do == "create" and change.family == Funnel.family):
        return []
    return [one for one in diff(change.before, change.after) if one.field.rpartition(".")[2] not in _UNSAID]


def _made_of(change: Change) -> str:
    """What a person wants to know of a new thing: where it leads, what it pays."""
    document = change.after or {}
    said = []
    if url := document.get("baseURL"):
        said.append(clean(url))
    if payout := document.get("offerParams", {}).get("payout"):
        said.append(f"payout {clean(payout)}")
    if "pages" in document:
        said.append(f"{len(document['pages'])} pages")
    return f" ({', '.join(said)})" if said else ""


def _names(change: Change) -> dict[str, str]:
    """Ids of nodes and connections in a funnel document -> what people call them."""
    names: dict[str, str] = {}
    for document in (change.before or {}, change.after or {}):
        names |= {node["idNode"]: node.get("nodeName", "") for node in document.get("nodes", ())}
        for one in document.get("connections", ()):
            ends = (names.get(one["idSourceNode"], "?"), names.get(one["idTargetNode"], "?"))
            names[one["idConnection"]] = " → ".join(map(clean, ends))
    return names


def _place(field: str, names: dict[str, str]) -> str:
    return re.sub(r"(\w+)\[(\w+)\]", lambda found: _item(found[1], found[2], names), field)


def _item(list_name: str, key: str, names: dict[str, str]) -> str:
    return f"{list_name.removesuffix('s')} {clean(names.get(key, key))}"


def _value(one: FieldDiff, value: Any) -> str:
    if value is None:
        return "nothing"
    if one.field.endswith("weight") and isinstance(value, int | float):
        return f"{Decimal(str(value)) * 100:f}".rstrip("0").rstrip(".") + " %"
    if isinstance(value, dict):
        return clean(value.get("nodeName") or "a new one")
    return clean(value)


def _findings(findings: Sequence[Json]) -> Iterator[str]:
    shown = [one for one in findings if one["severity"] != "hint"]
    if shown:
        yield ""
    for one in shown[:MOST_CHANGES]:
        yield f"- {one['severity']} at {clean(one['place'])}: {clean(one['why'])} {clean(one['fix'])}"


def _capped(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    return clean(value)
