from copy import deepcopy
from typing import Any

import pytest

from server.local.funnel_rules import BLOCK_BY_SOURCE

F, G = "3a0HFXE0000F", "3a0HFXE0000G"
CONDITION = "3a0HFXE0000C"

BLOCKS: dict[str, dict[str, Any]] = {
    "lander": {"nodePageParams": {"idPage": "x"}},
    "offer": {"nodePageParams": {"idPage": "x"}},
    "externalUrl": {"nodeExternalUrlParams": {"url": "https://e.example"}},
    "condition": {"nodeConditionParams": {"idCondition": CONDITION}},
    "logic": {"nodeLogicParams": {"idLogicScript": "x"}},
    "visitorTag": {"nodeVisitorTagParams": {}},
    "webhook": {"nodeWebhookRefParams": {"webhookConfigIDs": []}},
    "middleware": {"nodeMiddlewareRefParams": {"idMiddlewareConfig": "x"}},
    "landerGroup": {"nodePageGroupParams": {"idPageGroup": "x"}},
    "offerGroup": {"nodePageGroupParams": {"idPageGroup": "x"}},
    "label": {"nodeLabelParams": {"labelText": "x"}},
}
PARAMS: dict[str, dict[str, Any]] = {
    "connectionRotatorParams": {"weight": 1},
    "connectionPageParams": {"onActionNumbers": [1]},
    "connectionConditionParams": {"onRouteId": "default"},
    "connectionLogicParams": {"onRouteKeys": ["default"]},
    "connectionMiddlewareParams": {"onRouteId": "default"},
    "connectionActionProxyParams": {"onActionNumbers": [1]},
}


def node(number: int, kind: str) -> dict[str, Any]:
    return {"idNode": f"3a0HFXE000N{number}", "nodeName": kind, "nodeType": kind, **BLOCKS.get(kind, {})}


def connection(number: int, source: dict[str, Any], target: dict[str, Any]) -> dict[str, Any]:
    block = BLOCK_BY_SOURCE.get(source["nodeType"])
    return {
        "idConnection": f"3a0HFXE000C{number}",
        "idSourceNode": source["idNode"],
        "idTargetNode": target["idNode"],
        **({block: PARAMS[block]} if block else {}),
    }


def funnel(kind: str = "landerGroup") -> dict[str, Any]:
    """Root, a node of the kind, and an address outside."""
    nodes = [node(1, "root"), node(2, kind), node(3, "externalUrl")]
    return {
        "idFunnel": F,
        "idCampaign": G,
        "idFunnelGroup": G,
        "funnelName": "Demo",
        "nodes": nodes,
        "connections": [connection(1, nodes[0], nodes[1]), connection(2, nodes[1], nodes[2])],
    }


@pytest.fixture
async def account(account: Any) -> Any:
    await account.save("funnelgroup", G)
    return account


@pytest.mark.parametrize("kind", sorted({*BLOCKS, "rotator", "actionProxy"} - {"externalUrl", "label"}))
async def test_every_kind_of_node_can_be_saved_and_reads_as_it_was(account: Any, kind: str) -> None:
    await account.ask("POST", "/funnel/save/", funnel(kind))
    assert await account.read("funnel", F) == {**funnel(kind), "status": "active", "owner": "local"}


@pytest.mark.parametrize("kind", sorted(BLOCKS))
async def test_a_node_needs_the_parameters_of_its_kind(account: Any, kind: str) -> None:
    broken = funnel()
    broken["nodes"].append({"idNode": "3a0HFXE000N9", "nodeName": "", "nodeType": kind})
    block = next(iter(BLOCKS[kind]))
    assert await account.refused("POST", "/funnel/save/", broken) == (400, f"nodes[3].{block}")


@pytest.mark.parametrize("kind", sorted(BLOCK_BY_SOURCE))
async def test_a_connection_needs_the_parameters_of_its_source(account: Any, kind: str) -> None:
    broken = funnel("rotator" if kind == "root" else kind)
    at = 0 if kind == "root" else 1
    block = BLOCK_BY_SOURCE[kind]
    del broken["connections"][at][block]
    broken["connections"][at]["connectionCodeParams"] = {"onDoneNumber": 1}
    assert await account.refused("POST", "/funnel/save/", broken) == (400, f"connections[{at}].{block}")


@pytest.mark.parametrize("kind", ["externalUrl", "label"])
async def test_there_is_no_way_out_of_an_end(account: Any, kind: str) -> None:
    assert await account.refused("POST", "/funnel/save/", funnel(kind)) == (400, "connections[1].idSourceNode")


@pytest.mark.parametrize(
    ("place", "value", "field"),
    [
        (("nodes", 2, "idNode"), "3a0HFXE000N2", "nodes[2].idNode"),
        (("nodes", 2, "idNode"), "elsewhere", "nodes[2].idNode"),
        (("connections", 1, "idConnection"), "3a0HFXE000C1", "connections[1].idConnection"),
        (("connections", 1, "idTargetNode"), "3a0HFXE000N9", "connections[1].idTargetNode"),
        (("connections", 1, "idSourceNode"), "3a0HFXE000N9", "connections[1].idSourceNode"),
        (
            ("connections", 0, "connectionRotatorParams", "weight"),
            70,
            "connections[0].connectionRotatorParams.weight",
        ),
        (("nodes", 1, "nodeType"), "root", "nodes"),
        (("nodes", 0, "nodeType"), "rotator", "nodes"),
        (("nodes", 0, "nodeType"), "start", "nodes[0].nodeType"),
        (("idFunnelGroup",), F, "idFunnelGroup"),
        (("idCampaign",), F, "idFunnelGroup"),
        (("connections",), {}, "connections"),
    ],
)
async def test_a_broken_graph_is_refused_with_its_place(
    account: Any, place: tuple[Any, ...], value: Any, field: str
) -> None:
    broken = deepcopy(funnel())
    part: Any = broken
    for step in place[:-1]:
        part = part[step]
    part[place[-1]] = value
    assert await account.refused("POST", "/funnel/save/", broken) == (400, field)
    assert await account.listed("funnel") == []


async def test_what_is_merely_unwise_is_saved(account: Any) -> None:
    unwise = funnel()
    unwise["connections"][0]["connectionRotatorParams"] = {"weight": 0.25}
    unwise["connections"].pop()
    unwise["nodes"].append(node(4, "offerGroup"))
    await account.ask("POST", "/funnel/save/", unwise)
    assert (await account.read("funnel", F))["connections"] == unwise["connections"]


async def test_a_funnel_may_have_no_nodes_yet(account: Any) -> None:
    await account.ask("POST", "/funnel/save/", {"idFunnel": F, "idCampaign": G, "funnelName": "Demo"})
    await account.ask("PUT", "/funnel/save/", funnel())


async def test_the_group_must_exist_when_it_is_set(account: Any) -> None:
    elsewhere = {"idFunnel": F, "idCampaign": F, "funnelName": "Demo"}
    assert await account.refused("POST", "/funnel/save/", elsewhere) == (400, "idCampaign")
    await account.ask("POST", "/funnel/save/", {**elsewhere, "idCampaign": G})
    assert await account.refused("PUT", "/funnel/save/", elsewhere) == (400, "idCampaign")
    await account.ask("DELETE", "/funnelgroup/delete/", {"entries": [G]})
    await account.ask("PUT", "/funnel/save/", {**elsewhere, "idCampaign": G, "funnelName": "New"})


async def test_a_condition_whose_routes_have_ids_is_connected_by_them(account: Any) -> None:
    route = {"operator": "or", "groups": []}
    routes = [
        {"routeName": "Default Route", "idRoute": "default", "priority": 0, **route},
        {"routeName": "US", "idRoute": "us", "priority": 1, **route},
    ]
    await account.save("condition", CONDITION, routes=routes)
    by_number = funnel("condition")
    by_number["connections"][1]["connectionConditionParams"] = {"onRouteNumber": 0}
    place = "connections[1].connectionConditionParams.onRouteId"
    assert await account.refused("POST", "/funnel/save/", by_number) == (400, place)
    await account.ask("POST", "/funnel/save/", funnel("condition"))


@pytest.mark.parametrize("saved", [True, False])
async def test_a_condition_without_ids_or_unknown_may_be_connected_by_number(account: Any, saved: bool) -> None:
    if saved:
        route = {"routeName": "R", "operator": "or", "groups": []}
        await account.save("condition", CONDITION, routes=[route])
    by_number = funnel("condition")
    by_number["connections"][1]["connectionConditionParams"] = {"onRouteNumber": 1}
    await account.ask("POST", "/funnel/save/", by_number)
