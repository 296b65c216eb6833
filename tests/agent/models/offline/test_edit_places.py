"""Places of a funnel by their own names: its exit, its elsewhere page, its tenants."""

from typing import Any

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "swap the elsewhere page in VPN Native DACH for https://w.example.net",
        "Use https://w.example.net instead of the elsewhere page in VPN Native DACH",
        "Our elsewhere page in VPN Native DACH changed. From now on it is https://w.example.net",
        "The elsewhere address in VPN Native DACH is broken. Put https://w.example.net in its place.",
        "change the elsewhere url of VPN Native DACH to https://w.example.net",
    ],
)
def test_the_address_of_a_place_gives_way_to_another(person: Any, text: str) -> None:
    person.say(text)
    assert person.world.plans[-1]["operations"] == [
        {"op": "set_url", "step": "elsewhere", "url": "https://w.example.net"}
    ]


def test_a_link_that_gives_way_to_a_page_is_no_wish_for_links(person: Any) -> None:
    person.say(
        "VPN Native DACH: everyone else gets VPN Advertorial US then ShieldVPN US instead of the elsewhere link"
    )
    operations = person.world.plans[-1]["operations"]
    assert {"op": "remove_step", "step": "elsewhere"} in operations
    assert not [call for call in person.world.calls if call.tool == "get_links"]


@pytest.mark.parametrize(
    "text",
    [
        "VPN Native DACH: behind the advertorial make it 30:70 between ShieldVPN DE and FoxVPN DE",
        "In VPN Native DACH, after the advertorial ShieldVPN DE 30, FoxVPN DE 70",
        "VPN Native DACH: advertorial: ShieldVPN DE / FoxVPN DE 30-70",
    ],
)
def test_shares_behind_a_page(person: Any, text: str) -> None:
    person.say(text)
    assert person.world.plans[-1]["operations"] == [
        {"op": "set_weights", "step": "vpn", "weights": {"ShieldVPN DE": 30, "FoxVPN DE": 70}}
    ]


@pytest.mark.parametrize(
    "text",
    [
        "VPN Native DACH: behind FoxVPN DE use ShieldVPN US instead of ShieldVPN DE",
        "VPN Native DACH: behind ShieldVPN DE only FoxVPN DE",
    ],
)
def test_a_place_that_leads_nowhere_is_asked_about(person: Any, text: str) -> None:
    assert person.say(text).asks is not None
    assert not person.world.plans
