"""Fields and values in the words of people who buy media."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from funnels.wire import Json

from .change import Change
from .clean import MOST_VALUE, clean
from .diff import MAPS, FieldDiff
from .naming import Names

_BLOCKS = re.compile(r"^(offerParams|destination|generic_?Params|node\w*Params|connection\w*Params|basicAuth)$")
_ITEM = re.compile(r"^(\w+)\[(.+)\]$")
_UNSAID = frozenset(
    {"operator", "priority", "idNode", "idConnection", "idPage", "idRoute", "posX", "posY", "labelLocation"}
)
_SAID = {"onActionNumbers": "button", "onRouteId": "route", "onRouteNumber": "route", "onRouteKeys": "route"}
_CALLED = {
    "idTargetNode": "leads to",
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
    if last.startswith("connections["):
        return _way(what) if isinstance(what, Mapping) else clean(what)
    if last.startswith("nodes["):
        return step(what, names) if isinstance(what, Mapping) else clean(what)
    return clean(_joined(what, names))


def percent(share: Any) -> str:
    if isinstance(share, bool) or not isinstance(share, int | float):
        return clean(share)
    return f"{(Decimal(str(share)) * 100).normalize():f} %"


def step(node: Mapping[str, Any], names: Names) -> str:
    """A node: its kind and what it shows."""
    kind = words(str(node.get("nodeType", "step")))
    for block, field in _REFERENCES:
        if what := (node.get(block) or {}).get(field):
            return f"{kind} {clean(names.get(what, what))}"
    return kind


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
    for document in (change.after, change.before):
        for one in (document or {}).get("connections", ()):
            if one["idConnection"] == connection:
                ends = (one["idSourceNode"], one["idTargetNode"])
                return " → ".join(repr(clean(names.get(end, "?"))) for end in ends)
    return "a connection"


def _way(connection: Mapping[str, Any]) -> str:
    """What takes visitors along a connection."""
    said = []
    for name, block in connection.items():
        if name.endswith("Params") and isinstance(block, Mapping):
            said += [percent(block["weight"])] if "weight" in block else []
            said += [f"{_SAID[field]} {_joined(block[field], {})}" for field in _SAID if field in block]
    return clean(", ".join(said) or "a way")


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
    if one.field.endswith("]") and one.before is None:
        return f"{where} added: {value(one.field, one.after, names)}"
    if one.field.endswith("]") and one.after is None:
        return f"{where} removed (was {value(one.field, one.before, names)})"
    old, new = (value(one.field, what, names) for what in (one.before, one.after))
    return f"{where} {old} → {new}"
