import pytest

from funnels.account import Account
from funnels.assets import Condition, Funnel, Route, Rule, RuleGroup
from funnels.assets.condition import GenericParams
from funnels.funnel import Connection, Graph, Node
from funnels.pictures.labels import NodeLabel, connection_label, node_label, percent, short_url


def test_a_node_says_its_kind_its_name_and_what_it_holds(funnel: Funnel, account: Account) -> None:
    assert [node_label(node, account) for node in funnel.nodes] == [
        NodeLabel("Traffic", "Traffic"),
        NodeLabel("Rotator", "Split", ("AI rotation", "anti-affinity")),
        NodeLabel("Condition", "Where", ("By country",)),
        NodeLabel("Logic script", "When", ("Part of day",)),
        NodeLabel("Middleware", "Safe", ("Fraud check",)),
        NodeLabel("Lander group", "Landers", ("VPN Advertorial DE 70 %", "VPN Quiz DE 30 %", "sticky")),
        NodeLabel("Lander · global", "Quiz page", ("VPN Quiz DE",)),
        NodeLabel("Action proxy", "Buttons"),
        NodeLabel("Visitor tag", "Remember", ("add Buyer", "remove Lead")),
        NodeLabel("Webhook", "Tell", ("CRM",)),
        NodeLabel("Offer group", "Offers", ("ShieldVPN DE 12.5 %", "FoxVPN DE 87.5 %")),
        NodeLabel("Offer", "Fox", ("FoxVPN DE",)),
        NodeLabel("External URL", "Out", ("elsewhere.example/deals?…",)),
        NodeLabel("Note", "Note", ("Runs until the end of November",)),
    ]


def test_a_condition_of_one_funnel_says_what_its_routes_ask() -> None:
    def rule(attribute: str, test: str, *values: str) -> Rule:
        return Rule(attribute=attribute, test=test, generic_params=GenericParams(values=values))

    rules = (rule("Location: Country", "any in", "US", "CA"), rule("Device: Type", "is not", "desktop"))
    route = Route(route_name="na", operator="and", groups=(RuleGroup(operator="and", rules=rules),), id_route="na")
    local = Condition(id="0Condition01", name="Deals · geo", routes=(route,), restrict_to_funnel_id="0Funnel00001")
    node = Node.read(
        {
            "idNode": "n",
            "nodeName": "geo",
            "nodeType": "condition",
            "nodeConditionParams": {"idCondition": local.id},
        }
    )
    assert node_label(node, Account(documents=[local])) == NodeLabel(
        "Condition", "geo", ("na: country US, CA; device is not desktop",)
    )


def test_a_connection_says_who_takes_it(funnel: Funnel, account: Account) -> None:
    labels = {one.id_connection: connection_label(one, funnel.graph, account) for one in funnel.connections}
    assert labels == {
        "root-where": "",
        "where-split": "DACH",
        "where-when": "otherwise",
        "split-group": "60 %",
        "split-page": "40 %",
        "when-safe": "morning, noon",
        "when-out": "otherwise",
        "safe-group": "clean",
        "safe-out": "otherwise",
        "group-hub": "buttons 1, 2",
        "page-hub": "button 1",
        "page-split": "button 2 · event",
        "hub-mark": "button 1",
        "mark-tell": "",
        "tell-offers": "",
        "offers-offer": "button 1 · conversion",
    }


def test_what_is_not_known_here_is_named_by_its_id(funnel: Funnel) -> None:
    node = funnel.graph.node["offers"]
    assert node_label(node, Account()).details == ("unknown page group vpns",)


@pytest.mark.parametrize(("number", "label"), [(0, "otherwise"), (2, "route 2")])
def test_version_1_routes_are_called_by_their_number(number: int, label: str) -> None:
    nodes = [Node(id_node=id, node_name=id, node_type=kind) for id, kind in (("a", "condition"), ("b", "offer"))]
    way = Connection.read(
        {
            "idConnection": "c",
            "idSourceNode": "a",
            "idTargetNode": "b",
            "connectionConditionParams": {"onRouteNumber": number},
        }
    )
    assert connection_label(way, Graph(nodes, [way]), Account()) == label


@pytest.mark.parametrize(
    ("share", "text"),
    [(1, "100 %"), (0.6, "60 %"), (0.07, "7 %"), (0.3333, "33.33 %"), (0.125, "12.5 %"), (0, "0 %"), (1e-9, "0 %")],
)
def test_a_share_is_shown_as_percent(share: float, text: str) -> None:
    assert percent(share) == text


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.example.net/", "example.net"),
        ("http://example.net/a?b=c", "http://example.net/a?…"),
        ("https://example.net/" + "a" * 100, "example.net/" + "a" * 35 + "…"),
    ],
)
def test_an_address_is_shown_without_what_is_always_there(url: str, shown: str) -> None:
    assert short_url(url) == shown
