"""Small funnels written as nodes and ways, wired with the assets they use. Ids are the names."""

from collections.abc import Iterable, Mapping
from typing import Any

from funnels.account import Account
from funnels.assets import Asset, Condition, Funnel, LogicScript, MiddlewareConfig, Page, PageGroup
from funnels.routing import Wired, wire
from funnels.wire import Json

_PARAMS: dict[str, str] = {
    "lander": "nodePageParams",
    "offer": "nodePageParams",
    "landerGroup": "nodePageGroupParams",
    "offerGroup": "nodePageGroupParams",
    "condition": "nodeConditionParams",
    "logic": "nodeLogicParams",
    "middleware": "nodeMiddlewareRefParams",
    "visitorTag": "nodeVisitorTagParams",
    "webhook": "nodeWebhookRefParams",
    "externalUrl": "nodeExternalUrlParams",
    "rotator": "nodeRotatorParams",
    "root": "nodeRotatorParams",
}


def node(id: str, kind: str, **params: Any) -> Json:
    found: Json = {"idNode": id, "nodeName": id, "nodeType": kind}
    return found | ({_PARAMS[kind]: params} if params else {})


def weight(source: str, target: str, share: float) -> Json:
    return _way(source, target, connectionRotatorParams={"weight": share})


def click(source: str, target: str, *numbers: int, **marks: Any) -> Json:
    return _way(source, target, connectionPageParams={"onActionNumbers": list(numbers), **marks})


def hub(source: str, target: str, *numbers: int, **marks: Any) -> Json:
    return _way(source, target, connectionActionProxyParams={"onActionNumbers": list(numbers), **marks})


def route(source: str, target: str, id: str | int) -> Json:
    name = "onRouteNumber" if isinstance(id, int) else "onRouteId"
    return _way(source, target, connectionConditionParams={name: id})


def keys(source: str, target: str, *names: str) -> Json:
    return _way(source, target, connectionLogicParams={"onRouteKeys": list(names)})


def answer(source: str, target: str, id: str, **marks: Any) -> Json:
    return _way(source, target, connectionMiddlewareParams={"onRouteId": id, **marks})


def on(source: str, target: str) -> Json:
    return _way(source, target)


def _way(source: str, target: str, **params: Any) -> Json:
    return {"idConnection": f"{source}>{target}", "idSourceNode": source, "idTargetNode": target, **params}


def page(id: str, kind: str = "lander", payout: str = "") -> Page:
    document: Json = {"idPage": id, "pageName": id, "pageType": kind, "baseURL": f"https://{id}.example"}
    return Page.read(document | ({"offerParams": {"idOfferSource": "", "payout": payout}} if kind == "offer" else {}))


def group(id: str, pages: Mapping[str, float], stickiness: str = "none", routing: str = "rotator") -> PageGroup:
    shares = [{"idPage": name, "weight": share} for name, share in pages.items()]
    return PageGroup.read(
        {
            "idPageGroup": id,
            "pageGroupName": id,
            "pageType": "lander",
            "routing": routing,
            "pages": shares,
            "stickinessMode": stickiness,
        }
    )


def rule(attribute: str, *values: str, test: str = "any in") -> Json:
    if attribute == "visitorTag":
        return {"attribute": attribute, "test": test, "visitorTagParams": {"tagId": values[0]}}
    return {"attribute": attribute, "test": test, "genericParams": {"values": list(values)}}


def condition(id: str, **rules: Json) -> Condition:
    """Version 2: one rule a route, tried in this order."""
    routes: list[Json] = [
        {"routeName": name, "operator": "or", "idRoute": name, "priority": number, "groups": [_group(one)]}
        for number, one in enumerate(rules.values(), 1)
        for name in [list(rules)[number - 1]]
    ]
    default = {"routeName": "Default Route", "operator": "or", "idRoute": "default", "priority": 0, "groups": []}
    return Condition.read({"idCondition": id, "conditionName": id, "routes": [default, *routes]})


def numbered(id: str, *rules: Json) -> Condition:
    """Version 1: connections name its routes by number."""
    routes = [{"routeName": "", "operator": "or", "groups": [_group(one)]} for one in rules]
    return Condition.read({"idCondition": id, "conditionName": id, "routes": routes})


def _group(one: Json) -> Json:
    return {"operator": "and", "rules": [one]}


def script(id: str, code: str) -> LogicScript:
    return LogicScript(id=id, name=id, code=code)


def middleware(id: str) -> MiddlewareConfig:
    return MiddlewareConfig.read(
        {
            "idMiddlewareConfig": id,
            "middlewareConfigName": id,
            "schemaVersion": "1.0",
            "timeoutMs": 2000,
            "destination": {"method": "POST", "url": "https://score.example", "type": "custom"},
            "routes": [{"idRoute": "default", "isDefault": True, "priority": 0, "conditions": []}],
        }
    )


def wired(nodes: Iterable[Json], ways: Iterable[Json] = (), assets: Iterable[Asset] = ()) -> Wired:
    document = {
        "idFunnel": "F",
        "funnelName": "F",
        "idCampaign": "G",
        "nodes": list(nodes),
        "connections": list(ways),
    }
    return wire(Funnel.read(document), Account(documents=assets))
