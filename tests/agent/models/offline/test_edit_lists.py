"""Several changes in one message, and pages that come and go in few words."""

from typing import Any

import pytest

Json = dict[str, Any]


def _planned(person: Any, text: str) -> list[Json]:
    person.say(text)
    operations: list[Json] = person.world.plans[-1]["operations"]
    return operations


def test_the_numbers_of_a_list_count_nothing(person: Any) -> None:
    text = (
        "Three things in VPN Native DACH:\n1. FoxVPN DE goes, PrizePanda takes its 40%\n"
        "2. the rest of the world is sent to https://world.example.net\n"
        "3. France gets a way of its own: VPN Advertorial US, then ShieldVPN US"
    )
    operations = _planned(person, text)
    assert {"op": "replace_page", "page": "FoxVPN DE", "by": "PrizePanda", "step": "vpn"} in operations
    assert {"op": "set_weights", "step": "vpn", "weights": {"PrizePanda": 40, "ShieldVPN DE": 60}} in operations
    added = [one["step"] for one in operations if one["op"] == "add_step"]
    assert {"url": "https://world.example.net"}.items() <= added[0].items()
    assert [step.get("lander") or step.get("offer") for step in added[1:]] == ["ShieldVPN US", "VPN Advertorial US"]


def test_a_heading_holds_for_the_lines_below_it(person: Any) -> None:
    operations = _planned(
        person, "VPN Native DACH, Swiss only:\n- lander = VPN Advertorial US\n- offers = ShieldVPN US\nGermany stays"
    )
    shown = [one["step"] for one in operations if one["op"] in ("add_step", "set_step")]
    assert [{"page": "VPN Advertorial US"}] in [step.get("landers") for step in shown]
    assert shown[-1]["offers"] == [{"page": "ShieldVPN US"}]
    assert operations[-1] == {"op": "remove_step", "step": "story_ch"}


def test_which_of_two_is_asked_in_a_list_too(person: Any) -> None:
    assert person.say("VPN Native DACH, Swiss only:\n- offer = ShieldVPN US").asks is not None
    assert not person.world.plans


@pytest.mark.parametrize(
    "text",
    ["VPN Native DACH: FoxVPN DE goes", "FoxVPN DE leaves VPN Native DACH", "VPN Native DACH: FoxVPN DE drops out"],
)
def test_a_page_goes(person: Any, text: str) -> None:
    assert _planned(person, text) == [{"op": "remove_page", "page": "FoxVPN DE", "step": "vpn"}]


@pytest.mark.parametrize(
    "text",
    [
        "remove the landers from VPN Native DACH",
        "VPN Native DACH: ditch all landers",
    ],
)
def test_without_landers_visitors_come_at_once_to_what_stood_behind(person: Any, text: str) -> None:
    assert _planned(person, text) == [{"op": "remove_step", "step": "story", "then": "vpn"}]


def test_a_page_takes_a_place_and_a_share(person: Any) -> None:
    operations = _planned(person, "In VPN Native DACH PrizePanda takes the place of FoxVPN DE with 30 percent")
    assert operations[0] == {"op": "replace_page", "page": "FoxVPN DE", "by": "PrizePanda", "step": "vpn"}
    assert operations[1]["weights"] == {"ShieldVPN DE": 70, "PrizePanda": 30}


def test_what_goes_to_somebody_is_what_they_see_there(person: Any) -> None:
    operations = _planned(person, "VPN Native DACH: FoxVPN DE goes to the Swiss")
    added = {one["key"]: one["step"] for one in operations if one["op"] == "add_step"}
    assert added["story_ch"]["on"] == {"1": "vpn_ch"}
    assert operations[-1] == {"op": "remove_page", "page": "ShieldVPN DE", "step": "vpn_ch"}


def test_same_page_other_offer(person: Any) -> None:
    operations = _planned(
        person, "in VPN Native DACH, Austria: same advertorial, but only ShieldVPN DE behind it. Germany unchanged"
    )
    assert operations[-1] == {"op": "remove_page", "page": "FoxVPN DE", "step": "vpn_at"}
