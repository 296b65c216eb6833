"""Visitors of one traffic source in a funnel that is there."""

from typing import Any

import pytest

Json = dict[str, Any]


def _routes(operations: list[Json]) -> list[Json]:
    steps = [one["step"] for one in operations if one["op"] in ("add_step", "set_step")]
    return [route for step in steps for route in step.get("condition", {}).get("routes", ())]


def _origins(operations: list[Json]) -> list[list[str]]:
    rules = [rule for route in _routes(operations) for rule in route["when"]]
    return [rule["any in"] for rule in rules if rule["attribute"] == "traffic source"]


@pytest.mark.parametrize(
    "text",
    [
        "VPN Native DACH: Taboola visitors get only FoxVPN DE behind the advertorial",
        "In VPN Native DACH visitors who come from Taboola only see FoxVPN DE behind the advertorial",
        "VPN Native DACH: people from Taboola get FoxVPN DE only, Outbrain stays 60/40",
        "People who come to VPN Native DACH from Taboola and click the advertorial must all get FoxVPN DE",
        "VPN Native DACH: Taboola gets FoxVPN DE only, Outbrain visitors see what they always saw",
    ],
)
def test_visitors_of_a_source_see_another_page_whatever_route_they_take(person: Any, text: str) -> None:
    person.say(text)
    operations = person.world.plans[-1]["operations"]
    assert _origins(operations) == [["Taboola"]]
    assert operations[-1]["op"] == "remove_page"
    assert operations[-1]["page"] == "ShieldVPN DE"


@pytest.mark.parametrize(
    "text",
    [
        "VPN Native DACH: all Taboola traffic goes to https://closed.example.net",
        "In VPN Native DACH send visitors from Taboola to https://closed.example.net",
    ],
)
def test_visitors_of_a_source_go_elsewhere_from_the_start(person: Any, text: str) -> None:
    person.say(text)
    (first, _) = _routes(person.world.plans[-1]["operations"])
    assert first["when"] == [{"attribute": "traffic source", "any in": ["Taboola"]}]


def test_a_source_and_a_country_are_one_crowd(person: Any) -> None:
    person.say("VPN Native DACH: Outbrain visitors from Austria get ShieldVPN DE only")
    (route, _) = _routes(person.world.plans[-1]["operations"])
    assert {rule["attribute"]: rule["any in"] for rule in route["when"]} == {
        "traffic source": ["Outbrain"],
        "country": ["AT"],
    }


@pytest.mark.parametrize(
    "text",
    [
        "move VPN Native DACH from Taboola to Outbrain",
        "VPN Native DACH: people from Taboola get FoxVPN DE only, Outbrain stays 70/30",
    ],
)
def test_what_is_said_of_sources_besides_is_asked_about(person: Any, text: str) -> None:
    assert person.say(text).asks is not None
    assert not person.world.plans
