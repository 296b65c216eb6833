"""Copies of funnels, in families of wordings; what has no place in the copy is asked about."""

from typing import Any

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "duplicate VPN Native DACH as VPN Two",
        "Make me an exact copy of VPN Native DACH, name it VPN Two",
        'please copy VPN Native DACH, the copy is called "VPN Two"',
        "I want the same funnel as VPN Native DACH one more time, with name VPN Two",
        "create VPN Two from VPN Native DACH",
        "VPN Native DACH again please, call it VPN Two",
        'dupe vpn native dach real quick and slap "VPN Two" on it',
    ],
)
def test_a_plain_copy(person: Any, text: str) -> None:
    plan = person.plan(text)
    assert (plan["as_new"]["funnel"], plan["operations"]) == ("VPN Two", [])


def test_a_copy_for_a_source_comes_with_its_links(person: Any) -> None:
    assert person.plan("clone VPN Native DACH for Taboola as VPN Two")["as_new"]["sources"] == ["Taboola"]


@pytest.mark.parametrize(
    "text",
    [
        "clone VPN Native DACH without FoxVPN DE as VPN Two",
        "copy VPN Native DACH as VPN Two but kick out FoxVPN DE",
        "a copy of VPN Native DACH, VPN Two, offer only ShieldVPN DE",
    ],
)
def test_a_page_is_left_out(person: Any, text: str) -> None:
    plan = person.plan(text)
    assert plan["as_new"]["funnel"] == "VPN Two"
    assert [(one["op"], one["page"]) for one in plan["operations"]] == [("remove_page", "FoxVPN DE")]


@pytest.mark.parametrize(
    "text",
    [
        "clone VPN Native DACH as VPN Two for women only",
        "don't clone VPN Native DACH",
        "clone VPN Native DACH twice",
        "clone all funnels",
        "replace FoxVPN DE by PrizePanda in VPN Native DACH and clone it",
        "copy VPN Native DACH as VPN Two and send Spain to https://es.example.net if it rains 40%",
    ],
)
def test_what_has_no_place_in_a_copy_plans_nothing(person: Any, world: Any, text: str) -> None:
    reply = person.say(text)
    assert world.plans == [], reply.text


@pytest.mark.parametrize(
    ("text", "name", "sources"),
    [
        ("Same as VPN Native DACH but for Facebook, name VPN FB DACH", "VPN FB DACH", ["Facebook"]),
        ("Just like VPN Native DACH, for Outbrain. Name: VPN Out.", "VPN Out", ["Outbrain"]),
        ("I need the same as VPN Native DACH for Taboola, called VPN Tab", "VPN Tab", ["Taboola"]),
        ("Copy of: VPN Native DACH\nNew name: VPN Tab\nSource: Taboola", "VPN Tab", ["Taboola"]),
        ("I want a copy of VPN Native DACH for Taboola - VPN Tab is a good name", "VPN Tab", ["Taboola"]),
        ("build it like VPN Native DACH, for Taboola: title VPN Tab", "VPN Tab", ["Taboola"]),
        ("clone VPN Native DACH for Outbrain, name shoud be VPN Outbrain", "VPN Outbrain", ["Outbrain"]),
        ("copy VPN Native DACH for Outbrain, the name shuold be VPN Outbrain", "VPN Outbrain", ["Outbrain"]),
    ],
)
def test_a_funnel_like_another_is_a_copy(person: Any, text: str, name: str, sources: list[str]) -> None:
    plan = person.plan(text)
    assert plan["as_new"] == {"funnel": name, "sources": sources}
    assert plan["operations"] == []


def test_a_country_keeps_the_pages_before_its_offer(person: Any) -> None:
    plan = person.plan("same as VPN Native DACH but Switzerland -> PrizePanda. name: VPN Swiss")
    added = [one["step"] for one in plan["operations"] if one["op"] == "add_step"]
    assert any([page["page"] for page in step.get("landers", ())] == ["VPN Advertorial DE"] for step in added)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Clone VPN Native DACH as VPN CA Copy but Canada instead of the DACH countries", ["CA"]),
        ("clone VPN Native DACH as VPN FR with France in place of the dach people, others as now", ["FR"]),
        (
            "copy VPN Native DACH as VPN N: Sweden, Norway rather than DACH, others go where they go in the original",
            ["SE", "NO"],
        ),
    ],
)
def test_countries_of_a_route_by_its_name(person: Any, text: str, codes: list[str]) -> None:
    steps = person.plan(text)["blueprint"]["steps"]
    assert [one["when"][0]["any in"] for one in steps["geo"]["condition"]["routes"]] == [codes]


@pytest.mark.parametrize(
    "text",
    [
        "Germany gets the same as VPN Native DACH",
        "clone VPN Native DACH as VPN X, everyone else gets VPN Listicle US as in the original",
    ],
)
def test_what_is_only_like_something_is_asked_about(person: Any, text: str) -> None:
    reply = person.say(text)
    assert not person.world.plans, reply.text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Clone VPN Native DACH twice, as VPN A and as VPN B", [{"funnel": "VPN A"}, {"funnel": "VPN B"}]),
        (
            "I need two copies of VPN Native DACH: the first called VPN One and the second called VPN Two.",
            [{"funnel": "VPN One"}, {"funnel": "VPN Two"}],
        ),
        (
            'VPN Native DACH needs two twins: "VPN Tab" for Taboola and "VPN Out" for Outbrain. Both in Nutra.',
            [
                {"funnel": "VPN Tab", "group": "Nutra", "sources": ["Taboola"]},
                {"funnel": "VPN Out", "group": "Nutra", "sources": ["Outbrain"]},
            ],
        ),
        (
            "Please make from VPN Native DACH two copies, one named VPN A and one named VPN B, nothing is different",
            [{"funnel": "VPN A"}, {"funnel": "VPN B"}],
        ),
    ],
)
def test_several_copies_are_made_one_after_the_other(person: Any, text: str, wanted: list[dict[str, Any]]) -> None:
    reply = person.say(text)
    assert [one["as_new"] for one in person.world.applied] == wanted, reply.text
    assert all(one["operations"] == [] for one in person.world.applied)


def test_a_declined_copy_ends_the_row(person: Any) -> None:
    person.world.yes = False
    person.say("Clone VPN Native DACH twice, as VPN A and as VPN B")
    assert [one["as_new"] for one in person.world.plans] == [{"funnel": "VPN A"}]


@pytest.mark.parametrize(
    "text",
    [
        "clone VPN Native DACH twice",
        "clone VPN Native DACH twice, as VPN A with only FoxVPN DE and as VPN B",
        "two copies of VPN Native DACH, one named VPN A and one named VPN B, but both without FoxVPN DE",
    ],
)
def test_several_copies_that_differ_are_asked_about(person: Any, text: str) -> None:
    reply = person.say(text)
    assert person.world.plans == [], reply.text
