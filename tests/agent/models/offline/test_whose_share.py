"""Whose share is whose, where pages are told by how they stand to each other, and not only by their names."""

from typing import Any

import pytest

VPN = "VPN Native DACH"
NEW = "TotalGuard Antivirus"
SHIELD, FOX = "ShieldVPN DE", "FoxVPN DE"


def _weights(person: Any, text: str) -> dict[str, Any]:
    operations = person.plan(text)["operations"]
    (made,) = [one for one in operations if one["op"] == "set_weights"]
    weights: dict[str, Any] = made["weights"]
    return weights


@pytest.mark.parametrize(
    ("text", "fox"),
    [
        (f"{VPN} offers 30/70, fox is the 30", 30),
        (f"{VPN} offers 35/65 where shield has the 65", 35),
        (f"{VPN} offers 80/20 tilted towards Fox", 80),
        (f"put the vpn offers of {VPN} at 70 30 with fox leading", 70),
        (f"{VPN} offers 70/30, Fox has the smaller part", 30),
        (f"{VPN}: run FoxVPN DE against ShieldVPN DE, 70/30 in favour of Shield", 30),
    ],
)
def test_two_amounts_go_to_whom_the_words_favour(demo_person: Any, text: str, fox: int) -> None:
    assert _weights(demo_person, text) == {FOX: fox, SHIELD: 100 - fox}


@pytest.mark.parametrize(
    ("text", "new", "old"),
    [
        (f"{VPN}: {NEW} gets 10%, the two old ones 45 each", 10, 45),
        (f"{VPN}: add {NEW} with 30 percent, the old offers share the remaining 70 equally", 30, 35),
        (f"Add {NEW} to {VPN} beside the current offers. The newcomer gets 20, the other two keep 40 each.", 20, 40),
    ],
)
def test_the_old_ones_and_the_newcomer_have_what_is_told_of_them(
    demo_person: Any, text: str, new: int, old: int
) -> None:
    assert _weights(demo_person, text) == {NEW: new, SHIELD: old, FOX: old}


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("test VPN Advertorial US against the lander that runs now, 80/20 in favour of the current one", 20),
        ("try VPN Advertorial US beside the existing lander, 60 for the existing one and 40 for the newcomer", 40),
        ("test VPN Advertorial US against the present lander, 75/25, the present one gets more", 25),
        ("test VPN Advertorial US against VPN Advertorial DE, 90/10, the old one keeps 90", 10),
    ],
)
def test_what_runs_now_is_no_newcomer(demo_person: Any, text: str, new: int) -> None:
    assert _weights(demo_person, f"{VPN}: {text}") == {"VPN Advertorial US": new, "VPN Advertorial DE": 100 - new}


@pytest.mark.parametrize(
    "text",
    [
        f"{VPN} offers 60/40, Fox 50",
        f"{VPN}: offers 30/70 for Fox",
        f"{VPN}: ShieldVPN DE against FoxVPN DE 80/20 in favour of the better one",
        f"{VPN}: test {NEW} against the current one, 70/30 in favour of the current one",
        f"{VPN}: FoxVPN DE 30, ShieldVPN DE 70. The old ones keep 50 each.",
        f"{VPN}: offers: give it 70",
    ],
)
def test_who_is_meant_is_asked_where_it_is_not_clear(demo_person: Any, text: str) -> None:
    demo_person.say(text)
    assert not demo_person.world.plans
