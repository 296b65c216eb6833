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


@pytest.mark.parametrize(
    ("text", "shield"),
    [
        (f"{VPN}: give the first one 75 and it 25", 75),
        (f"{VPN}: give the second one 75 and it 25", 25),
        (f"{VPN}: give it 20 percent and the first one 80", 80),
        (f"{VPN}: give the second one 75 and the first one 25", 25),
        (f"{VPN}: 75 for {SHIELD} and 25 for it", 75),
        (f"{VPN}: it gets 30 and {SHIELD} the rest", 70),
        (f"{VPN}: give the second offer 65 and that one 35", 35),
    ],
)
def test_it_is_a_page_of_its_own_beside_an_amount(demo_person: Any, text: str, shield: int) -> None:
    assert _weights(demo_person, text) == {SHIELD: shield, FOX: 100 - shield}


@pytest.mark.parametrize(
    ("text", "shield"),
    [
        ("I'm not sure about the second offer. Give it only 20 percent and the first one 80.", 80),
        ("I'm not sure about the second offer. Give it only 20 percent.", 80),
        ("I'm worried about the first offer. It should get only 20.", 20),
        ("I don't trust the first offer. Let that one have 30 and the second one 70.", 30),
    ],
)
def test_it_points_into_a_story_of_one_page(demo_person: Any, text: str, shield: int) -> None:
    demo_person.say(f"{VPN}: offers 50/50")
    assert _weights(demo_person, text) == {SHIELD: shield, FOX: 100 - shield}


def test_numbers_without_a_kind_count_those_that_share_visitors(demo_person: Any) -> None:
    assert _weights(demo_person, f"{VPN}: 25 for the second and 75 for the first") == {SHIELD: 75, FOX: 25}


def test_what_comes_in_is_it(demo_person: Any) -> None:
    text = f"{VPN}: replace {FOX} with {NEW} and give it 20 and {SHIELD} 80"
    assert _weights(demo_person, text) == {NEW: 20, SHIELD: 80}


@pytest.mark.parametrize(
    "text",
    [
        f"{VPN}: that one 30, the rest to the other",
        f"{VPN}: give it 30, {SHIELD} gets more",
        f"{VPN}: the second offer is weak. Give it 20 and the first one 80 and it 10",
        f"{VPN}: add {NEW}. Give the first offer 30 and that one 20",
        f"{VPN}: add {NEW} and give it 20 percent and the first offer 30",
    ],
)
def test_it_is_asked_about_where_it_may_be_several(demo_person: Any, text: str) -> None:
    demo_person.say(text)
    assert not demo_person.world.plans
