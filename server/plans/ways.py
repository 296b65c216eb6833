"""Where a step leads and who goes there: `50 % → 'Story'`, `button 1 → 'Offers'`, `everyone else → 'Elsewhere'`."""

from collections.abc import Iterator, Mapping
from typing import Any

from funnels.wire import DEFAULT_ROUTE, Json

from .asked import EVERYONE_ELSE, route_key
from .clean import clean
from .naming import Names
from .percent import percent

MOST_WAYS = 12


def ways(funnel: Json, node: Mapping[str, Any], names: Names) -> str:
    """The ways out of a step of the funnel, those for everyone else last; empty where it leads nowhere."""
    leaving = [one for one in funnel.get("connections", ()) if one["idSourceNode"] == node["idNode"]]
    leaving.sort(key=lambda one: EVERYONE_ELSE in _who(one, node, names))
    said = [
        " ".join(
            [*_who(one, node, names, alone=len(leaving) == 1), f"→ {clean(names.get(one['idTargetNode'], '?'))!r}"]
        )
        for one in leaving[:MOST_WAYS]
    ]
    more = len(leaving) - MOST_WAYS
    return "; ".join([*said, *([f"and {more} more"] if more > 0 else [])])


def entrance(funnel: Json, names: Names) -> str:
    """Where visitors go first."""
    roots = [node for node in funnel.get("nodes", ()) if node.get("nodeType") == "root"]
    return ways(funnel, roots[0], names) if roots else ""


def who(funnel: Json, way: Json, names: Names) -> str:
    """Who takes this way; empty where that needs no words."""
    source: Json = next((one for one in funnel.get("nodes", ()) if one["idNode"] == way["idSourceNode"]), {})
    alone = sum(one["idSourceNode"] == way["idSourceNode"] for one in funnel.get("connections", ())) == 1
    return " ".join(_who(way, source, names, alone=alone))


def _who(way: Json, node: Mapping[str, Any], names: Names, *, alone: bool = False) -> list[str]:
    """Nothing where everybody goes this way, or an AI decides."""
    if "weight" in (block := way.get("connectionRotatorParams") or {}):
        by_ai = (node.get("nodeRotatorParams") or {}).get("rotatorType") == "ai"
        return [] if alone or by_ai else [percent(block["weight"])]
    condition = (node.get("nodeConditionParams") or {}).get("idCondition", "")
    said = [", ".join(texts) for texts in (list(_buttons(way)), list(_routes(way, condition, names))) if texts]
    return [f"{one}{_counted(way)}" for one in said]


def _buttons(way: Json) -> Iterator[str]:
    block = way.get("connectionPageParams") or way.get("connectionActionProxyParams") or {}
    yield from (f"button {number}" for number in block.get("onActionNumbers", ()))


def _routes(way: Json, condition: str, names: Names) -> Iterator[str]:
    for name in ("connectionConditionParams", "connectionMiddlewareParams", "connectionLogicParams"):
        block = way.get(name) or {}
        ids = [*block.get("onRouteKeys", ()), *([block["onRouteId"]] if block.get("onRouteId") else [])]
        for id in ids:
            yield (
                EVERYONE_ELSE if id == DEFAULT_ROUTE else names.get(route_key(condition, id)) or f"route {clean(id)}"
            )
        if (number := block.get("onRouteNumber")) is not None:
            yield f"route {number}" if number else EVERYONE_ELSE


def _counted(way: Json) -> str:
    """What else a button does: a person should not find conversions they did not ask for."""
    blocks = [one for name, one in way.items() if name.endswith("Params") and isinstance(one, Mapping)]
    return "".join(
        said
        for field, said in (("isConversion", " (conversion)"), ("isCustomEvent", " (custom event)"))
        if any(one.get(field) for one in blocks)
    )
