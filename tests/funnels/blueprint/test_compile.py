"""What each kind of step becomes."""

from typing import Any

import pytest
from generated.account import account
from generated.drafting import OUT, blueprint, drafted
from generated.ids import ids

from funnels.assets import (
    Asset,
    Condition,
    FunnelGroup,
    LogicScript,
    MiddlewareConfig,
    OfferSource,
    Page,
    PageGroup,
    TrafficSource,
    VisitorTag,
    WebhookConfig,
)
from funnels.blueprint import Draft, compile, parse
from funnels.layout import COLUMN
from funnels.wire import Json


def id_of(kind: type[Asset], name: str, page_type: str = "") -> str:
    (entry,) = (one for one in account().entries(kind.family, page_type=page_type) if one.name == name)
    return entry.id


def node(draft: Draft, key: str) -> Json:
    """The node of a step, without its place."""
    found = draft.funnel.graph.node[draft.keys[key]].document()
    return {name: value for name, value in found.items() if name not in ("idNode", "posX", "posY")}


def ways(draft: Draft, key: str) -> list[tuple[str, Json]]:
    """The connections leaving a step: the key they lead to, and their parameters."""
    keys = {id: name for name, id in draft.keys.items()}
    return [
        (keys[one.id_target_node], {k: v for k, v in one.document().items() if k.startswith("connection")})
        for one in draft.funnel.connections
        if one.id_source_node == draft.keys[key]
    ]


def test_the_smallest_funnel_is_a_root_and_one_step() -> None:
    draft = drafted(blueprint(out=OUT))

    group = id_of(FunnelGroup, "Utilities")
    assert draft.funnel.document() == {
        "idFunnel": draft.funnel.id,
        "funnelName": "F",
        "idCampaign": group,
        "idFunnelGroup": group,
        "nodes": [
            {"idNode": draft.keys["start"], "nodeName": "Traffic", "nodeType": "root", "posX": 0, "posY": 0},
            {
                "idNode": draft.keys["out"],
                "nodeName": "out",
                "nodeType": "externalUrl",
                "nodeExternalUrlParams": {"url": "https://elsewhere.example", "redirectType": "307"},
                "posX": COLUMN,
                "posY": 0,
            },
        ],
        "connections": [
            {
                "idConnection": draft.funnel.connections[0].id_connection,
                "idSourceNode": draft.keys["start"],
                "idTargetNode": draft.keys["out"],
                "connectionRotatorParams": {"weight": 1},
            }
        ],
    }
    assert (draft.before, draft.new, draft.changed, draft.dropped, draft.sources) == (None, (), (), (), ())


def test_a_start_may_split() -> None:
    draft = drafted({**blueprint([{"to": "a"}, {"to": "b"}, {"to": "c"}], a=OUT, b=OUT, c=OUT), "rotation": "sticky"})

    assert node(draft, "start")["nodeRotatorParams"] == {"rotatorType": "random", "stickinessMode": "sticky"}
    assert [(to, way["connectionRotatorParams"]["weight"]) for to, way in ways(draft, "start")] == [
        ("a", 0.3334),
        ("b", 0.3333),
        ("c", 0.3333),
    ]


def test_a_split_is_a_rotator() -> None:
    arms = [{"to": "a", "weight": 70}, {"to": "b", "weight": 30}]
    draft = drafted(blueprint(test={"split": arms, "ai": True}, a=OUT, b=OUT))

    assert node(draft, "test") == {
        "nodeName": "test",
        "nodeType": "rotator",
        "nodeRotatorParams": {"rotatorType": "ai", "stickinessMode": "none"},
    }
    assert ways(draft, "test") == [
        ("a", {"connectionRotatorParams": {"weight": 0.7}}),
        ("b", {"connectionRotatorParams": {"weight": 0.3}}),
    ]


def test_a_single_page_is_a_page_node() -> None:
    draft = drafted(blueprint(story={"lander": "Quiz", "name": "The story", "everywhere": True}))

    assert node(draft, "story") == {
        "nodeName": "The story",
        "nodeType": "lander",
        "nodePageParams": {"idPage": id_of(Page, "Quiz", "lander")},
        "isGlobalNode": True,
    }


def test_listed_pages_make_a_page_group_of_the_funnel_alone() -> None:
    pages = [{"page": "ShieldVPN", "weight": 60}, {"page": "foxvpn", "weight": "40.0"}]
    draft = drafted(blueprint(vpn={"offers": pages, "rotation": "anti-affinity", "name": "VPN"}))

    (group,) = draft.new
    assert group.document() == {
        "idPageGroup": group.id,
        "pageGroupName": "F · VPN",
        "pageType": "offer",
        "routing": "rotator",
        "pages": [
            {"idPage": id_of(Page, "ShieldVPN"), "weight": 0.6},
            {"idPage": id_of(Page, "FoxVPN"), "weight": 0.4},
        ],
        "restrictToFunnelId": draft.funnel.id,
        "stickinessMode": "antiAffinity",
    }
    assert node(draft, "vpn") == {
        "nodeName": "VPN",
        "nodeType": "offerGroup",
        "nodePageGroupParams": {"idPageGroup": group.id},
    }


def test_a_shared_group_is_used_as_it_is() -> None:
    draft = drafted(blueprint(a={"landers": {"use": "shared landers"}}))

    assert node(draft, "a")["nodePageGroupParams"] == {"idPageGroup": id_of(PageGroup, "Shared landers")}
    assert draft.new == ()


def test_buttons_that_do_the_same_share_a_connection() -> None:
    on = {1: "out", "2": "out", 3: {"to": "out", "conversion": True, "webhooks": ["CRM"]}}
    draft = drafted(blueprint(quiz={"lander": "Quiz", "on": on}, out=OUT))

    assert ways(draft, "quiz") == [
        ("out", {"connectionPageParams": {"onActionNumbers": [1, 2]}}),
        (
            "out",
            {
                "connectionPageParams": {
                    "onActionNumbers": [3],
                    "isConversion": True,
                    "webhookConfigIDs": [id_of(WebhookConfig, "CRM")],
                }
            },
        ),
    ]


def test_a_hub_is_an_action_proxy() -> None:
    draft = drafted(blueprint(hub={"hub": True, "on": {1: "out"}}, out=OUT))

    assert node(draft, "hub") == {"nodeName": "hub", "nodeType": "actionProxy"}
    assert ways(draft, "hub") == [("out", {"connectionActionProxyParams": {"onActionNumbers": [1]}})]


def test_routes_make_a_version_2_condition_of_the_funnel_alone() -> None:
    routes = [
        {"name": "DACH", "when": [{"attribute": "country", "any in": ["de", "AT"]}], "to": "out"},
        {
            "name": "Evening on a phone",
            "when": {"all": [{"attribute": "device", "is": "Mobile"}, {"any": [TIME, TAG]}]},
            "to": "out",
            "id": "evening",
        },
    ]
    draft = drafted(blueprint(geo={"condition": {"routes": routes, "otherwise": "out"}}, out=OUT))

    (condition,) = draft.new
    assert condition.document() == {
        "idCondition": condition.id,
        "conditionName": "F · geo",
        "restrictToFunnelId": draft.funnel.id,
        "routes": [
            {"routeName": "Default Route", "operator": "and", "groups": [], "idRoute": "default", "priority": 0},
            {
                "routeName": "DACH",
                "operator": "and",
                "groups": [{"operator": "and", "rules": [generic("Location: Country", "any in", "DE", "AT")]}],
                "idRoute": "dach",
                "priority": 1,
            },
            {
                "routeName": "Evening on a phone",
                "operator": "and",
                "groups": [
                    {"operator": "and", "rules": [generic("Device: Type", "is", "mobile")]},
                    {
                        "operator": "or",
                        "rules": [
                            {
                                "attribute": "Time: Time of Day",
                                "test": ">=",
                                "timeOfDayParams": {"hour": 18, "minutes": 30, "utcOffsetMinutes": 60},
                            },
                            {
                                "attribute": "visitorTag",
                                "test": "is not",
                                "visitorTagParams": {"tagId": id_of(VisitorTag, "buyer")},
                            },
                        ],
                    },
                ],
                "idRoute": "evening",
                "priority": 2,
            },
        ],
    }
    assert ways(draft, "geo") == [
        ("out", {"connectionConditionParams": {"onRouteId": "dach"}}),
        ("out", {"connectionConditionParams": {"onRouteId": "evening"}}),
        ("out", {"connectionConditionParams": {"onRouteId": "default"}}),
    ]


TIME: Json = {"attribute": "time of day", ">=": "18:30", "utc_offset_minutes": 60}
TAG: Json = {"attribute": "visitor tag", "is not": "buyer"}


def generic(attribute: str, test: str, *values: str) -> Json:
    return {"attribute": attribute, "test": test, "genericParams": {"values": list(values)}}


RULES: list[tuple[Json, Json]] = [
    ({"attribute": "OS version", ">": 14.5}, generic("Device: OS Version", ">", "14.5")),
    ({"attribute": "country", "contains": "x"}, generic("Location: Country", "contains", "x")),
    (
        {"attribute": "date", "is": "2026-1-5"},
        {"attribute": "Time: Date", "test": "is", "timeDateParams": {"year": 2026, "month": 1, "day": 5}},
    ),
    (
        {"attribute": "day of week", "is": "Monday"},
        {"attribute": "Time: Day of Week", "test": "is", "timeDayOfWeekParams": {"day": "monday"}},
    ),
    (
        {"attribute": "day of month", "<=": 15},
        {"attribute": "Time: Day of Month", "test": "<=", "timeDayOfMonthParams": {"day": 15}},
    ),
    (
        {"attribute": "month", "is": "November"},
        {"attribute": "Time: Month of Year", "test": "is", "timeMonthOfYearParams": {"month": 11}},
    ),
    (
        {"attribute": "tracking field", "field": "c1", "is": ["a", "b"]},
        {
            "attribute": "Tracking Field",
            "test": "is",
            "trackingFieldParams": {"fieldName": "c1", "fieldValues": ["a", "b"]},
        },
    ),
    (
        {"attribute": "traffic source", "is": "outbrain"},
        generic("Traffic Source", "is", id_of(TrafficSource, "Outbrain")),
    ),
]


@pytest.mark.parametrize(("said", "rule"), RULES, ids=[said["attribute"] for said, _ in RULES])
def test_a_rule_has_the_parameters_of_its_attribute(said: Json, rule: Json) -> None:
    routes = [{"name": "r", "when": [said], "to": "out"}]
    draft = drafted(blueprint(a={"condition": {"routes": routes, "otherwise": "out"}}, out=OUT))

    assert draft.new[0].document()["routes"][1]["groups"] == [{"operator": "and", "rules": [rule]}]


def test_a_shared_condition_of_version_2_goes_by_route_ids() -> None:
    said = {"use": "Tiers", "to": {"tier_1": "out"}, "otherwise": "out"}
    draft = drafted(blueprint(a={"condition": said}, out=OUT))

    assert node(draft, "a")["nodeConditionParams"] == {"idCondition": id_of(Condition, "Tiers")}
    assert ways(draft, "a") == [
        ("out", {"connectionConditionParams": {"onRouteId": "tier_1"}}),
        ("out", {"connectionConditionParams": {"onRouteId": "default"}}),
    ]


def test_a_shared_condition_of_version_1_goes_by_numbers() -> None:
    said = {"use": "Old tiers", "to": {2: "out"}, "otherwise": "out"}
    draft = drafted(blueprint(a={"condition": said}, out=OUT))

    assert ways(draft, "a") == [
        ("out", {"connectionConditionParams": {"onRouteNumber": 2}}),
        ("out", {"connectionConditionParams": {"onRouteNumber": 0}}),
    ]


def test_keys_of_a_logic_script_share_a_connection() -> None:
    said = {"use": "By hour", "to": {"day": "out", "night": "out"}, "otherwise": "other"}
    draft = drafted(blueprint(a={"logic": said}, out=OUT, other=OUT))

    assert node(draft, "a")["nodeLogicParams"] == {"idLogicScript": id_of(LogicScript, "By hour")}
    assert ways(draft, "a") == [
        ("out", {"connectionLogicParams": {"onRouteKeys": ["day", "night"]}}),
        ("other", {"connectionLogicParams": {"onRouteKeys": ["default"]}}),
    ]


def test_a_script_with_code_is_made() -> None:
    said = {"use": "New script", "code": 'return "x"', "to": {"x": "out"}, "otherwise": "out"}
    draft = drafted(blueprint(a={"logic": said}, out=OUT))

    (script,) = draft.new
    assert script.document() == {"idLogicScript": script.id, "logicScriptName": "New script", "code": 'return "x"'}


def test_a_middleware_goes_by_route_ids() -> None:
    draft = drafted(
        blueprint(a={"middleware": {"use": "Scoring", "to": {"approved": "out"}, "otherwise": "out"}}, out=OUT)
    )

    assert node(draft, "a")["nodeMiddlewareRefParams"] == {"idMiddlewareConfig": id_of(MiddlewareConfig, "Scoring")}
    assert ways(draft, "a") == [
        ("out", {"connectionMiddlewareParams": {"onRouteId": "approved"}}),
        ("out", {"connectionMiddlewareParams": {"onRouteId": "default"}}),
    ]


def test_tags_and_webhooks_lead_straight_on() -> None:
    tag = {"add": ["buyer", {"name": "fresh", "new": True}], "remove": ["clicked"]}
    draft = drafted(blueprint(t={"tag": tag, "then": "w"}, w={"webhook": ["CRM", "Zap"], "then": "out"}, out=OUT))

    assert node(draft, "t")["nodeVisitorTagParams"] == {
        "addTagIds": [id_of(VisitorTag, "buyer"), draft.new[0].id],
        "removeTagIds": [id_of(VisitorTag, "clicked")],
    }
    assert node(draft, "w")["nodeWebhookRefParams"] == {
        "webhookConfigIDs": [id_of(WebhookConfig, "CRM"), id_of(WebhookConfig, "Zap")]
    }
    assert (ways(draft, "t"), ways(draft, "w")) == ([("w", {})], [("out", {})])


def test_a_note_is_a_label() -> None:
    draft = drafted(blueprint(n={"note": "Mind the cap", "color": "ffcc00"}))

    assert node(draft, "n")["nodeLabelParams"] == {"labelText": "Mind the cap", "labelColor": "ffcc00"}


def test_what_is_missing_is_made_once_and_in_the_order_it_is_needed() -> None:
    fox = {
        "name": "Fox 2",
        "url": "https://net.example/?o=7&s1={hit}",
        "payout": "14.50",
        "source": {"name": "Net 2", "new": True},
    }
    raw = blueprint(
        a={"offers": [{"page": fox}, "ShieldVPN"], "on": {1: "b"}},
        b={"offer": fox},
        c={"offer": "fox 2"},
        d={"lander": {"name": "New lander", "url": "https://l.example"}},
    )
    raw |= {
        "group": {"name": "New group", "new": True},
        "sources": [{"name": "TikTok", "new": True, "fields": {"c1": "__AD__"}}],
    }
    draft = drafted(raw)

    source, traffic, offer, lander, group, pages = draft.new
    assert [type(asset) for asset in draft.new] == [OfferSource, TrafficSource, Page, Page, FunnelGroup, PageGroup]
    assert offer.document() == {
        "idPage": offer.id,
        "pageName": "Fox 2",
        "pageType": "offer",
        "baseURL": "https://net.example/?o=7&s1={hit}",
        "redirectType": "307",
        "offerParams": {"idOfferSource": source.id, "payout": "14.50"},
    }
    assert lander.document() == {
        "idPage": lander.id,
        "pageName": "New lander",
        "pageType": "lander",
        "baseURL": "https://l.example",
        "redirectType": "307",
    }
    assert traffic.document() == {
        "idTrafficSource": traffic.id,
        "trafficSourceName": "TikTok",
        "costType": "cpe",
        "trackingFieldSlots": {"c1": {"name": "c1", "value": "__AD__"}},
    }
    assert draft.sources == (traffic.id,)
    assert draft.funnel.id_campaign == group.id
    assert [node(draft, key)["nodePageParams"]["idPage"] for key in ("b", "c")] == [offer.id, offer.id]
    assert [draft.account.get(type(asset), asset.id) for asset in draft.new] == list(draft.new)
    assert pages.id == node(draft, "a")["nodePageGroupParams"]["idPageGroup"]


@pytest.mark.parametrize(
    ("payout", "spelled"), [("14.50", "14.50"), (10, "10"), (0, "0"), (0.07, "0.07"), ("1E+1", "10")]
)
def test_a_payout_is_a_plain_decimal_string(payout: Any, spelled: str) -> None:
    draft = drafted(blueprint(a={"offer": {"name": "N", "url": "https://n.example", "payout": payout}}))

    assert draft.new[0].document()["offerParams"] == {"idOfferSource": "", "payout": spelled}


def test_a_page_that_exists_with_the_same_address_is_not_made_again() -> None:
    new = {"name": "foxvpn", "url": "https://o1.example/?s1={hit}", "payout": "12.5", "source": "AdNet"}
    draft = drafted(blueprint(a={"offer": new}))

    assert draft.new == ()
    assert node(draft, "a")["nodePageParams"] == {"idPage": id_of(Page, "FoxVPN")}


def test_words_are_kept_for_the_nodes_they_asked_for() -> None:
    draft = compile(
        parse(blueprint(out=OUT)), account(), new_id=ids(), words={"out": "everyone else to …", "gone": "x"}
    )

    assert draft.words == {draft.keys["out"]: "everyone else to …"}


def test_steps_nothing_leads_to_are_drafted_too() -> None:
    draft = drafted(blueprint(a=OUT, alone=OUT))

    assert len(draft.funnel.nodes) == 3
