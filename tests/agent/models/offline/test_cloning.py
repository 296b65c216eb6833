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
