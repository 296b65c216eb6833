"""New funnels told in any order of words, and what is asked where words narrow down what cannot be planned."""

from typing import Any

import pytest


@pytest.mark.parametrize(
    "told",
    [
        "half see Sleep Quiz, the other half see Keto Story. The quiz leads to DreamDrops, the story to PrizePanda",
        "50% to Sleep Quiz, then DreamDrops; 50% to Keto Story, then PrizePanda",
        "Sleep Quiz and Keto Story, 50% each. Behind the quiz comes DreamDrops, behind the story PrizePanda",
    ],
)
def test_ways_that_differ_after_a_split(person: Any, told: str) -> None:
    blueprint = person.plan(f"New funnel for Facebook: {told}. Group Nutra")["blueprint"]
    steps = blueprint["steps"]
    arms = [steps[arm["to"]] for arm in blueprint["start"]]
    assert [arm["weight"] for arm in blueprint["start"]] == [50, 50]
    assert [(arm["lander"], steps[arm["on"]["1"]]["offer"]) for arm in arms] == [
        ("Sleep Quiz", "DreamDrops"),
        ("Keto Story", "PrizePanda"),
    ]


@pytest.mark.parametrize(
    ("told", "rule"),
    [
        (
            "On Sundays visitors get PrizePanda, on all other days DreamDrops",
            {"attribute": "day of week", "is": ["sunday"]},
        ),
        (
            "Germans straight to PrizePanda. Everybody else straight to DreamDrops",
            {"attribute": "country", "any in": ["DE"]},
        ),
        (
            "everyone goes to DreamDrops, except Germans, they go to PrizePanda",
            {"attribute": "country", "any in": ["DE"]},
        ),
    ],
)
def test_who_gets_something_else(person: Any, told: str, rule: dict[str, Any]) -> None:
    blueprint = person.plan(f"New funnel for Facebook, group Nutra: {told}")["blueprint"]
    condition = blueprint["steps"][blueprint["start"]]["condition"]
    assert [route["when"] for route in condition["routes"]] == [[rule]]
    assert blueprint["steps"][condition["routes"][0]["to"]]["offer"] == "PrizePanda"
    assert blueprint["steps"][condition["otherwise"]]["offer"] == "DreamDrops"


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ("women get Sleep Quiz and then DreamDrops", "women"),
        ("Sleep Quiz and then DreamDrops, but never for Germany", "never"),
        ("Sleep Quiz, then DreamDrops for Germany. Everyone else to PrizePanda", "all visitors"),
    ],
)
def test_what_narrows_down_and_has_no_place_is_asked(person: Any, told: str, asked: str) -> None:
    reply = person.say(f"New funnel for Facebook, group Nutra: {told}")
    assert not person.world.plans
    assert asked in reply.text


@pytest.mark.parametrize("verb", ["enjoy", "adore", "receive", "watch"])
def test_an_everyday_verb_from_a_crowd_to_a_page_leads(person: Any, verb: str) -> None:
    said = f"Outbrain, group Utilities: Germans {verb} VPN Advertorial DE then ShieldVPN DE, others go to PrizePanda"
    steps = person.plan(said)["blueprint"]["steps"]
    assert [step for step in steps.values() if step.get("lander") == "VPN Advertorial DE"]


@pytest.mark.parametrize("who", ["nurses", "gardeners", "cat owners", "women", "Germans abroad"])
def test_whom_no_tracker_can_tell_is_asked_about(person: Any, who: str) -> None:
    said = f"Outbrain, group Utilities: {who} VPN Advertorial DE then ShieldVPN DE, others go to PrizePanda"
    assert person.say(said).asks
    assert not person.world.plans


@pytest.mark.parametrize("limit", ["capped", "limited", "throttled", "5000", "paused"])
def test_a_limit_in_any_form_is_asked_about(person: Any, limit: str) -> None:
    assert person.say(f"{limit} Facebook traffic to Keto Story, then KetoBurn US, in group Nutra").asks
    assert not person.world.plans
