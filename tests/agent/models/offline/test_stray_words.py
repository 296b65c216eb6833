"""Words beside the way of the visitors are a name, a group or a question, and never a page of the funnel."""

from typing import Any

import pytest

REST = "Google Ads to Sleep Quiz then DreamDrops, group Lead Gen"


@pytest.mark.parametrize("label", ["Sleep", "Keto", "Spin", "Keto Story", "Wheelies", "My keto"])
def test_a_label_in_front_is_asked_about(person: Any, label: str) -> None:
    reply = person.say(f"{label}: {REST}")
    assert person.world.plans == []
    assert reply.asks
    assert f"what {label!r} in front of the colon is" in reply.text


def test_a_funnel_in_front_of_a_colon_is_its_name(person: Any) -> None:
    blueprint = person.plan(f"funnel Sleep: {REST}")["blueprint"]
    assert blueprint["funnel"] == "Sleep"
    assert blueprint["steps"] == {
        "lander": {"lander": "Sleep Quiz", "on": {"1": "offer"}},
        "offer": {"offer": "DreamDrops"},
    }


def test_a_source_in_front_of_a_colon_is_the_source(person: Any) -> None:
    assert person.plan("Facebook: Sleep Quiz then DreamDrops, group Nutra")["blueprint"]["sources"] == ["Facebook"]


def test_a_group_in_front_is_the_group(person: Any) -> None:
    blueprint = person.plan("In Nutra, TikTok Ads to Sleep Quiz then DreamDrops")["blueprint"]
    assert blueprint["group"] == "Nutra"
    assert list(blueprint["steps"]) == ["lander", "offer"]


def test_an_unknown_group_in_front_is_asked_about_though_pages_are_called_like_it(person: Any) -> None:
    reply = person.say("In Keto, TikTok Ads to Sleep Quiz then DreamDrops")
    assert reply.text.startswith("There is no funnel group called 'Keto'.")
    assert person.plan("Nutra")["blueprint"]["group"] == "Nutra"
    assert list(person.world.plans[-1]["blueprint"]["steps"]) == ["lander", "offer"]


def test_the_offer_that_should_be_another_is_replaced(person: Any) -> None:
    person.plan("Facebook to VPN Advertorial DE then ShieldVPN DE, group Utilities")
    assert person.plan("the offer should be FoxVPN DE now")["operations"] == [
        {"op": "replace_page", "page": "ShieldVPN DE", "by": "FoxVPN DE"}
    ]


def test_of_several_offers_the_one_that_goes_is_asked_for(person: Any) -> None:
    person.say("show me VPN Native DACH")
    assert person.say("the offer should be PrizePanda now").asks.choices == ("ShieldVPN DE", "FoxVPN DE")
    assert person.plan("2")["operations"] == [{"op": "replace_page", "page": "FoxVPN DE", "by": "PrizePanda"}]


def test_one_page_builds_no_funnel_while_one_is_talked_of(person: Any) -> None:
    person.plan("Facebook to VPN Advertorial DE then ShieldVPN DE, group Utilities")
    assert person.say("the offer should be FoxVPN DE now, in group Utilities").asks
    assert len(person.world.plans) == 1


def test_a_funnel_that_is_asked_for_by_that_word_is_built_though_one_is_talked_of(person: Any) -> None:
    person.plan("Facebook to VPN Advertorial DE then ShieldVPN DE, group Utilities")
    assert person.plan("make a funnel for FoxVPN DE in group Nutra")["blueprint"] == {
        "funnel": "FoxVPN DE",
        "group": "Nutra",
        "start": "offer",
        "steps": {"offer": {"offer": "FoxVPN DE"}},
    }


def test_visitors_of_a_page_are_a_number(person: Any) -> None:
    person.plan("Facebook to VPN Advertorial DE then ShieldVPN DE, group Utilities")
    assert "unique visitors" in person.say("visitors with FoxVPN DE, in group Utilities").text
    assert len(person.world.plans) == 1
