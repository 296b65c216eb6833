"""Shares that are told by how they grow or shrink."""

from typing import Any

import pytest

VPN = "in VPN Native DACH"


@pytest.mark.parametrize(
    ("text", "shield"),
    [
        (f"take 10 percent from ShieldVPN DE and give it to FoxVPN DE {VPN}", 50),
        (f"change FoxVPN DE from 40 to 30 percent {VPN}", 70),
        (f"let us change FoxVPN DE's 40 percent to 30 {VPN}", 70),
    ],
)
def test_what_one_loses_another_gets(demo_person: Any, text: str, shield: int) -> None:
    (made,) = demo_person.plan(text)["operations"]
    assert made["op"] == "set_weights"
    assert made["weights"] == {"ShieldVPN DE": shield, "FoxVPN DE": 100 - shield}


@pytest.mark.parametrize(
    "text",
    [
        f"change FoxVPN DE from 20 to 30 percent {VPN}",
        f"take 70 percent from ShieldVPN DE and give it to FoxVPN DE {VPN}",
    ],
)
def test_what_does_not_fit_the_shares_of_now_is_asked_about(demo_person: Any, text: str) -> None:
    demo_person.say(text)
    assert not demo_person.world.plans
