"""Funnels built as documents, the way the tracker has them. Ids are names, padded to the tracker's form."""

from typing import Any

import pytest

from funnels.account import Account, Entry
from funnels.assets import FAMILIES, Funnel
from funnels.checks import Finding, check

Json = dict[str, Any]

FUNNEL = "Funnel000000"
GROUP = "Group0000000"

PARAMS = {
    "lander": ("nodePageParams", "idPage"),
    "offer": ("nodePageParams", "idPage"),
    "landerGroup": ("nodePageGroupParams", "idPageGroup"),
    "offerGroup": ("nodePageGroupParams", "idPageGroup"),
    "externalUrl": ("nodeExternalUrlParams", "url"),
    "condition": ("nodeConditionParams", "idCondition"),
    "logic": ("nodeLogicParams", "idLogicScript"),
    "middleware": ("nodeMiddlewareRefParams", "idMiddlewareConfig"),
    "webhook": ("nodeWebhookRefParams", "webhookConfigIDs"),
    "visitorTag": ("nodeVisitorTagParams", "addTagIds"),
    "label": ("nodeLabelParams", "labelText"),
}


def id_of(name: str) -> str:
    return (name.title().replace(" ", "") + "x" * 12)[:12]


def rule(attribute: str, test: str, *values: str) -> Json:
    return {"attribute": attribute, "test": test, "genericParams": {"values": list(values)}}


def country(*codes: str) -> Json:
    return rule("Location: Country", "any in", *codes)


def device(*kinds: str) -> Json:
    return rule("Device: Type", "any in", *kinds)


class Build:
    """One funnel and the account around it; every method answers with the id it made."""

    country = staticmethod(country)
    device = staticmethod(device)
    rule = staticmethod(rule)
    id_of = staticmethod(id_of)

    def __init__(self) -> None:
        self.nodes: dict[str, Json] = {}
        self.ways: list[Json] = []
        self.assets: dict[tuple[str, str], Json] = {}
        self.entries: list[Entry] = []
        self.fields: Json = {}
        self.asset("funnel_group", id_of("group"), idFunnelGroup=GROUP, funnelGroupName="Group")

    def asset(self, family: str, id: str, **document: Any) -> str:
        self.assets[family, id] = document
        return id

    def node(self, kind: str, name: str, what: Any = None, **fields: Any) -> str:
        node: Json = {"idNode": id_of(name), "nodeName": name, "nodeType": kind, **fields}
        if what is not None:
            block, field = PARAMS[kind]
            node[block] = {field: what}
        self.nodes[id_of(name)] = node
        return id_of(name)

    def way(self, source: str, target: str, *, like: str = "", **params: Any) -> Json:
        """A connection; which block the parameter goes into says the kind of its source, or `like`."""
        kind = like or self.nodes[source]["nodeType"]
        way: Json = {"idConnection": id_of(f"w{len(self.ways)}"), "idSourceNode": source, "idTargetNode": target}
        if kind in ("root", "rotator"):
            way["connectionRotatorParams"] = {"weight": params.pop("weight", 1)}
        elif kind in ("lander", "offer", "landerGroup", "offerGroup"):
            way["connectionPageParams"] = {"onActionNumbers": params.pop("actions", [1]), **params}
        elif kind == "actionProxy":
            way["connectionActionProxyParams"] = {"onActionNumbers": params.pop("actions", [1]), **params}
        elif kind == "condition":
            number = params.pop("number", None)
            way["connectionConditionParams"] = (
                {"onRouteId": params.pop("route", "default")} if number is None else {"onRouteNumber": number}
            )
        elif kind == "logic":
            way["connectionLogicParams"] = {"onRouteKeys": params.pop("keys", ["default"])}
        elif kind == "middleware":
            way["connectionMiddlewareParams"] = {"onRouteId": params.pop("route", "default")}
        self.ways.append(way)
        return way

    def root(self, *targets: str) -> str:
        root = self.node("root", "Traffic")
        for target in targets:
            self.way(root, target, weight=1 / len(targets))
        return root

    def page(self, name: str, kind: str = "lander", **document: Any) -> str:
        slug = name.lower().replace(" ", "-")
        offer = {"offerParams": {"idOfferSource": self.source(), "payout": "20.00"}} if kind == "offer" else {}
        tail = "?s1={hit}" if kind == "offer" else ""
        page = {"idPage": id_of(name), "pageName": name, "pageType": kind, "redirectType": "307"}
        return self.asset(
            "page", id_of(name), **{**page, "baseURL": f"https://pages.example.com/{slug}{tail}", **offer, **document}
        )

    def source(self, name: str = "AdNet", **document: Any) -> str:
        own = {"idOfferSource": id_of(name), "offerSourceName": name, "postbackSubId": "s1", "postbackTxId": "tx"}
        return self.asset("offer_source", id_of(name), **{**own, **document})

    def group(self, name: str, kind: str, pages: dict[str, float], **document: Any) -> str:
        own = {"idPageGroup": id_of(name), "pageGroupName": name, "pageType": kind, "routing": "rotator"}
        shares = [{"idPage": page, "weight": weight} for page, weight in pages.items()]
        return self.asset(
            "page_group", id_of(name), **{**own, "pages": shares, "restrictToFunnelId": FUNNEL, **document}
        )

    def condition(self, name: str, routes: dict[str, list[Json]], *, version: int = 2, **document: Any) -> str:
        """Each route is a list of rules that must all hold."""
        listed: list[Json] = []
        for number, (route, rules) in enumerate(routes.items(), 1):
            one: Json = {"routeName": route, "operator": "and", "groups": [{"operator": "and", "rules": rules}]}
            listed.append({**one, "idRoute": route, "priority": number} if version == 2 else one)
        if version == 2:
            last = {"routeName": "Default Route", "operator": "or", "groups": [], "idRoute": "default", "priority": 0}
            listed.append(last)
        own = {"idCondition": id_of(name), "conditionName": name, "routes": listed, "restrictToFunnelId": FUNNEL}
        return self.asset("condition", id_of(name), **{**own, **document})

    def script(self, name: str, code: str) -> str:
        return self.asset("logic_script", id_of(name), idLogicScript=id_of(name), logicScriptName=name, code=code)

    def tag(self, name: str) -> str:
        return self.asset("visitor_tag", id_of(name), idTag=id_of(name), tagName=name)

    def webhook(self, name: str, **document: Any) -> str:
        own = {"idWebhookConfig": id_of(name), "webhookConfigName": name, "url": "https://hooks.example.com/x"}
        return self.asset("webhook_config", id_of(name), **{**own, **document})

    def middleware(self, name: str, *routes: str, **document: Any) -> str:
        listed = [
            {
                "idRoute": route,
                "isDefault": False,
                "priority": number,
                "conditions": [{"field": "body_json.decision", "operator": "is", "value": route}],
            }
            for number, route in enumerate(routes, 1)
        ]
        listed.append({"idRoute": "default", "isDefault": True, "priority": 0})
        own = {
            "idMiddlewareConfig": id_of(name),
            "middlewareConfigName": name,
            "destination": {"method": "POST", "url": "https://scoring.example.com/ask"},
            "routes": listed,
            "schemaVersion": "1.0",
            "timeoutMs": 3000,
        }
        return self.asset("middleware_config", id_of(name), **{**own, **document})

    def offer(self, name: str = "Offer", **page: Any) -> str:
        """A node with one offer."""
        return self.node("offer", f"{name} step", self.page(name, "offer", **page))

    def lander(self, name: str = "Story", target: str | None = None, **page: Any) -> str:
        """A node with one lander, whose button 1 leads to `target`."""
        node = self.node("lander", f"{name} step", self.page(name, **page))
        if target:
            self.way(node, target)
        return node

    @property
    def funnel(self) -> Funnel:
        own = {"idFunnel": FUNNEL, "idCampaign": GROUP, "idFunnelGroup": GROUP, "funnelName": "Funnel"}
        return Funnel.read({**own, "nodes": list(self.nodes.values()), "connections": self.ways, **self.fields})

    @property
    def account(self) -> Account:
        return Account(
            self.entries, [FAMILIES[family].read(document) for (family, _), document in self.assets.items()]
        )

    @property
    def keys(self) -> dict[str, str]:
        return {
            node["nodeName"].lower().replace(" ", "_"): id
            for id, node in self.nodes.items()
            if node["nodeType"] != "root"
        }

    def findings(self) -> list[Finding]:
        return check(self.funnel, self.account, keys=self.keys)


@pytest.fixture
def build() -> Build:
    return Build()
