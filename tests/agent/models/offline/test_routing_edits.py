"""Who goes where, changed in a funnel that exists: whole operations, and what must be asked or refused."""

from typing import Any

import pytest

Json = dict[str, Any]

SHOW = "show me VPN Native DACH"
GB: Json = {"name": "gb", "when": [{"attribute": "country", "any in": ["GB"]}]}


def _offer(key: str, name: str, offer: str) -> Json:
    return {"op": "add_step", "key": key, "step": {"name": name, "offer": offer}}


GB_WAY = [
    _offer("gb_offer", "GB offer", "ShieldVPN US"),
    {
        "op": "add_step",
        "key": "gb_lander",
        "step": {"name": "GB lander", "lander": "VPN Advertorial US", "on": {"1": "gb_offer"}},
    },
    {"op": "set_route", "step": "geo", "route": {**GB, "to": "gb_lander"}},
]
REST_WAY = [
    _offer("rest_offer", "Rest offer", "PrizePanda"),
    {"op": "set_otherwise", "step": "geo", "to": "rest_offer"},
    {"op": "remove_step", "step": "elsewhere"},
]


@pytest.mark.parametrize(
    ("text", "operations"),
    [
        ("add a route: UK to VPN Advertorial US, then ShieldVPN US", GB_WAY),
        ("send UK to VPN Advertorial US, then ShieldVPN US instead", GB_WAY),
        ("add UK to VPN Advertorial US then ShieldVPN US", GB_WAY),
        ("please add a new route: British visitors to VPN Advertorial US -> ShieldVPN US", GB_WAY),
        (
            "send UK to VPN Advertorial DE instead",
            [{"op": "set_route", "step": "geo", "route": {**GB, "to": "story"}}],
        ),
        (
            "change everyone else to https://new.example.net",
            [{"op": "set_url", "step": "elsewhere", "url": "https://new.example.net"}],
        ),
        (
            "everyone else should go to new.example.net",
            [{"op": "set_url", "step": "elsewhere", "url": "https://new.example.net"}],
        ),
        ("send everyone else to PrizePanda", REST_WAY),
        ("change everyone else to PrizePanda", REST_WAY),
        ("in VPN Native DACH send everyone else to PrizePanda", REST_WAY),
        (
            "send DACH to PrizePanda instead",
            [
                _offer("dach_offer", "DACH offer", "PrizePanda"),
                {
                    "op": "set_route",
                    "step": "geo",
                    "route": {
                        "name": "dach",
                        "when": [{"attribute": "country", "any in": ["DE", "AT", "CH"]}],
                        "to": "dach_offer",
                    },
                },
                {"op": "remove_step", "step": "story"},
                {"op": "remove_step", "step": "vpn"},
            ],
        ),
        ("make the offers sticky", [{"op": "set_rotation", "step": "vpn", "rotation": "sticky"}]),
        ("keep visitors on the same offer", [{"op": "set_rotation", "step": "vpn", "rotation": "sticky"}]),
        ("make it not sticky", [{"op": "set_rotation", "step": "vpn", "rotation": "plain"}]),
    ],
)
def test_visitors_go_another_way(demo_person: Any, text: str, operations: list[Json]) -> None:
    demo_person.say(SHOW)
    assert demo_person.plan(text)["operations"] == operations


def test_a_lander_that_leads_nowhere_is_asked_about_in_an_edit_too(demo_person: Any) -> None:
    demo_person.say(SHOW)
    assert demo_person.say("send UK to VPN Advertorial US instead").asks.text == (
        "Which offer comes after VPN Advertorial US?"
    )
    assert demo_person.world.plans == []
    assert demo_person.plan("ShieldVPN US")["operations"] == GB_WAY


def test_a_route_without_its_way_is_asked_for(demo_person: Any) -> None:
    demo_person.say(SHOW)
    assert demo_person.say("add a route for the UK").asks.text == "Where should UK go?"
    assert demo_person.plan("VPN Advertorial US, then ShieldVPN US")["operations"] == GB_WAY


def test_the_first_condition_comes_in_front_and_everyone_else_goes_on_as_before(demo_person: Any) -> None:
    demo_person.plan("Facebook to Keto Story then DreamDrops, in group Nutra")
    assert demo_person.plan("add a route: UK to PrizePanda")["operations"] == [
        _offer("gb_offer", "GB offer", "PrizePanda"),
        {
            "op": "add_step",
            "key": "routing",
            "step": {"name": "Routing", "condition": {"routes": [{**GB, "to": "gb_offer"}], "otherwise": "lander"}},
        },
        {"op": "set_start", "start": "routing"},
    ]
    assert demo_person.plan("add a route: France to FoxVPN")["operations"] == [
        _offer("fr_offer", "FR offer", "FoxVPN FR"),
        {
            "op": "set_route",
            "step": "routing",
            "route": {"name": "fr", "when": [{"attribute": "country", "any in": ["FR"]}], "to": "fr_offer"},
        },
    ]
    assert demo_person.plan("drop the UK route")["operations"] == [
        {"op": "remove_route", "step": "routing", "route": "gb"},
        {"op": "remove_step", "step": "gb_offer"},
    ]


def test_an_address_of_one_route_is_not_taken_for_that_of_everyone_else(demo_person: Any) -> None:
    demo_person.plan("US to https://a.example.net; everyone else to PrizePanda; group Nutra")
    assert demo_person.plan("change everyone else to https://b.example.net")["operations"] == [
        {"op": "add_step", "key": "elsewhere", "step": {"name": "Elsewhere", "url": "https://b.example.net"}},
        {"op": "set_otherwise", "step": "geo", "to": "elsewhere"},
        {"op": "remove_step", "step": "rest_offer"},
    ]


def test_replacing_the_address_of_everyone_else_touches_no_other_address(demo_person: Any) -> None:
    demo_person.plan("US to https://a.example.net; everyone else to PrizePanda; group Nutra")
    plan = demo_person.plan("replace everyone else by https://b.example.net")
    added, routed, removed = plan["operations"]
    assert (added["op"], added["step"]["url"]) == ("add_step", "https://b.example.net")
    condition = routed["step"]["condition"]
    assert (routed["op"], condition["otherwise"]) == ("set_step", added["key"])
    (route,) = condition["routes"]
    assert plan["blueprint"]["steps"][route["to"]]["url"] == "https://a.example.net"
    assert (removed["op"], removed["step"]) == ("remove_step", "rest_offer")


def test_an_address_that_others_use_too_stays_for_them(demo_person: Any) -> None:
    demo_person.plan(
        "US to https://a.example.net; DE to FoxVPN DE; everyone else to https://a.example.net; group Nutra"
    )
    (made, *others) = demo_person.plan("change everyone else to https://b.example.net")["operations"]
    assert made["step"]["url"] == "https://b.example.net"
    assert [one["op"] for one in (made, *others)][:2] == ["add_step", "set_otherwise"]
    assert not any(one["op"] == "set_url" for one in others)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("add a route: DACH to PrizePanda", "'dach' takes them already"),
        (
            "change everyone else to elsewhere.example.net",
            "everyone else goes to https://elsewhere.example.net already",
        ),
        ("remove the dach route", "it is the only one of geo"),
        ("remove the purple route", "which route is 'purple'"),
        ("remove the DACH purple route", "which route is 'DACH purple'"),
        ("remove the not DACH route", "which route is 'not DACH'"),
        ("send UK purple to PrizePanda instead", "purple"),
        ("add France and UK to ShieldVPN US and rename it to X", "rename"),
        ("add a route: UK to Qwertz", "I know no lander called 'Qwertz'"),
        ("add UK to ShieldVPN", "2 offers could be 'ShieldVPN'"),
        ("change Germany to France", "France"),
        ("keep visitors on the same lander", "has no place with several landers"),
        ("keep visitors on the same purple offer", "purple"),
        ("keep visitors on the same not offer", "'not'"),
        ("add a route: UK, mobile Spain, France to PrizePanda", "UK, mobile Spain, France"),
        ("remove the sticky offer", "whether the offer should go"),
        ("add a route", "Who should go where?"),
    ],
)
def test_what_is_not_clear_about_a_way_is_said_and_nothing_planned(demo_person: Any, text: str, named: str) -> None:
    demo_person.say(SHOW)
    reply = demo_person.say(text)
    assert named in reply.text
    assert reply.asks is not None
    assert demo_person.world.plans == []


def test_sticky_asks_which_of_two_places(demo_person: Any) -> None:
    demo_person.plan("split Keto Story 70 / Sleep Quiz 30, both to KetoBurn US and SlimGummies evenly, group Nutra")
    assert demo_person.say("make it sticky").asks.choices == (
        "the landers Keto Story / Sleep Quiz",
        "the offers KetoBurn US / SlimGummies",
    )
    assert demo_person.plan("the first")["operations"] == [
        {"op": "set_rotation", "step": "landers", "rotation": "sticky"}
    ]


def test_sticky_in_a_new_funnel_is_named_not_dropped(demo_person: Any) -> None:
    reply = demo_person.say("Facebook to Keto Story and Sleep Quiz sticky, then DreamDrops, in group Nutra")
    assert "sticky" in reply.text
    assert demo_person.world.plans == []


@pytest.mark.parametrize(
    "text",
    [
        "stop Germany",
        "remove Germany from the funnel",
        "exclude German traffic",
        "take out Germany",
        "stop Germany in VPN Native DACH",
    ],
)
def test_a_country_stops(person: Any, text: str) -> None:
    person.say("show me VPN Native DACH")
    assert person.plan(text)["operations"] == [{"op": "stop_countries", "countries": ["DE"]}]


@pytest.mark.parametrize(
    "text", ["add France to the DACH route", "add French traffic to the route", "add France to the route dach"]
)
def test_a_country_joins_a_route(person: Any, text: str) -> None:
    person.say("show me VPN Native DACH")
    when = [{"attribute": "country", "any in": ["DE", "AT", "CH", "FR"]}]
    assert person.plan(text)["operations"] == [
        {"op": "set_route", "step": "geo", "route": {"name": "dach", "when": when, "to": "story"}}
    ]


def test_a_country_joins_a_route_only_once(person: Any) -> None:
    person.say("show me VPN Native DACH")
    assert "takes DE already" in person.say("add Germany to the DACH route").text
    assert person.world.plans == []


def test_some_visitors_of_the_funnel_in_talk_are_sent_elsewhere(person: Any) -> None:
    person.say("show me VPN Native DACH")
    plan = person.plan("send mobile to PrizePanda")
    assert plan["funnel"] == "F0"
    first = plan["operations"][-1]["step"]["condition"]["routes"][0]
    assert first["when"] == [{"attribute": "device", "any in": ["mobile"]}]


def test_the_second_one_is_of_those_that_share_visitors(person: Any) -> None:
    person.say("show me VPN Native DACH")
    assert person.plan("make the second one 70%")["operations"] == [
        {"op": "set_weights", "step": "vpn", "weights": {"ShieldVPN DE": 30, "FoxVPN DE": 70}}
    ]
    assert person.plan("drop the second one")["operations"] == [
        {"op": "remove_page", "page": "FoxVPN DE", "step": "vpn"}
    ]


def test_the_second_of_two_kinds_is_asked_about(person: Any) -> None:
    person.plan("Facebook to Keto Story and Sleep Quiz, both to DreamDrops and SlimGummies, in group Nutra")
    assert person.say("drop the second one").asks
    assert person.say("make the second one 60%").asks
    assert len(person.world.plans) == 1
