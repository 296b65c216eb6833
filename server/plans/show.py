"""A plan in words for people: Markdown that also reads well as plain text."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from funnels.assets import Funnel
from funnels.wire import DEFAULT_ROUTE, Json

from .asked import route
from .change import UNKNOWN_BASE, Change
from .clean import clean
from .diff import FieldDiff, diff
from .naming import Names, names_in
from .plan import Plan
from .ways import entrance
from .wording import pages, place, step, told

MOST_CHANGES = 40
MOST_FIELDS = 12
MOST_STEPS = 40
MOST_OF_A_FINDING = 300

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
        lines = [_start(change, names), *_step_lines(change, names)]
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
    if change.family == Funnel.family and (change.do == "create" or _is_wiring(change)):
        yield from _new_funnel(change, names)
    elif change.do == "update":
        yield from _update(change, names)
    else:
        yield f"- {_DOES[change.do]} {_called(change)}{_more(change, names)}"
    if change.note:
        yield f"  - note: {clean(change.note)}"


def _called(change: Change) -> str:
    return f"{change.kind.title} {clean(change.name)!r}"


def _update(change: Change, names: Names) -> Iterator[str]:
    head, fields = f"- {_DOES[change.do]} {_called(change)}", list(_fields(change, names))
    if len(fields) == 1:
        yield f"{head}: {fields[0]}"
    else:
        yield head
        yield from _indented(fields, MOST_FIELDS, "fields")


def _fields(change: Change, names: Names) -> Iterator[str]:
    yield from (told(change, one, names) for one in _differences(change) if not _is_told_with_its_step(change, one))
    yield from (f"{clean(place(change, path, names))} {_HIDDEN}" for path in change.secrets)


def _is_told_with_its_step(change: Change, one: FieldDiff) -> bool:
    """Whether it is a way out of a step that is new, too."""
    if not one.field.startswith("connections[") or one.before is not None or not isinstance(one.after, Mapping):
        return False
    return one.after.get("idSourceNode") not in _nodes(change.before)


def _new_funnel(change: Change, names: Names) -> Iterator[str]:
    """A new funnel, or what is put into one that the plan makes."""
    lines = list(_step_lines(change, names))
    steps = "1 step" if len(lines) == 1 else f"{len(lines)} steps"
    made = f"make {_called(change)}{_group_of(change, names)}"
    head = made if change.do == "create" else f"put {steps} into {_called(change)}"
    start = _start(change, names)
    yield f"- {head} ({start})" if start else f"- {head}"
    yield from _indented(lines, MOST_STEPS, "steps")


def _indented(lines: Sequence[str], most: int, what: str) -> Iterator[str]:
    yield from (f"  - {one}" for one in lines[:most])
    if len(lines) > most:
        yield f"  - … and {len(lines) - most} more {what}"


def _start(change: Change, names: Names) -> str:
    ways = entrance(change.after or {}, names)
    return f"start {ways}" if ways else ""


def _group_of(change: Change, names: Names) -> str:
    group = (change.after or {}).get("idCampaign", "")
    return f" in group {clean(names[group])!r}" if group in names else ""


def _step_lines(change: Change, names: Names) -> Iterator[str]:
    before, after = _nodes(change.before), change.after or {}
    for node in after.get("nodes", ()):
        if node["idNode"] not in before and node.get("nodeType") != "root":
            yield f"{clean(node.get('nodeName', ''))!r}: {step(node, names, after)}"


def _nodes(funnel: Json | None) -> set[str]:
    return {node["idNode"] for node in (funnel or {}).get("nodes", ())}


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
        said += _routes(document, names)
    return f" ({', '.join(said)})" if said else ""


def _routes(document: Json, names: Names) -> Iterator[str]:
    """The routes of a condition or middleware; nothing of the one for all others."""
    own = [one for one in document["routes"] if one.get("idRoute") != DEFAULT_ROUTE]
    yield from (route(one, names) for one in own[:MOST_FIELDS])
    if len(own) > MOST_FIELDS:
        yield f"and {len(own) - MOST_FIELDS} more routes"


def _findings(findings: Sequence[Json]) -> Iterator[str]:
    shown = [one for one in findings if one["severity"] != "hint"]
    if shown:
        yield ""
    for one in shown[:MOST_CHANGES]:
        why, fix = (clean(one[field], MOST_OF_A_FINDING) for field in ("why", "fix"))
        yield f"- {one['severity']} at {clean(one['place'])}: {why} {fix}"


def _dangers(plan: Plan) -> Iterator[str]:
    yield ""
    yield from ["This plan is dangerous:", *(f"- {one}" for one in plan.dangers)] if plan.dangers else ()
    yield f"To approve it, type the name {plan.subject!r} back."


def _capped(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    return clean(value)
