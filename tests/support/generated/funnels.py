"""Funnels with the account they live in: as this project makes them, and as people and other tools leave them."""

from typing import Any, NamedTuple

from generated.account import account
from generated.blueprints import blueprints
from generated.ids import ids
from hypothesis import strategies as st

from funnels.account import Account
from funnels.assets import Condition, Funnel, PageGroup
from funnels.blueprint import compile, parse
from funnels.funnel import KINDS, NodeKind
from funnels.wire import Json


class World(NamedTuple):
    funnel: Funnel
    account: Account


@st.composite
def compiled(draw: st.DrawFn, *, most: int = 12) -> World:
    """A valid funnel, with fields this project does not know on every part of it."""
    draft = compile(parse(draw(blueprints(most=most))), account(), new_id=ids(seed=1))
    document = draft.funnel.document()
    document |= {"meta": {"editor": 3}, "status": "active", "somethingNew": [1, {"a": None}]}
    for part in (*document["nodes"], *document["connections"]):
        part["futureField"] = draw(st.sampled_from((1, "x", {"deep": [True]})))
        part |= draw(st.sampled_from(({}, {"status": "active"}, {"labelLocation": 0.25})))
    return World(Funnel.read(document), draft.account)


@st.composite
def odd(draw: st.DrawFn) -> World:
    """A funnel that only has to be readable: nothing in it needs to fit together."""
    world = draw(compiled(most=6))
    document: Any = world.funnel.document()
    known = [node["idNode"] for node in document["nodes"]]
    locals_, extra = draw(_local_assets(world.funnel.id))
    new_id = ids(seed=2)
    for _ in range(draw(st.integers(0, 6))):
        document["nodes"].insert(draw(st.integers(0, len(document["nodes"]))), draw(_node(new_id(), extra)))
    everything = [node["idNode"] for node in document["nodes"]] or known
    for _ in range(draw(st.integers(0, 8))):
        document["connections"].append(draw(_connection(new_id(), everything)))
    if draw(st.booleans()):
        document["nodes"] = [node for node in document["nodes"] if draw(st.integers(0, 4))]
    if draw(st.booleans()):
        document["connections"] = draw(st.permutations(document["connections"]))
    document |= draw(st.sampled_from(({}, {"idCampaign": ""}, {"idCampaign": "gone00000000"}, {"defaultCost": "-1"})))
    return World(Funnel.read(document), world.account.plus(locals_))


_PARAMS: dict[str, tuple[Json, ...]] = {
    "node_rotator_params": ({}, {"stickinessMode": "sticky"}, {"rotatorType": "ai", "new": 1}),
    "node_page_params": (
        {"idPage": "gone00000000"},
        {"idPage": ""},
        {"idPage": "gone", "additionalTokens": {"a": "b"}},
    ),
    "node_external_url_params": ({"url": "ftp://x"}, {"url": ""}, {"url": "{data-url}", "redirectType": "301"}),
    "node_logic_params": ({"idLogicScript": "gone00000000"},),
    "node_middleware_ref_params": ({"idMiddlewareConfig": "gone00000000", "destinationOverrides": {"headers": {}}},),
    "node_visitor_tag_params": ({}, {"addTagIds": ["gone00000000", "gone00000000"]}, {"addTagIds": [""]}),
    "node_webhook_ref_params": ({}, {"webhookConfigIDs": ["gone00000000"]}),
    "node_label_params": ({}, {"labelText": "x" * 5000}, {"labelText": "hi", "labelColor": "red"}),
}


@st.composite
def _node(draw: st.DrawFn, id: str, extra: dict[str, list[str]]) -> Json:
    kind = draw(st.sampled_from(list(NodeKind)))
    name = draw(st.sampled_from(("", "Traffic", "start", "step_0", "A name", "x" * 300, "日本", "ß ß")))
    node: Json = {"idNode": id, "nodeName": name, "nodeType": kind.value, "futureField": 1}
    block = KINDS[kind].node_params
    if block and draw(st.integers(0, 3)):
        choices = _PARAMS.get(block, ())
        if block == "node_page_group_params":
            choices = tuple({"idPageGroup": one, "pageParams": []} for one in extra["groups"])
        if block == "node_condition_params":
            choices = tuple({"idCondition": one, "later": 1} for one in extra["conditions"])
        node[_camel(block)] = draw(st.sampled_from(choices))
    return node | draw(st.sampled_from(({}, {"isGlobalNode": True}, {"posX": 1.5, "posY": -3})))


_BLOCKS: tuple[Json, ...] = (
    {},
    {"connectionRotatorParams": {"weight": 0.1}},
    {"connectionRotatorParams": {"weight": 1 / 3, "new": 1}},
    {"connectionPageParams": {"onActionNumbers": [1]}},
    {"connectionPageParams": {"onActionNumbers": [1, 2, 99], "isConversion": True, "conversionSpecs": {"a": 1}}},
    {"connectionPageParams": {"onActionNumbers": [3], "webhookConfigIDs": ["gone00000000"]}},
    {"connectionActionProxyParams": {"onActionNumbers": [2, 2]}},
    {"connectionConditionParams": {"onRouteId": "dach"}},
    {"connectionConditionParams": {"onRouteId": "default", "onRouteNumber": 0}},
    {"connectionConditionParams": {"onRouteNumber": 0}},
    {"connectionConditionParams": {"onRouteNumber": 7}},
    {"connectionConditionParams": {}},
    {"connectionLogicParams": {"onRouteKeys": ["day", "default"]}},
    {"connectionMiddlewareParams": {"onRouteId": "nowhere"}},
)


@st.composite
def _connection(draw: st.DrawFn, id: str, nodes: list[str]) -> Json:
    ends = st.sampled_from((*nodes, "gone00000000"))
    connection: Json = {"idConnection": id, "idSourceNode": draw(ends), "idTargetNode": draw(ends)}
    for block in draw(st.lists(st.sampled_from(_BLOCKS), max_size=3)):
        connection |= block
    return connection | draw(st.sampled_from(({}, {"labelLocation": 0, "futureField": None})))


_RULES: tuple[Json, ...] = (
    {"attribute": "Location: Country", "test": "is", "genericParams": {"values": ["xx"], "new": 1}},
    {"attribute": "Capping", "test": "is"},
    {"attribute": "Device: Type", "test": "resembles", "genericParams": {"values": []}},
    {"attribute": "visitorTag", "test": "is", "visitorTagParams": {"tagId": "gone00000000"}},
    {"attribute": "Time: Date", "test": ">", "timeDateParams": {"year": 2026}},
    {"attribute": "Time: Month of Year", "test": ">", "timeMonthOfYearParams": {"month": 3, "utcOffsetMinutes": 60}},
    {"attribute": "Tracking Field", "test": "is", "trackingFieldParams": {"fieldName": "c1"}},
    {"attribute": "Location: City", "test": "is"},
)


@st.composite
def _local_assets(draw: st.DrawFn, funnel_id: str) -> tuple[list[Any], dict[str, list[str]]]:
    """Page groups and conditions of this funnel and of another one, and the ids that nodes may name."""
    new_id = ids(seed=3)
    pages = [
        {"idPage": draw(st.sampled_from(("gone00000000", ""))), "weight": draw(st.sampled_from((1, 0.5, 0)))}
        for _ in range(draw(st.integers(0, 2)))
    ]
    groups = [
        PageGroup.read(
            {
                "idPageGroup": new_id(),
                "pageGroupName": "Local",
                "pageType": draw(st.sampled_from(("lander", "offer"))),
                "routing": draw(st.sampled_from(("rotator", "actionMapped"))),
                "pages": pages,
                "restrictToFunnelId": scope,
                "stickinessMode": "antiAffinity",
            }
        )
        for scope in (funnel_id, "other0000000")
    ]
    conditions = [
        Condition.read(
            {
                "idCondition": new_id(),
                "conditionName": "Local",
                "restrictToFunnelId": funnel_id,
                "routes": draw(st.lists(_route(), max_size=3)),
            }
        )
        for _ in range(2)
    ]
    made = {
        "groups": [*(one.id for one in groups), "gone00000000", ""],
        "conditions": [*(one.id for one in conditions), "gone00000000", ""],
    }
    return [*groups, *conditions], made


@st.composite
def _route(draw: st.DrawFn) -> Json:
    rules = st.lists(st.sampled_from(_RULES), max_size=2)
    groups = [
        {"operator": draw(st.sampled_from(("or", "and"))), "rules": one} for one in draw(st.lists(rules, max_size=2))
    ]
    route: Json = {
        "routeName": draw(st.sampled_from(("dach", "", "Default Route"))),
        "operator": "or",
        "groups": groups,
    }
    return route | draw(
        st.sampled_from(
            (
                {},
                {"idRoute": "dach", "priority": 9},
                {"idRoute": "x", "priority": 1},
                {"idRoute": "default", "priority": 0},
                {"idRoute": "y"},
            )
        )
    )


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.title() for part in rest)
