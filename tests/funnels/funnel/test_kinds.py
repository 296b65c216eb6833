"""Nodes and connections are spelled, and their parameters required, as the contract says."""

import pytest

from funnels.funnel import KINDS, Connection, Leaving, Node, NodeKind
from funnels.wire import Json, Wire
from server.contracts.contract import document

SCHEMAS: Json = document()["components"]["schemas"]
NODE: Json = SCHEMAS["FunnelNode"]
CONNECTION: Json = SCHEMAS["FunnelConnection"]


def spelled(kind: type[Wire]) -> set[str]:
    return {field.alias or name for name, field in kind.model_fields.items()}


def test_there_are_the_fourteen_kinds_of_the_contract() -> None:
    assert [kind.value for kind in NodeKind] != []
    assert {kind.value for kind in KINDS} == set(NODE["properties"]["nodeType"]["enum"])


def test_nodes_and_connections_have_the_fields_of_the_contract() -> None:
    assert spelled(Node) == set(NODE["properties"])
    assert spelled(Connection) == set(CONNECTION["properties"]) - {"connectionCodeParams"}


@pytest.mark.parametrize("kind", NodeKind)
def test_a_connection_needs_the_parameters_of_the_node_it_leaves(kind: NodeKind) -> None:
    required = CONNECTION["x-required-by-source-node-type"][kind.value]
    ours = KINDS[kind].connection_params

    assert (Connection.wire_name(ours) if ours else None) == (
        required if required in CONNECTION["properties"] else None
    )
    assert (KINDS[kind].leaving is Leaving.NOTHING) == (required == "no outgoing connection")


@pytest.mark.parametrize("kind", NodeKind)
def test_a_node_needs_the_parameters_of_its_kind(kind: NodeKind) -> None:
    required = [
        name
        for rule in NODE["allOf"]
        if kind.value in rule["if"]["properties"]["nodeType"]["enum"]
        for name in rule["then"]["required"]
    ]
    facts = KINDS[kind]

    assert required == ([Node.wire_name(facts.node_params)] if facts.node_params and facts.params_required else [])


PARAMS: list[tuple[type[Wire], str, Json]] = [
    (Node, "node_rotator_params", SCHEMAS["FunnelNodeRotatorParams"]),
    (Node, "node_page_params", SCHEMAS["FunnelNodePageParams"]),
    (Node, "node_page_group_params", SCHEMAS["FunnelNodePageGroupParams"]),
    (Node, "node_external_url_params", SCHEMAS["FunnelNodeExternalUrlParams"]),
    (Node, "node_condition_params", SCHEMAS["FunnelNodeConditionParams"]),
    (Node, "node_logic_params", SCHEMAS["FunnelNodeLogicParams"]),
    (Node, "node_visitor_tag_params", SCHEMAS["FunnelNodeVisitorTagParams"]),
    (Node, "node_webhook_ref_params", SCHEMAS["FunnelNodeWebhookRefParams"]),
    (Node, "node_middleware_ref_params", SCHEMAS["FunnelNodeMiddlewareRefParams"]),
    (Node, "node_label_params", SCHEMAS["FunnelNodeLabelParams"]),
    (Connection, "connection_rotator_params", SCHEMAS["FunnelConnectionRotatorParams"]),
    (Connection, "connection_page_params", SCHEMAS["FunnelConnectionPageParams"]),
    (Connection, "connection_condition_params", SCHEMAS["FunnelConnectionConditionParams"]),
    (Connection, "connection_logic_params", SCHEMAS["FunnelConnectionLogicParams"]),
    (Connection, "connection_middleware_params", SCHEMAS["FunnelConnectionMiddlewareParams"]),
]


@pytest.mark.parametrize(("kind", "block", "schema"), PARAMS, ids=[block for _, block, _ in PARAMS])
def test_parameters_are_spelled_as_the_contract_spells_them(kind: type[Wire], block: str, schema: Json) -> None:
    (params,) = (
        one for one in kind.model_fields[block].annotation.__args__ if isinstance(one, type) and issubclass(one, Wire)
    )

    assert spelled(params) <= set(schema["properties"])
    assert set(schema.get("required", ())) <= spelled(params)


def test_parameters_in_use_are_those_of_the_kind() -> None:
    node = Node.read(
        {
            "idNode": "N",
            "nodeName": "n",
            "nodeType": "lander",
            "nodePageParams": {"idPage": "P"},
            "nodeRotatorParams": {"rotatorType": "ai"},
        }
    )

    assert node.params is node.node_page_params


@pytest.mark.parametrize(
    ("params", "weight", "actions", "routes"),
    [
        ({}, None, (), ()),
        ({"connectionRotatorParams": {"weight": 0.25}}, 0.25, (), ()),
        ({"connectionPageParams": {"onActionNumbers": [1, 2]}}, None, (1, 2), ()),
        ({"connectionActionProxyParams": {"onActionNumbers": [3]}}, None, (3,), ()),
        ({"connectionConditionParams": {"onRouteId": "dach"}}, None, (), ("dach",)),
        ({"connectionConditionParams": {"onRouteNumber": 1}}, None, (), ()),
        ({"connectionMiddlewareParams": {"onRouteId": "ok"}}, None, (), ("ok",)),
        ({"connectionLogicParams": {"onRouteKeys": ["a", "b"]}}, None, (), ("a", "b")),
    ],
)
def test_a_connection_tells_who_takes_it(
    params: Json, weight: float | None, actions: tuple[int, ...], routes: tuple[str, ...]
) -> None:
    connection = Connection.read({"idConnection": "C", "idSourceNode": "A", "idTargetNode": "B", **params})

    assert (connection.weight, connection.actions, connection.routes) == (weight, actions, routes)
