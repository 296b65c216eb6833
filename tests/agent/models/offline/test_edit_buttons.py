"""Buttons of a funnel that is there: told by number, as the only one, opened, taken away."""

from typing import Any

import pytest

Json = dict[str, Any]

CONNECT = {"op": "connect", "step": "story", "on": "1", "to": "way"}


def _planned(person: Any, text: str) -> list[Json]:
    person.say(text)
    operations: list[Json] = person.world.plans[-1]["operations"]
    return operations


@pytest.mark.parametrize(
    "text",
    [
        "VPN Native DACH: the advertorial leads to ShieldVPN US",
        "VPN Native DACH: the advertorial now goes to ShieldVPN US",
        "In VPN Native DACH the button of the advertorial opens ShieldVPN US",
        "VPN Native DACH: the advertorial's button leads to ShieldVPN US",
        "ShieldVPN US belongs on button 1 in VPN Native DACH",
    ],
)
def test_the_only_button_needs_no_number(person: Any, text: str) -> None:
    operations = _planned(person, text)
    assert CONNECT in operations
    assert operations[0]["step"]["offer"] == "ShieldVPN US"


@pytest.mark.parametrize(
    "text",
    [
        "VPN Native DACH: add a second button to the advertorial, it leads to ShieldVPN US",
        "In VPN Native DACH give the advertorial a second button: it should open ShieldVPN US",
        'VPN Native DACH: put a second button ("no thanks") on the advertorial; it goes to ShieldVPN US',
    ],
)
def test_a_button_is_added(person: Any, text: str) -> None:
    assert {**CONNECT, "on": "2"} in _planned(person, text)


def test_where_a_new_button_leads_is_asked(person: Any) -> None:
    reply = person.say("VPN Native DACH: add a second button to the advertorial")
    assert reply.asks.text == "Where should second button lead?"
    assert not person.world.plans


@pytest.mark.parametrize(
    "text",
    [
        "In VPN Native DACH put Spin Wheel in front of the advertorial; its button leads to the advertorial",
        "VPN Native DACH: Spin Wheel comes ahead of the advertorial; the wheel's button goes on to the advertorial",
        "In VPN Native DACH put Spin Wheel before the advertorial. Button of the wheel -> the advertorial",
    ],
)
def test_what_follows_from_a_change_may_be_said_again(person: Any, text: str) -> None:
    operations = _planned(person, text)
    (front,) = [one["step"] for one in operations if one["op"] == "add_step"]
    assert (front["lander"], front["on"]) == ("Spin Wheel", {"1": "story"})
    assert not [one for one in operations if one["op"] == "connect"]


@pytest.mark.parametrize(
    "text",
    [
        "Keto Facebook US: Keto Story leads to DreamDrops",
        "VPN Native DACH: the advertorial leads to ShieldVPN US, not FoxVPN DE",
        "VPN Native DACH: kill button two",
    ],
)
def test_what_a_button_does_not_do_is_asked_about(demo_person: Any, text: str) -> None:
    assert demo_person.say(text).asks is not None
    assert not demo_person.world.plans
