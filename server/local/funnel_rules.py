"""What the tracker refuses in a funnel beyond its JSON Schema.

From the facts of the API: unique ids, ends that exist, one root, the parameter block by the kind of the *source*, no
way out of external URLs and labels, `onRouteId` on every connection of a V2 condition. Our rulings: the funnel group
must exist when it is set or changed, and `idFunnelGroup`, where sent, says the same as `idCampaign`. Other references
may dangle, so that what is local to a funnel can be saved before or after it.
"""

from collections.abc import Iterable, Mapping

from .documents import Json
from .families import CONDITION, FUNNEL_GROUP
from .refusal import Refusal, invalid
from .storage import DELETED, Store, Stored

BLOCK_BY_SOURCE: Mapping[str, str] = {
    "root": "connectionRotatorParams",
    "rotator": "connectionRotatorParams",
    "lander": "connectionPageParams",
    "offer": "connectionPageParams",
    "landerGroup": "connectionPageParams",
    "offerGroup": "connectionPageParams",
    "condition": "connectionConditionParams",
    "logic": "connectionLogicParams",
    "middleware": "connectionMiddlewareParams",
    "actionProxy": "connectionActionProxyParams",
}
"""The parameters a connection needs, by the kind of the node it leaves; visitor tags and webhooks need none."""

ENDS = ("externalUrl", "label")


def check_funnel(store: Store, funnel: Json, before: Stored | None) -> None:
    _check_group(store, funnel, before)
    nodes, connections = funnel.get("nodes", []), funnel.get("connections", [])
    _check_unique(nodes, "nodes", "idNode")
    _check_unique(connections, "connections", "idConnection")
    _check_root(nodes)
    kinds = {node["idNode"]: node["nodeType"] for node in nodes}
    for index, connection in enumerate(connections):
        _check_connection(connection, f"connections[{index}]", kinds)
    _check_routes(store, nodes, connections)


def _check_group(store: Store, funnel: Json, before: Stored | None) -> None:
    group = funnel["idCampaign"]
    if funnel.get("idFunnelGroup", group) != group:
        raise invalid("idFunnelGroup", f"must be the same as idCampaign, {group!r}")
    if before and before.status != DELETED and before.document().get("idCampaign") == group:
        return
    stored = store.find(FUNNEL_GROUP, group)
    if stored is None or stored.status == DELETED:
        raise invalid("idCampaign", f"must be a funnel group, and there is none with the id {group!r}")


def _check_unique(items: Iterable[Json], place: str, name: str) -> None:
    seen: set[str] = set()
    for index, item in enumerate(items):
        if item[name] in seen:
            raise invalid(f"{place}[{index}].{name}", f"must be unique in the funnel, and {item[name]!r} is not")
        seen.add(item[name])


def _check_root(nodes: list[Json]) -> None:
    roots = sum(node["nodeType"] == "root" and node.get("status") != DELETED for node in nodes)
    if nodes and roots != 1:
        raise invalid("nodes", f"must hold exactly one node of kind 'root', not {roots}")


def _check_connection(connection: Json, place: str, kinds: Mapping[str, str]) -> None:
    for end in ("idSourceNode", "idTargetNode"):
        if connection[end] not in kinds:
            raise invalid(f"{place}.{end}", f"must be a node of the funnel, and {connection[end]!r} is not")
    kind = kinds[connection["idSourceNode"]]
    if kind in ENDS:
        raise invalid(f"{place}.idSourceNode", f"must not be of kind {kind!r}, which has no way out")
    block = BLOCK_BY_SOURCE.get(kind)
    if block and block not in connection:
        raise invalid(f"{place}.{block}", f"is required when the source is of kind {kind!r}")


def _check_routes(store: Store, nodes: list[Json], connections: list[Json]) -> None:
    used = {
        node["idNode"]: node["nodeConditionParams"]["idCondition"]
        for node in nodes
        if node["nodeType"] == "condition"
    }
    if not used:
        return
    known = store.several(CONDITION, used.values())
    by_id = {id for id, stored in known.items() if _has_route_ids(stored)}
    for index, connection in enumerate(connections):
        condition = used.get(connection["idSourceNode"])
        if condition in by_id and "onRouteId" not in connection["connectionConditionParams"]:
            raise Refusal(
                400,
                f"connections[{index}].connectionConditionParams.onRouteId is required, since the routes of the "
                f"condition {condition!r} have an idRoute.",
                f"connections[{index}].connectionConditionParams.onRouteId",
            )


def _has_route_ids(condition: Stored) -> bool:
    return any("idRoute" in route for route in condition.document()["routes"])
