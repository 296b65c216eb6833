"""Reasons, complaints, lead-ins and what is said in passing around an order; and what only looks like them."""

from typing import Any

import pytest

OUT = [{"op": "remove_page", "page": "FoxVPN DE", "step": "vpn"}]


@pytest.mark.parametrize(
    "text",
    [
        "ClickHero is nagging me all week. In VPN Native DACH take out FoxVPN DE.",
        "AdNet raised our cap for ShieldVPN DE, so take FoxVPN DE out of VPN Native DACH",
        "take FoxVPN DE out of VPN Native DACH since ClickHero pays so late these days",
        "Take FoxVPN DE out of VPN Native DACH, given that ClickHero only accepts Facebook traffic.",
        "take FoxVPN DE out of VPN Native DACH until I tell you otherwise",
        "take FoxVPN DE out of VPN Native DACH till further notice",
        "Long story short, in VPN Native DACH take out FoxVPN DE, but keep the offer itself in the account.",
        "What I'm after: remove FoxVPN DE from VPN Native DACH, from now on",
        "Taboola mailed again and complained about our ads. Bottom line: take FoxVPN DE out of VPN Native DACH.",
        "The test in VPN Native DACH is done, ShieldVPN DE beat FoxVPN DE. So everything to ShieldVPN.",
        "FoxVPN DE is sold out at ClickHero, so only ShieldVPN DE in VPN Native DACH please",
    ],
)
def test_talk_around_an_order_wants_nothing(demo_person: Any, text: str) -> None:
    assert demo_person.plan(text)["operations"] == OUT


def test_a_story_about_a_funnel_still_tells_which_one_is_meant(demo_person: Any) -> None:
    planned = demo_person.plan(
        "AdNet and ClickHero rejected our traffic in VPN Native DACH. So remove FoxVPN DE there."
    )
    assert (planned["funnel"], planned["operations"]) == ("F0", OUT)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "I promised Outbrain a new campaign. Build a Facebook funnel in Nutra: Sleep Quiz then DreamDrops.",
            "Facebook - DreamDrops",
        ),
        (
            (
                "My network ClickHero is nagging me. Facebook to Sleep Quiz then DreamDrops, group Nutra. We target "
                "the countries in Facebook itself, so no geo stuff."
            ),
            "Facebook - DreamDrops",
        ),
        (
            (
                "NutraHub raised our cap at last, so we'll do a second sleep thing for Facebook, group Nutra, the "
                "name would be something like Sleep Push, yes let's take that. Sleep Quiz first and then DreamDrops."
            ),
            "Sleep Push",
        ),
    ],
)
def test_who_is_only_told_of_is_no_source_of_a_new_funnel(demo_person: Any, text: str, name: str) -> None:
    blueprint = demo_person.plan(text)["blueprint"]
    assert (blueprint["funnel"], blueprint["sources"]) == (name, ["Facebook"])


@pytest.mark.parametrize(
    "text",
    [
        "take FoxVPN DE out of VPN Native DACH until Monday",
        "take FoxVPN DE out of VPN Native DACH till the end of the month",
        "take FoxVPN DE out of VPN Native DACH since Monday",
        "take FoxVPN DE out of VPN Native DACH unless ClickHero pays by Friday",
        "take FoxVPN DE out of VPN Native DACH, but keep it for mobile",
        "AdNet is nagging me to take FoxVPN DE out of VPN Native DACH for women",
    ],
)
def test_what_has_a_condition_an_end_or_a_crowd_is_no_talk(demo_person: Any, text: str) -> None:
    demo_person.say(text)
    assert all(plan.get("operations") != OUT for plan in demo_person.world.plans)
