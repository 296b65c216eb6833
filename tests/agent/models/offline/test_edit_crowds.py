"""Changes for a part of the visitors only: of the rest, behind a page, outside some countries."""

from typing import Any

import pytest

Json = dict[str, Any]

ANDROID = [{"attribute": "os", "any in": ["Android"]}]
MOBILE = [{"attribute": "device", "any in": ["mobile"]}]


def _planned(person: Any, text: str) -> list[Json]:
    person.say("show me VPN Native DACH")
    person.say(text)
    operations: list[Json] = person.world.plans[-1]["operations"]
    return operations


def _conditions(operations: list[Json]) -> list[Json]:
    steps = [one["step"] for one in operations if one["op"] in ("add_step", "set_step")]
    return [step["condition"] for step in steps if "condition" in step]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("VPN Native DACH: everyone else on Android goes to https://rest.example.com", ANDROID),
        ("in VPN Native DACH all the others on mobile go to https://rest.example.com", MOBILE),
        ("VPN Native DACH: the rest on mobile go to https://rest.example.com", MOBILE),
        ("VPN Native DACH: mobile users from the rest of the world should go to https://rest.example.com", MOBILE),
        ("In VPN Native DACH send Android users from elsewhere to https://rest.example.com", ANDROID),
    ],
)
def test_a_part_of_the_rest_is_told_apart_behind_the_routes(person: Any, text: str, when: list[Json]) -> None:
    behind, geo = _conditions(_planned(person, text))
    assert [one["when"] for one in behind["routes"]] == [when]
    assert behind["otherwise"] == "elsewhere"
    assert [one["to"] for one in geo["routes"]] == ["story"]
    assert geo["otherwise"].startswith("rest_")


@pytest.mark.parametrize(
    "text",
    [
        "VPN Native DACH: mobile users who are not from Germany, Austria or Switzerland go to https://m.example.com",
        "VPN Native DACH: Non DACH visitors on mobile go to https://m.example.com",
    ],
)
def test_only_the_countries_are_denied(person: Any, text: str) -> None:
    (geo,) = _conditions(_planned(person, text))
    rules = geo["routes"][0]["when"]
    assert {rule["attribute"]: [*rule] for rule in rules} == {
        "device": ["attribute", "any in"],
        "country": ["attribute", "not in"],
    }


@pytest.mark.parametrize(
    "text",
    [
        "VPN Native DACH: the Swiss get ShieldVPN DE only behind the advertorial",
        "VPN Native DACH: behind the advertorial the Swiss see only ShieldVPN DE",
        "In VPN Native DACH Swiss visitors go to ShieldVPN DE only after the advertorial",
    ],
)
def test_what_stands_behind_a_page_is_no_page_behind_it(person: Any, text: str) -> None:
    operations = _planned(person, text)
    added = {one["key"]: one["step"] for one in operations if one["op"] == "add_step"}
    assert added["story_ch"]["on"] == {"1": "vpn_ch"}
    assert operations[-1] == {"op": "remove_page", "page": "FoxVPN DE", "step": "vpn_ch"}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("VPN Native DACH: everyone else from Austria goes to https://at.example.com", "Austria"),
        ("VPN Native DACH: the Swiss get the advertorial behind ShieldVPN DE", "advertorial"),
        ("VPN Native DACH: the Swiss go to ShieldVPN DE and then the advertorial", "advertorial"),
        ("VPN Native DACH: the others on Android see FoxVPN DE", "Android"),
    ],
)
def test_what_cannot_be_told_apart_is_asked_about(person: Any, text: str, named: str) -> None:
    person.say("show me VPN Native DACH")
    before = len(person.world.plans)
    reply = person.say(text)
    assert reply.asks is not None
    assert named in reply.text
    assert len(person.world.plans) == before


@pytest.mark.parametrize(
    "text",
    [
        "VPN Native DACH: Switzerland leaves the dach route and goes to https://ch.example.com",
        "VPN Native DACH: the Swiss drop out of the dach route and go to https://ch.example.com",
        "In VPN Native DACH Swiss visitors leave, they go to https://ch.example.com",
    ],
)
def test_who_leaves_a_route_has_the_way_that_is_told_then(person: Any, text: str) -> None:
    (geo,) = _conditions(_planned(person, text))
    taken = {one["name"]: one["when"][0]["any in"] for one in geo["routes"]}
    assert taken["dach"] == ["DE", "AT"]
    assert ["CH"] in taken.values()


@pytest.mark.parametrize(
    "text",
    [
        "VPN Native DACH is only for Germany now. Everybody else goes to https://no.example.com",
        "VPN Native DACH should only take Germans; all the others go to https://no.example.com",
        "Only Germans may get into VPN Native DACH, everyone else goes to https://no.example.com",
    ],
)
def test_a_funnel_for_some_sends_all_others_away(person: Any, text: str) -> None:
    (geo,) = _conditions(_planned(person, text))
    assert geo["routes"][0]["when"] == [{"attribute": "country", "not in": ["DE"]}]


def test_where_the_others_go_is_asked(person: Any) -> None:
    reply = person.say("VPN Native DACH should only take Germans")
    assert reply.asks.text == "Where should everyone but Germans go?"
    assert not person.world.plans
    person.say("https://no.example.com")
    (geo,) = _conditions(person.world.plans[-1]["operations"])
    assert geo["routes"][0]["when"] == [{"attribute": "country", "not in": ["DE"]}]


@pytest.mark.parametrize(
    "text",
    [
        "VPN Native DACH: the Swiss skip the advertorial",
        "In VPN Native DACH Swiss visitors skip the lander",
        "VPN Native DACH: Swiss people don't see the advertorial",
    ],
)
def test_who_skips_a_page_goes_on_behind_it(person: Any, text: str) -> None:
    (geo,) = _conditions(_planned(person, text))
    assert {one["to"]: one["when"][0]["any in"] for one in geo["routes"]} == {"story": ["DE", "AT"], "vpn": ["CH"]}


@pytest.mark.parametrize(
    "text",
    [
        "VPN Native DACH: the Swiss go right to ShieldVPN US, no advertorial",
        "In VPN Native DACH Swiss visitors skip the advertorial and land on ShieldVPN US directly",
        "VPN Native DACH: without the advertorial the Swiss go straight to ShieldVPN US",
    ],
)
def test_a_page_that_is_skipped_is_not_on_the_way(person: Any, text: str) -> None:
    operations = _planned(person, text)
    (way,) = [one["step"] for one in operations if one["op"] == "add_step"]
    assert way["offer"] == "ShieldVPN US"


@pytest.mark.parametrize(
    "text",
    [
        "VPN Native DACH: only FoxVPN DE behind the advertorial",
        "VPN Native DACH: only FoxVPN DE, no test anymore",
        "make FoxVPN DE the one and only offer in VPN Native DACH",
        "VPN Native DACH: FoxVPN DE can have the lot, ShieldVPN DE leaves",
        "FoxVPN DE has won, so drop ShieldVPN DE from VPN Native DACH and let FoxVPN DE take 100%",
    ],
)
def test_one_page_stays_alone(person: Any, text: str) -> None:
    assert _planned(person, text) == [{"op": "remove_page", "page": "ShieldVPN DE", "step": "vpn"}]
