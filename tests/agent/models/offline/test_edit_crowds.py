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
