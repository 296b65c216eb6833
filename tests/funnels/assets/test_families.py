"""Every family reads a document of the contract and writes it back, with fields it does not know."""

from typing import Any

import pytest

from funnels.assets import FAMILIES, Asset
from funnels.wire import Json
from server.contracts import schema, violations
from server.contracts.contract import document

_ID = "0abcDEF12345"
SCHEMAS: dict[str, str] = {
    "traffic_source": "TrafficSource",
    "offer_source": "OfferSource",
    "funnel_group": "FunnelGroup",
    "funnel": "Funnel",
    "condition": "FunnelCondition",
    "logic_script": "LogicScript",
    "visitor_tag": "FunnelVisitorTag",
    "page_group": "PageGroup",
    "page": "Page",
    "category": "Category",
    "user_settings": "UserSettings",
    "integration_key": "IntegrationAPIKey",
    "ai_node_setting": "AINodeSetting",
    "webhook_config": "WebhookConfig",
    "middleware_config": "MiddlewareConfig",
}


def fields_of(name: str) -> Json:
    properties: Json = document()["components"]["schemas"][name]["properties"]
    return properties


def test_every_family_has_a_schema() -> None:
    assert set(SCHEMAS) == set(FAMILIES)


@pytest.mark.parametrize("kind", FAMILIES.values(), ids=FAMILIES)
def test_every_field_is_spelled_as_the_contract_spells_it(kind: type[Asset]) -> None:
    ours = {field.alias or name for name, field in kind.model_fields.items() if not field.exclude}
    unsaid = {"status", "meta"} - fields_of(SCHEMAS[kind.family]).keys()

    assert ours - unsaid <= fields_of(SCHEMAS[kind.family]).keys() | _INVENTED.get(kind.family, set())


@pytest.mark.parametrize("kind", FAMILIES.values(), ids=FAMILIES)
def test_an_example_with_unknown_fields_is_written_as_it_was_read(kind: type[Asset]) -> None:
    example = EXAMPLES[kind.family]
    read = {**example, "futureField": {"deep": [1, None]}}

    assert violations(schema(SCHEMAS[kind.family]), example) == []
    assert kind.read(read).document(reveal=True) == read


_INVENTED: dict[str, set[str]] = {}
"""Fields of ours that the contract does not have; none so far."""

EXAMPLES: dict[str, dict[str, Any]] = {
    "traffic_source": {
        "idTrafficSource": _ID,
        "trafficSourceName": "Outbrain",
        "costType": "cpe",
        "defaultCost": "0.05",
        "trackingFieldSlots": {
            "c1": {"name": "ad", "value": "{{ad_id}}", "future": 1},
            "c2": {"name": "x", "value": None},
        },
        "postback": {"idTrafficSource": _ID, "postbackType": "postbackURL", "postbackURL": "https://p.example"},
        "conversionWebhookConfigIDs": [_ID],
        "customEventWebhookConfigIDs": {"1": [_ID]},
        "incomingCostModifier": 50,
    },
    "offer_source": {
        "idOfferSource": _ID,
        "offerSourceName": "AdNet",
        "postbackPayout": "amount",
        "queryParams": {"s1": "{hit}"},
    },
    "funnel_group": {"idFunnelGroup": _ID, "funnelGroupName": "Utilities", "defaultCost": "0.1"},
    "funnel": {
        "idFunnel": _ID,
        "funnelName": "F",
        "idCampaign": _ID,
        "nodes": [],
        "connections": [],
        "meta": {"v": 1},
    },
    "condition": {
        "idCondition": _ID,
        "conditionName": "C",
        "routes": [
            {
                "routeName": "r",
                "operator": "and",
                "idRoute": "r",
                "priority": 1,
                "groups": [
                    {
                        "operator": "or",
                        "rules": [
                            {
                                "attribute": "Location: City",
                                "test": "is",
                                "genericParams": {"values": ["Bonn"]},
                                "future": 1,
                            },
                            {
                                "attribute": "Time: Date",
                                "test": ">",
                                "timeDateParams": {"year": 2026, "month": 1, "day": 2},
                            },
                        ],
                    }
                ],
            }
        ],
    },
    "logic_script": {"idLogicScript": _ID, "logicScriptName": "L", "code": 'return "x"', "codeHash": "abc"},
    "visitor_tag": {"idTag": _ID, "tagName": "buyer", "color": "red"},
    "page_group": {
        "idPageGroup": _ID,
        "pageGroupName": "G",
        "pageType": "offer",
        "routing": "rotator",
        "pages": [{"idPage": _ID, "weight": 0.5, "future": 1}, {"idPage": _ID, "weight": 1}],
    },
    "page": {
        "idPage": _ID,
        "pageName": "P",
        "pageType": "offer",
        "baseURL": "https://o.example/?s={hit}",
        "redirectType": "umr",
        "offerParams": {"idOfferSource": _ID, "payout": "14.50", "future": 1},
        "defaultFunnel": {"enabled": True, "idFunnel": _ID, "idNode": _ID, "idTrafficSource": ""},
    },
    "category": {"idCategory": _ID, "categoryName": "K", "categoryType": "lander"},
    "user_settings": {
        "defaultHomepageURL": "https://h.example",
        "defaultOfferRedirect": "307",
        "defaultLanderRedirect": "307",
        "ipAnonymizer": "disabled",
        "defaultCustomDomain": "t.example",
    },
    "integration_key": {"key": "abc", "name": "K", "api": "OPTIMIZER", "status": "ACTIVE"},
    "ai_node_setting": {
        "idAINodeSetting": _ID,
        "aiNodeSettingName": "A",
        "funnelId": _ID,
        "segmentBy": "default",
        "routingGoal": "bestNextNode",
        "lookbackWindow": 7,
        "updateFrequency": 1,
        "calculationParams": {"sensitivityFactor": 2.5},
    },
    "webhook_config": {
        "idWebhookConfig": _ID,
        "webhookConfigName": "W",
        "url": "https://w.example",
        "targetType": "custom",
        "basicAuth": {"username": "me", "password": "********"},
    },
    "middleware_config": {
        "idMiddlewareConfig": _ID,
        "middlewareConfigName": "M",
        "schemaVersion": "1.0",
        "timeoutMs": 1000,
        "destination": {"method": "POST", "url": "https://m.example", "type": "custom", "hmacSecret": "s"},
        "routes": [{"idRoute": "default", "isDefault": True, "priority": 0, "conditions": []}],
    },
}
