"""What is asked for beside a plan is asked about: it is neither dropped nor planned into the wrong place."""

from typing import Any

import pytest

SWAP = "in VPN Native DACH replace FoxVPN DE by PrizePanda"


@pytest.mark.parametrize(
    "said",
    [
        "set the payout of DreamDrops to 20 and give me the link of VPN Native DACH",
        "give me the link of VPN Native DACH and set the payout of DreamDrops to 20",
        "give me the links of VPN Native DACH and pause DreamDrops",
        "give me the link of VPN Native DACH, and DreamDrops pays 20 now",
        f"{SWAP}, and the payout of DreamDrops is 20",
        f"{SWAP} and give me its link",
        f"{SWAP}, never for Germany",
        f"{SWAP} but not for Canada",
        "clone VPN Native DACH for Outbrain and replace FoxVPN DE by PrizePanda in the original",
        "clone VPN Native DACH for Taboola, Outbrain but not to Outbrain",
        "clone VPN Native DACH for Outbrain starting Monday",
        "clone VPN Native DACH for Outbrain, call it VPN Outbrain asap",
        f"{SWAP}, not FoxVPN any more",
        "half of yesterday was lost in VPN Native DACH, thanks to the intern",
    ],
)
def test_a_second_wish_is_asked_about(person: Any, said: str) -> None:
    reply = person.say(said)

    assert person.world.plans == [], person.world.plans
    assert reply.asks or not reply.understood


@pytest.mark.parametrize(
    "said",
    [
        "don't undo it",
        "please revert it for Canada",
        "revert it tomorrow",
        "undo it if it lost money",
        "undo that, PrizePanda gets 30",
        "undo it and give me the links",
    ],
)
def test_nothing_is_taken_back_where_more_or_less_is_wanted(person: Any, said: str) -> None:
    person.plan(SWAP)

    person.say(said)

    assert len(person.world.plans) == 1


def test_what_stays_is_not_taken_back(person: Any) -> None:
    person.plan(SWAP)
    person.plan("archive DreamDrops")

    assert person.plan("Undo the last one. The vpn change stays.") == {"undo": "P2"}


@pytest.mark.parametrize("said", [SWAP, f"{SWAP}, I said it to my boss on Monday"])
def test_talk_around_a_change_is_no_second_wish(person: Any, said: str) -> None:
    assert person.plan(said)["operations"] == [{"op": "replace_page", "page": "FoxVPN DE", "by": "PrizePanda"}]


@pytest.mark.parametrize(
    "condition",
    [
        "only if my boss agrees",
        "unless KetoBurn pays more",
        "provided that the network says yes",
        "if he agrees",
    ],
)
def test_a_change_that_waits_for_something_is_asked_about(person: Any, condition: str) -> None:
    assert person.say(f"VPN Native DACH: ShieldVPN DE 50, FoxVPN DE 50, {condition}").asks
    assert person.world.plans == []


@pytest.mark.parametrize("said", ["if that's ok", "if possible", "if you can", "if you don't mind"])
def test_politeness_is_no_condition(person: Any, said: str) -> None:
    person.plan(f"VPN Native DACH: ShieldVPN DE 50, FoxVPN DE 50, {said}")


@pytest.mark.parametrize(
    "said",
    [
        "Fooland and Belgium in VPN Native DACH see VPN Listicle US",
        "VPN Native DACH: +Luxemmbourg +Liechtenstein, same as Germany",
        "in VPN Native DACH Belgium, Fooland go to FoxVPN DE",
    ],
)
def test_a_country_that_nobody_knows_is_not_passed_over(person: Any, said: str) -> None:
    assert person.say(said).asks
    assert person.world.plans == []


def test_thanks_are_no_part_of_a_name(person: Any) -> None:
    reply = person.say("clone VPN Native DACH for Outbrain, name shuold be VPN Copy thank you!")
    assert reply.asks or person.world.plans[-1]["as_new"]["funnel"] == "VPN Copy"
