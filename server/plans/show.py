"""A plan in words for people: Markdown that also reads well as plain text."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from funnels.assets import Funnel
from funnels.wire import Json

from .change import UNKNOWN_BASE, Change
from .clean import clean
from .diff import FieldDiff, diff
from .naming import Names, names_in
from .plan import Plan
from .wording import pages, place, step, told

MOST_CHANGES = 40
MOST_FIELDS = 12

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

_HIDDEN = "a new value (not shown)"


def text(plan: Plan) -> str:
    """The whole plan, capped, with what was left out said."""
    names = names_in(plan.changes)
    lines = [f"**{clean(plan.title)}** ({len(plan.changes)} {'change' if len(plan.changes) == 1 else 'changes'})"]
    lines += [line for change in plan.changes[:MOST_CHANGES] for line in _lines(change, names)]
    if len(plan.changes) > MOST_CHANGES:
        lines.append(f"- … and {len(plan.changes) - MOST_CHANGES} more changes")
    lines += _findings(plan.findings)
    if plan.merges:
        lines.append(f"\nThis plan brings {plan.merges} together with what others changed since.")
    if plan.level == "dangerous":
        lines += _dangers(plan)
    return "\n".join(lines)


def data(change: Change, names: Names | None = None) -> dict[str, Any]:
    """A change as tools answer it: its fields as they travel, and in `said` what a person is told of them."""
    hidden = [{"field": clean(path), "before": None, "after": _HIDDEN} for path in change.secrets]
    fields = [
        {"field": clean(one.field), "before": _capped(one.before), "after": _capped(one.after)}
        for one in _differences(change)
    ]
    return {
        "do": change.do,
        "family": change.family,
        "id": change.id,
        "name": clean(change.new_name or change.name),
        "fields": [*fields, *hidden][:MOST_FIELDS],
        "said": _said(change, names_in([change]) if names is None else names),
    }


def _said(change: Change, names: Names) -> list[str]:
    """The lines of a change without its name, which stands beside them."""
    if _is_wiring(change) or (change.do == "create" and change.family == Funnel.family):
        lines = list(_step_lines(change, names))
    elif change.do == "update":
        lines = list(_fields(change, names))
    else:
        lines = [_more(change, names).strip(" ()")]
    more = len(lines) - MOST_FIELDS
    return [*filter(None, lines[:MOST_FIELDS]), *([f"… and {more} more"] if more > 0 else [])]


def _is_wiring(change: Change) -> bool:
    """Whether it fills a funnel that the same plan makes."""
    return change.do == "update" and change.family == Funnel.family and change.base == UNKNOWN_BASE


def _lines(change: Change, names: Names) -> Iterator[str]:
    if _is_wiring(change):
        yield from _steps(change, names)
        return
    head = f"- {_DOES[change.do]} {change.kind.title} {clean(change.name)!r}{_more(change, names)}"
    fields = list(_fields(change, names)) if change.do == "update" else []
    if change.do == "create" and change.family == Funnel.family:
        fields = list(_step_lines(change, names))
        head = f"{head}{_group_of(change, names)}"
    if len(fields) == 1 and change.do == "update":
        yield f"{head}: {fields[0]}"
    else:
        yield head
        yield from (f"  - {one}" for one in fields[:MOST_FIELDS])
        if len(fields) > MOST_FIELDS:
            yield f"  - … and {len(fields) - MOST_FIELDS} more fields"
    if change.note:
        yield f"  - note: {clean(change.note)}"


def _fields(change: Change, names: Names) -> Iterator[str]:
    yield from (told(change, one, names) for one in _differences(change))
    yield from (f"{clean(place(change, path, names))} {_HIDDEN}" for path in change.secrets)


def _steps(change: Change, names: Names) -> Iterator[str]:
    """What is put into a funnel that the plan makes."""
    lines = list(_step_lines(change, names))
    yield f"- put {len(lines)} {'step' if len(lines) == 1 else 'steps'} into funnel {clean(change.name)!r}"
    yield from (f"  - {line}" for line in lines[:MOST_FIELDS])
    if len(lines) > MOST_FIELDS:
        yield f"  - … and {len(lines) - MOST_FIELDS} more steps"


def _group_of(change: Change, names: Names) -> str:
    group = (change.after or {}).get("idCampaign", "")
    return f" in group {clean(names[group])!r}" if group in names else ""


def _step_lines(change: Change, names: Names) -> Iterator[str]:
    before = {node["idNode"] for node in (change.before or {}).get("nodes", ())}
    for node in (change.after or {}).get("nodes", ()):
        if node["idNode"] not in before and node.get("nodeType") != "root":
            yield f"{clean(node.get('nodeName', ''))!r}: {step(node, names)}"


def _differences(change: Change) -> list[FieldDiff]:
    if change.do not in ("create", "update") or (change.do == "create" and change.family == Funnel.family):
        return []
    return [
        one for one in diff(change.kind, change.before, change.after) if one.field.rpartition(".")[2] not in _UNSAID
    ]


def _more(change: Change, names: Names) -> str:
    match change.do:
        case "duplicate":
            return f" as {clean(change.new_name)!r}"
        case "move":
            return (
                f" to {clean(names.get(change.target, change.target))!r}" if change.target else " out of its category"
            )
        case "create":
            return _made_of(change.after or {}, names)
    return ""


def _made_of(document: Json, names: Names) -> str:
    """What a person wants to know of a new thing: where it leads, what it pays."""
    said = [clean(document[field]) for field in ("pageType", "baseURL") if document.get(field)]
    offer = document.get("offerParams") or {}
    if payout := offer.get("payout"):
        said.append(f"payout {clean(payout)}")
    if source := offer.get("idOfferSource"):
        said.append(f"from {clean(names.get(source, source))}")
    said += [f"{field} {clean(document[field])}" for field in ("payout", "revenue") if document.get(field)]
    if document.get("pages"):
        said.append(pages(document, names))
    if document.get("routes"):
        said.append(f"routes {clean(', '.join(_route(one) for one in document['routes']))}")
    return f" ({', '.join(said)})" if said else ""


def _route(route: Mapping[str, Any]) -> str:
    return str(route.get("routeName") or route.get("idRoute") or "?")


def _findings(findings: Sequence[Json]) -> Iterator[str]:
    shown = [one for one in findings if one["severity"] != "hint"]
    if shown:
        yield ""
    for one in shown[:MOST_CHANGES]:
        yield f"- {one['severity']} at {clean(one['place'])}: {clean(one['why'])} {clean(one['fix'])}"


def _dangers(plan: Plan) -> Iterator[str]:
    yield ""
    yield from ["This plan is dangerous:", *(f"- {one}" for one in plan.dangers)] if plan.dangers else ()
    yield f"To approve it, type the name {plan.subject!r} back."


def _capped(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    return clean(value)
