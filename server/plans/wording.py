"""Fields and values in the words of people who buy media."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from funnels.wire import Json

from .asked import asked
from .change import Change
from .clean import MOST_VALUE, clean
from .diff import MAPS, FieldDiff
from .naming import Names
from .percent import percent
from .ways import ways, who

_BLOCKS = re.compile(r"^(offerParams|destination|generic_?Params|node\w*Params|connection\w*Params|basicAuth)$")
_ITEM = re.compile(r"^(\w+)\[(.+)\]$")
_UNSAID = frozenset(
    {"operator", "priority", "idNode", "idConnection", "idPage", "idRoute", "posX", "posY", "labelLocation"}
)
_STICKY = {"sticky": "sticky", "antiAffinity": "anti-affinity"}
_CALLED = {
    "groups": "asks",
    "idSourceNode": "comes from",
    "idPage": "page",
    "idPageGroup": "page group",
    "idCondition": "condition",
    "idOfferSource": "offer source",
    "idCampaign": "funnel group",
    "idFunnelGroup": "funnel group",
    "idCategory": "category",
    "onActionNumbers": "button",
    "onRouteId": "route",
    "onRouteKeys": "routes",
}
_REFERENCES = (
    ("nodePageParams", "idPage"),
    ("nodePageGroupParams", "idPageGroup"),
    ("nodeConditionParams", "idCondition"),
    ("nodeLogicParams", "idLogicScript"),
    ("nodeMiddlewareRefParams", "idMiddlewareConfig"),
    ("nodeExternalUrlParams", "url"),
)


def place(change: Change, field: str, names: Names) -> str:
    """Where a difference is: `payout`, `weight of 'FoxVPN DE'`, `step 'Story' url`."""
    if field == change.kind.wire_name("name"):
        return "name"
    parts = [part for part in _parts(field) if not _BLOCKS.match(part)]
    said = [
        clean(part) if before in MAPS else _part(change, part, names)
        for before, part in zip(["", *parts], parts, strict=False)
    ]
    return " ".join(said) or clean(field)


def value(field: str, what: Any, names: Names) -> str:
    """A value as a person reads it, on one line and not long."""
    last = field.rpartition(".")[2]
    if what is None:
        return "nothing"
    if last == "weight":
        return percent(what)
    if last.startswith("pages[") and isinstance(what, Mapping) and "weight" in what:
        return percent(what["weight"])
    if last == "groups" and isinstance(what, list):
        return asked(what, names) or "nobody"
    if last.startswith("routes[") and isinstance(what, Mapping):
        return asked(what.get("groups") or [], names, what.get("operator", "and")) or "nobody"
    if last.startswith("connections[") and isinstance(what, Mapping):
        return _item(None, last, what, names)
    if last.startswith("nodes["):
        return step(what, names) if isinstance(what, Mapping) else clean(what)
    return clean(_joined(what, names))


def step(node: Mapping[str, Any], names: Names, funnel: Json | None = None) -> str:
    """A node: its kind, what it shows, and where it leads in the funnel that is given."""
    said = [words(str(node.get("nodeType", "step"))), *_shown(node, names)]
    out = ways(funnel, node, names) if funnel else ""
    return " ".join([*said, *([f"({out})"] if out else [])])


def _shown(node: Mapping[str, Any], names: Names) -> Iterator[str]:
    for block, field in _REFERENCES:
        if what := (node.get(block) or {}).get(field):
            yield clean(names.get(what, what))
            return
    rotator, tags = node.get("nodeRotatorParams") or {}, node.get("nodeVisitorTagParams") or {}
    if rotator.get("rotatorType") == "ai":
        yield "by AI"
    if how := _STICKY.get(rotator.get("stickinessMode", "")):
        yield how
    for does, ids in (("add", tags.get("addTagIds")), ("remove", tags.get("removeTagIds"))):
        if ids:
            yield f"{does} {_joined(list(ids), names)}"
    if ids := (node.get("nodeWebhookRefParams") or {}).get("webhookConfigIDs"):
        yield _joined(list(ids), names)


def pages(document: Json, names: Names) -> str:
    """The pages of a group with their shares."""
    shares = [
        f"{clean(names.get(one['idPage'], one['idPage']))} {percent(one['weight'])}" for one in document["pages"]
    ]
    more = f" and {len(shares) - 6} more" if len(shares) > 6 else ""
    return ", ".join(shares[:6]) + more


def words(name: str) -> str:
    """`baseURL` -> `base URL`."""
    split = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name)
    return " ".join(one if one.isupper() else one.casefold() for one in split.split())


def _parts(field: str) -> list[str]:
    return re.findall(r"(?:[^.\[]|\[[^\]]*\])+", field)


def _part(change: Change, part: str, names: Names) -> str:
    item = _ITEM.match(part)
    if item is None:
        return clean(_CALLED.get(part, words(part)))
    many, key = item.groups()
    if many == "connections":
        return _ends(change, key, names)
    what = {"nodes": "step", "pages": "page", "routes": "route"}.get(many, many)
    return f"{what} {clean(names.get(key, key))!r}"


def _ends(change: Change, connection: str, names: Names) -> str:
    way, _ = _connection(change, connection)
    if way is None:
        return "a connection"
    return " → ".join(repr(clean(names.get(way[end], "?"))) for end in ("idSourceNode", "idTargetNode"))


def _connection(change: Change, id: str) -> tuple[Json | None, Json]:
    """A connection and the funnel it is in: as it is to be, else as it was."""
    for document in (change.after, change.before):
        for one in (document or {}).get("connections", ()):
            if one["idConnection"] == id:
                return one, document or {}
    return None, {}


def _led(change: Change, one: FieldDiff, names: Names) -> str:
    """Visitors who were led to one step and are led to another: `'Geo', everyone else: 'Story' → 'Quiz'`."""
    way, funnel = _connection(change, one.field[len("connections[") :].partition("]")[0])
    source, taking = (clean(names.get(way["idSourceNode"], "?")), who(funnel, way, names)) if way else ("?", "")
    old, new = (repr(clean(names.get(str(end), end))) for end in (one.before, one.after))
    return f"{source!r}{f', {taking}' if taking else ''}: {old} → {new}"


def _joined(what: Any, names: Names) -> str:
    if isinstance(what, bool):
        return "yes" if what else "no"
    leaves = [str(names.get(str(one), one)) for one in _leaves(what)]
    text = ", ".join(leaves[:MOST_VALUE]) if isinstance(what, list) else " ".join(leaves[:MOST_VALUE])
    return text or "nothing"


def _leaves(what: Any) -> Iterator[Any]:
    if isinstance(what, Mapping):
        for name, one in what.items():
            if name not in _UNSAID:
                yield from _leaves(one)
    elif isinstance(what, list | tuple):
        for one in what:
            yield from _leaves(one)
    else:
        yield what


def told(change: Change, one: FieldDiff, names: Names) -> str:
    """A difference on one line: `payout 14.50 → 16.00`, `step 'Story' added: lander Story`."""
    where = place(change, one.field, names)
    if one.field.endswith("].idTargetNode"):
        return _led(change, one, names)
    if one.field.endswith("]") and one.before is None:
        is_step = one.field.startswith("nodes[") and isinstance(one.after, Mapping)
        new = step(one.after, names, change.after) if is_step else _item(change.after, one.field, one.after, names)
        return f"{where} added: {new}"
    if one.field.endswith("]") and one.after is None:
        return f"{where} removed (was {_item(change.before, one.field, one.before, names)})"
    old, new = (value(one.field, what, names) for what in (one.before, one.after))
    return f"{where} {old} → {new}"


def _item(document: Json | None, field: str, what: Any, names: Names) -> str:
    """Something that came or went, as it stands in its document."""
    if isinstance(what, Mapping) and field.startswith("connections["):
        return who(document or {}, dict(what), names) or "everyone"
    return value(field, what, names)
