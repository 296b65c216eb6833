"""A small funnel of every kind of node and connection, and the account it lives in."""

import pytest

from funnels.account import Account
from funnels.assets import (
    Condition,
    Funnel,
    LogicScript,
    MiddlewareConfig,
    Page,
    PageGroup,
    VisitorTag,
    WebhookConfig,
)


def _page(id: str, name: str, page_type: str) -> Page:
    document = {"idPage": id, "pageName": name, "pageType": page_type, "baseURL": "https://page.example"}
    return Page.read(document | ({"offerParams": {"payout": "14.50"}} if page_type == "offer" else {}))


def _group(id: str, name: str, page_type: str, shares: dict[str, float], **more: str) -> PageGroup:
    pages = [{"idPage": page, "weight": weight} for page, weight in shares.items()]
    return PageGroup.read({"idPageGroup": id, "pageGroupName": name, "pageType": page_type, "pages": pages, **more})


def _condition() -> Condition:
    routes = [
        {"routeName": name, "idRoute": id, "priority": priority, "operator": "or", "groups": []}
        for priority, (id, name) in enumerate([("default", "Default Route"), ("dach", "DACH")])
    ]
    return Condition.read({"idCondition": "geo", "conditionName": "By country", "routes": routes})


@pytest.fixture
def account() -> Account:
    return Account(
        documents=[
            _page("story", "VPN Advertorial DE", "lander"),
            _page("quiz", "VPN Quiz DE", "lander"),
            _page("shield", "ShieldVPN DE", "offer"),
            _page("fox", "FoxVPN DE", "offer"),
            _group("stories", "Stories", "lander", {"story": 0.7, "quiz": 0.3}, stickinessMode="sticky"),
            _group("vpns", "VPNs", "offer", {"shield": 0.125, "fox": 0.875}),
            _condition(),
            LogicScript.read({"idLogicScript": "part", "logicScriptName": "Part of day", "code": 'return "x"'}),
            VisitorTag.read({"idTag": "buyer", "tagName": "Buyer"}),
            VisitorTag.read({"idTag": "lead", "tagName": "Lead"}),
            WebhookConfig.read({"idWebhookConfig": "crm", "webhookConfigName": "CRM"}),
            MiddlewareConfig.read(
                {
                    "idMiddlewareConfig": "fraud",
                    "middlewareConfigName": "Fraud check",
                    "destination": {"method": "GET", "url": "https://fraud.example"},
                    "routes": [],
                    "schemaVersion": "1.0",
                    "timeoutMs": 1000,
                }
            ),
        ]
    )


_NODES = (
    ("root", "Traffic", "root", {}),
    ("split", "Split", "rotator", {"nodeRotatorParams": {"rotatorType": "ai", "stickinessMode": "antiAffinity"}}),
    ("where", "Where", "condition", {"nodeConditionParams": {"idCondition": "geo"}}),
    ("when", "When", "logic", {"nodeLogicParams": {"idLogicScript": "part"}}),
    ("safe", "Safe", "middleware", {"nodeMiddlewareRefParams": {"idMiddlewareConfig": "fraud"}}),
    ("group", "Landers", "landerGroup", {"nodePageGroupParams": {"idPageGroup": "stories"}}),
    ("page", "Quiz page", "lander", {"nodePageParams": {"idPage": "quiz"}, "isGlobalNode": True}),
    ("hub", "Buttons", "actionProxy", {}),
    ("mark", "Remember", "visitorTag", {"nodeVisitorTagParams": {"addTagIds": ["buyer"], "removeTagIds": ["lead"]}}),
    ("tell", "Tell", "webhook", {"nodeWebhookRefParams": {"webhookConfigIDs": ["crm"]}}),
    ("offers", "Offers", "offerGroup", {"nodePageGroupParams": {"idPageGroup": "vpns"}}),
    ("offer", "Fox", "offer", {"nodePageParams": {"idPage": "fox"}}),
    ("out", "Out", "externalUrl", {"nodeExternalUrlParams": {"url": "https://www.elsewhere.example/deals/?src=1"}}),
    ("note", "Note", "label", {"nodeLabelParams": {"labelText": "Runs until the end of November"}}),
)
_WAYS = (
    ("root", "where", "connectionRotatorParams", {"weight": 1}),
    ("where", "split", "connectionConditionParams", {"onRouteId": "dach"}),
    ("where", "when", "connectionConditionParams", {"onRouteId": "default"}),
    ("split", "group", "connectionRotatorParams", {"weight": 0.6}),
    ("split", "page", "connectionRotatorParams", {"weight": 0.4}),
    ("when", "safe", "connectionLogicParams", {"onRouteKeys": ["morning", "noon"]}),
    ("when", "out", "connectionLogicParams", {"onRouteKeys": ["default"]}),
    ("safe", "group", "connectionMiddlewareParams", {"onRouteId": "clean"}),
    ("safe", "out", "connectionMiddlewareParams", {"onRouteId": "default"}),
    ("group", "hub", "connectionPageParams", {"onActionNumbers": [1, 2]}),
    ("page", "hub", "connectionPageParams", {"onActionNumbers": [1]}),
    ("page", "split", "connectionPageParams", {"onActionNumbers": [2], "isCustomEvent": True}),
    ("hub", "mark", "connectionActionProxyParams", {"onActionNumbers": [1]}),
    ("mark", "tell", "", {}),
    ("tell", "offers", "", {}),
    ("offers", "offer", "connectionPageParams", {"onActionNumbers": [1], "isConversion": True}),
)


@pytest.fixture
def funnel() -> Funnel:
    nodes = [{"idNode": id, "nodeName": name, "nodeType": kind, **params} for id, name, kind, params in _NODES]
    ways = [
        {"idConnection": f"{source}-{target}", "idSourceNode": source, "idTargetNode": target}
        | ({block: params} if block else {})
        for source, target, block, params in _WAYS
    ]
    return Funnel.read(
        {"idFunnel": "f", "idCampaign": "g", "funnelName": "Everything", "nodes": nodes, "connections": ways}
    )
