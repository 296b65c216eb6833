"""A funnel document said in names, so that a test can write down the whole of what it expects."""

from decimal import Decimal
from typing import Any

from person import Person

_LEAVING = (
    "connectionRotatorParams",
    "connectionPageParams",
    "connectionConditionParams",
    "connectionLogicParams",
    "connectionMiddlewareParams",
    "connectionActionProxyParams",
)


def shape(person: Person, funnel: dict[str, Any]) -> dict[str, Any]:
    """What stands in each node and where it leads: `{"Keto Story": {"button 1": "KetoBurn US"}}`."""
    said = {node["idNode"]: content(person, node) for node in funnel["nodes"]}
    ways: dict[str, Any] = {said[node["idNode"]]: {} for node in funnel["nodes"]}
    for one in funnel["connections"]:
        source = next(node for node in funnel["nodes"] if node["idNode"] == one["idSourceNode"])
        for label in labels(person, source, one):
            ways[said[source["idNode"]]][label] = said[one["idTargetNode"]]
    return ways


def content(person: Person, node: dict[str, Any]) -> str:
    match node["nodeType"]:
        case "root":
            return "start"
        case "lander" | "offer":
            return page(person, node["nodePageParams"]["idPage"])
        case "landerGroup" | "offerGroup":
            group = person.get("/pagegroup/find/byId/", idPageGroup=node["nodePageGroupParams"]["idPageGroup"])
            shares = [f"{page(person, one['idPage'])} {percent(one['weight'])}" for one in group["pages"]]
            return " + ".join(shares)
        case "externalUrl":
            return str(node["nodeExternalUrlParams"]["url"])
        case "condition":
            return "condition"
    return str(node["nodeName"])


def page(person: Person, id: str) -> str:
    return str(person.get("/page/find/byId/", idPage=id)["pageName"])


def percent(share: float) -> str:
    return f"{Decimal(str(share)) * 100:f}".removesuffix(".0").removesuffix(".00")


def labels(person: Person, source: dict[str, Any], connection: dict[str, Any]) -> list[str]:
    block = next((connection[name] for name in _LEAVING if name in connection), {})
    if "weight" in block:
        return [percent(block["weight"])]
    if "onActionNumbers" in block:
        return [f"button {number}" for number in block["onActionNumbers"]]
    if "onRouteId" in block and source["nodeType"] == "condition":
        return [route(person, source["nodeConditionParams"]["idCondition"], block["onRouteId"])]
    return ["on"]


def route(person: Person, condition: str, id: str) -> str:
    """A route by what it tests: `country any in CA, US and device any in mobile`."""
    found = person.get("/condition/find/byId/", idCondition=condition)
    one = next(each for each in found["routes"] if each["idRoute"] == id)
    rules = [rule for group in one["groups"] for rule in group["rules"]]
    tests = [
        f"{rule['attribute']} {rule['test']} {', '.join(sorted(rule['genericParams']['values']))}" for rule in rules
    ]
    return " and ".join(tests) or "otherwise"
