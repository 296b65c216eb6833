"""Changes of a funnel in free words: families of ways to say the same, and what must be asked or refused."""

from typing import Any

import pytest

Json = dict[str, Any]

SWAP: list[Json] = [{"op": "replace_page", "page": "ShieldVPN DE", "by": "ShieldVPN US", "step": "vpn"}]


def _weights(shield: int) -> list[Json]:
    return [{"op": "set_weights", "step": "vpn", "weights": {"ShieldVPN DE": shield, "FoxVPN DE": 100 - shield}}]


def _planned(person: Any, text: str) -> list[Json]:
    person.say("show me VPN Native DACH")
    person.say(text)
    operations: list[Json] = person.world.plans[-1]["operations"]
    return operations


def _without_steps(operations: list[Json]) -> list[Json]:
    return [{key: value for key, value in one.items() if key != "step"} for one in operations]


@pytest.mark.parametrize(
    "text",
    [
        "kick ShieldVPN DE out of VPN Native DACH n put ShieldVPN US in there instead",
        "In VPN Native DACH ShieldVPN DE gives way to ShieldVPN US",
        "In VPN Native DACH use ShieldVPN US in place of ShieldVPN DE please",
        "In VPN Native DACH ShieldVPN US takes the place of ShieldVPN DE",
        "I'd rather have ShieldVPN US than ShieldVPN DE in VPN Native DACH",
        "put ShieldVPN US where ShieldVPN DE is in VPN Native DACH",
    ],
)
def test_a_page_takes_the_place_of_another_in_any_words(person: Any, text: str) -> None:
    assert _without_steps(_planned(person, text)) == _without_steps(SWAP)


@pytest.mark.parametrize(
    ("text", "operations"),
    [
        ("VPN Native DACH: the Fox gets 30, Shield the rest", _weights(70)),
        ("In VPN Native DACH, run the offers three to one in favour of Fox", _weights(25)),
        ("VPN Native DACH pls: Fox n Shield 50 50", _weights(50)),
        ("In VPN Native DACH ShieldVPN DE 3/4, FoxVPN DE 1/4", _weights(75)),
    ],
)
def test_shares_are_found_in_any_notation(person: Any, text: str, operations: list[Json]) -> None:
    assert _planned(person, text) == operations


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("treat Liechtenstein like Germany in VPN Native DACH", ["DE", "AT", "CH", "LI"]),
        ("Switzerland out of VPN Native DACH please", ["DE", "AT"]),
        ("In VPN Native DACH no more Swiss visitors, they go where all the others go", ["DE", "AT"]),
    ],
)
def test_countries_join_and_leave_a_way(person: Any, text: str, countries: list[str]) -> None:
    operations = _planned(person, text)
    assert [one["op"] for one in operations] == ["set_step"]
    routes = operations[0]["step"]["condition"]["routes"]
    assert [rule["any in"] for route in routes for rule in route["when"]] == [countries]


def test_some_visitors_have_a_copy_of_what_is_changed_for_them_alone(person: Any) -> None:
    text = "In VPN Native DACH, Swiss visitors should keep the advertorial but then only ever see ShieldVPN DE"
    operations = _planned(person, text)
    added = {one["key"]: one["step"] for one in operations if one["op"] == "add_step"}
    assert set(added) == {"story_ch", "vpn_ch"}
    assert added["story_ch"]["on"] == {"1": "vpn_ch"}
    assert operations[-1] == {"op": "remove_page", "page": "FoxVPN DE", "step": "vpn_ch"}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("women in VPN Native DACH should get ShieldVPN US", "women"),
        ("In VPN Native DACH use ShieldVPN US instead of ShieldVPN DE on weekends", "weekends"),
        ("send UK purple to PrizePanda instead in VPN Native DACH", "purple"),
        ("In VPN Native DACH make Shield 60 and Fox 60", "120"),
        ("In VPN Native DACH replace PrizePanda by ShieldVPN DE", "PrizePanda"),
        ("change Germany to France in VPN Native DACH", "France"),
    ],
)
def test_what_has_no_place_in_a_change_is_asked_about(person: Any, text: str, named: str) -> None:
    person.say("show me VPN Native DACH")
    before = len(person.world.plans)
    reply = person.say(text)
    assert named in reply.text
    assert len(person.world.plans) == before


def test_one_page_takes_the_place_of_several(person: Any) -> None:
    operations = _planned(person, "In VPN Native DACH use ShieldVPN US instead of ShieldVPN DE and FoxVPN DE")
    assert [(one["op"], one["page"], one.get("by", "")) for one in operations] == [
        ("replace_page", "ShieldVPN DE", "ShieldVPN US"),
        ("remove_page", "FoxVPN DE", ""),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "VPN Native DACH: behind the advertorial the Swiss get ShieldVPN US instead of FoxVPN DE",
        "VPN Native DACH: the Swiss get ShieldVPN US instead of FoxVPN DE behind the advertorial",
    ],
)
def test_the_page_before_says_the_place(person: Any, text: str) -> None:
    assert _planned(person, text)[-1] == {
        "op": "replace_page", "page": "FoxVPN DE", "by": "ShieldVPN US", "step": "vpn_ch",
    }  # fmt: skip


def test_a_place_behind_one_of_two_pages_is_asked_about(person: Any) -> None:
    person.plan("add Keto Story to VPN Native DACH beside the advertorial")
    reply = person.say("In VPN Native DACH behind the advertorial replace FoxVPN DE by ShieldVPN US")
    assert len(person.world.plans) == 1, reply.text


def test_readers_of_one_section_are_not_all_readers(demo_person: Any) -> None:
    text = "Readers of technik-blog-3175 in Germany and Austria should get ShieldVPN DE only after the advertorial."
    demo_person.say(f"VPN Native DACH: {text}")
    assert not demo_person.world.plans
