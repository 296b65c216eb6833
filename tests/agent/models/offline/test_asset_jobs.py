"""Jobs on single assets, over the demo account."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conversing import Heard, Room, Speaker


@pytest.fixture
def room(demo: Path) -> Iterator[Room]:
    with Room(demo) as room:
        yield room


@pytest.fixture
def person(room: Room) -> Speaker:
    return room.person()


@pytest.fixture
def careful(room: Room) -> Speaker:
    """Says no to every plan, so that nothing is ever written."""
    person = room.person()
    person.yes = False
    return person


def _planned(heard: Heard) -> list[dict[str, Any]]:
    """The changes as the plan names them, without ids."""
    return [
        {"do": one["do"], "family": one["family"], "name": one["name"], "said": one["said"]}
        for one in heard.answer("plan_changes")["changes"]
    ]


def _only(heard: Heard) -> tuple[str, str, str]:
    [one] = _planned(heard)
    return one["do"], one["family"], one["name"]


@pytest.mark.parametrize(
    ("text", "do", "family", "name"),
    [
        ("archive Keto Story", "archive", "page", "Keto Story"),
        ("please archive the lander Sleep Quiz", "archive", "page", "Sleep Quiz"),
        ("archive the Sleep Quiz lander", "archive", "page", "Sleep Quiz"),
        ("archive VPN Native DACH", "archive", "funnel", "VPN Native DACH"),
        ("retire the traffic source PropellerAds", "archive", "traffic_source", "PropellerAds"),
        ("put DreamDrops into the archive", "archive", "page", "DreamDrops"),
        ("delete Keto Story", "delete", "page", "Keto Story"),
        ("remove Keto Story from the account", "delete", "page", "Keto Story"),
        ("delete the group Sweepstakes", "delete", "funnel_group", "Sweepstakes"),
        ("get rid of the network AdNet", "delete", "offer_source", "AdNet"),
        ("make a new group called Crypto", "create", "funnel_group", "Crypto"),
        ('create a new tag "VIP"', "create", "visitor_tag", "VIP"),
        ("add a network MaxNet", "create", "offer_source", "MaxNet"),
        ("make a new lander category Quizzes", "create", "category", "Quizzes"),
        ("duplicate the offer DreamDrops as DreamDrops B", "duplicate", "page", "DreamDrops B"),
    ],
)
def test_a_job_is_one_change(careful: Speaker, text: str, do: str, family: str, name: str) -> None:
    assert _only(careful.says(text)) == (do, family, name)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rename Keto Story to Keto Saga", "name Keto Story → Keto Saga"),
        ("rename the lander Keto Story to Keto - Saga", "name Keto Story → Keto - Saga"),
        ("change the name of Keto Story to 'From A to B'", "name Keto Story → From A to B"),
        ("set the payout of DreamDrops to 45", "payout 32.50 → 45"),
        ("raise DreamDrops' payout to $45", "payout 32.50 → 45"),
        ("DreamDrops pays 45,50 now", "payout 32.50 → 45.50"),
        ("the payout of DreamDrops is now 45 usd", "payout 32.50 → 45"),
        (
            "change the url of Keto Story to https://read.example.net/two",
            "base URL https://read.example.net/keto-story → https://read.example.net/two",
        ),
        ("add a note to Keto Story: do not use and rename it", "notes Demo account → do not use and rename it"),
    ],
)
def test_a_job_changes_one_field(careful: Speaker, text: str, said: str) -> None:
    [change] = _planned(careful.says(text))
    assert change["said"] == [said]


def test_an_offer_moves_to_another_network(person: Speaker) -> None:
    person.says("move the offer DreamDrops to ClickHero")
    heard = person.says("list my offers")
    assert "- DreamDrops (ClickHero)" in heard.text


def test_what_was_archived_comes_back(person: Speaker) -> None:
    person.says("archive Keto Story")
    assert "Keto Story" not in person.says("list my landers").text
    person.says("bring it back")
    assert "- Keto Story" in person.says("list my landers").text


def test_what_was_deleted_comes_back_by_undo(person: Speaker) -> None:
    person.says("delete the funnel VPN Native DACH")
    assert "VPN Native DACH" not in person.says("which funnels are there").text
    person.says("undo")
    assert "- VPN Native DACH (Utilities)" in person.says("which funnels are there").text


def test_a_deleted_funnel_is_not_it_any_more(person: Speaker) -> None:
    person.says("show me VPN Native DACH")
    person.says("delete it")
    heard = person.says("make it 50/50")
    assert heard.asked
    assert "plan_edit" not in [call.tool for call in heard.calls]


def test_its_is_the_asset_in_talk(person: Speaker) -> None:
    person.says('make a new offer "NightCalm" https://n.example.net/?s1={hit} paying $30 from NutraHub')
    [change] = _planned(person.says("set its payout to 31"))
    assert (change["name"], change["said"]) == ("NightCalm", ["payout 30 → 31"])


def test_the_offer_is_that_of_the_funnel_in_talk(careful: Speaker) -> None:
    careful.says("show me VPN Native DACH")
    heard = careful.says("set the payout of the offer to 30")
    assert heard.choices == ("ShieldVPN DE", "FoxVPN DE")
    assert _only(careful.says("2"))[2] == "FoxVPN DE"


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("set the payout of the second offer to 30", "FoxVPN DE", "payout 14.50 → 30"),
        ("rename the first offer to Bar", "ShieldVPN DE", "name ShieldVPN DE → Bar"),
        ("rename the last lander to Bar", "VPN Advertorial DE", "name VPN Advertorial DE → Bar"),
    ],
)
def test_a_page_of_the_funnel_by_its_place(careful: Speaker, text: str, name: str, said: str) -> None:
    careful.says("show me VPN Native DACH")
    [change] = _planned(careful.says(text))
    assert (change["name"], change["said"]) == (name, [said])


def test_a_place_that_is_not_there_is_asked_about(careful: Speaker) -> None:
    careful.says("show me VPN Native DACH")
    heard = careful.says("rename the third offer to Bar")
    assert "which offer is number 3: 'VPN Native DACH' has 2" in heard.text


def test_a_renamed_funnel_stays_in_talk(person: Speaker) -> None:
    person.says("rename VPN Native DACH to VPN - Native - DACH")
    heard = person.says("make it 80/20")
    assert heard.answer("plan_edit")["funnel"]["name"] == "VPN - Native - DACH"


def test_delete_takes_a_page_out_of_the_funnel_in_talk(careful: Speaker) -> None:
    careful.says("show me VPN Native DACH")
    heard = careful.says("delete ShieldVPN DE")
    assert [call.arguments["operations"] for call in heard.calls if call.tool == "plan_edit"] == [
        [{"op": "remove_page", "page": "ShieldVPN DE", "step": "vpn"}]
    ]
    assert _only(careful.says("delete ShieldVPN DE for good")) == ("delete", "page", "ShieldVPN DE")


def test_several_jobs_are_one_plan(careful: Speaker) -> None:
    heard = careful.says(
        "archive Keto Story, Sleep Quiz and Joint Pain Advertorial; rename DreamDrops to Dream Drops 2"
    )
    assert [(one["do"], one["name"]) for one in _planned(heard)] == [
        ("archive", "Keto Story"),
        ("archive", "Sleep Quiz"),
        ("archive", "Joint Pain Advertorial"),
        ("update", "DreamDrops"),
    ]


def test_a_new_page_by_itself_is_made_and_asked_for_what_is_missing(person: Speaker) -> None:
    assert "What is the address" in person.says('create a new offer "Star Deal"').text
    assert "What does 'Star Deal' pay" in person.says("https://star.example.net/?s1={hit}").text
    assert "Which network (offer source) is the offer 'Star Deal' from?" in person.says("12.50").text
    [change] = _planned(person.says("NutraHub"))
    assert (change["do"], change["name"]) == ("create", "Star Deal")
    assert "- Star Deal" in person.says("list my offers").text


def test_a_new_offer_may_be_without_a_network(person: Speaker) -> None:
    assert person.says("new offer: Star Deal, https://star.example.net/?s1={hit}, pays 12.50").asked
    [change] = _planned(person.says("without a network"))
    assert (change["do"], change["name"]) == ("create", "Star Deal")


def test_a_new_page_has_its_whole_name(careful: Speaker) -> None:
    assert "'Star Page'" in careful.says("make a new lander Star Page").text


def test_a_new_traffic_source_asks_what_is_paid(person: Speaker) -> None:
    heard = person.says("new traffic source Zeropark")
    assert heard.choices == ("each visit", "each conversion")
    assert _only(person.says("each visit")) == ("create", "traffic_source", "Zeropark")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("archive Keto", "Nothing is called just 'Keto'"),
        ("delete Keto Stor", "Nothing is called just 'Keto Stor'"),
        ("archive Blubber", "'Blubber'"),
        ("delete everything", "'everything'"),
        ("rename Keto Story to Sleep Quiz", "called 'Sleep Quiz' already"),
        ("rename Keto Story to Saga and drop the second lander", ""),
        ("rename Keto Story to Saga for Germany", "put it in quotes"),
        ("make a new group Nutra", "called 'Nutra' already"),
        ("make a new group Crypto and move it there", ""),
        ("set the payout of Keto Story to 45", "only offers pay"),
        ("set the payout of DreamDrops", "What does 'DreamDrops' pay"),
        ("set the payout of DreamDrops to a lot", ""),
        ("change the url of Keto Story to the new one", ""),
        ("set the payout of DreamDrops to 45 and send mobile to Sleep Quiz", ""),
        ("move Keto Story to category Nowhere", "Nowhere"),
        ("bring back Keto Story", "the archive has nothing like it"),
        ("archive the second lander", ""),
        ("delete the DACH route", ""),
        ("archive it", "say its name"),
    ],
)
def test_what_is_unsure_is_asked_and_never_planned(careful: Speaker, text: str, named: str) -> None:
    heard = careful.says(text)
    assert "apply_plan" not in [call.tool for call in heard.calls], heard.text
    assert named in heard.text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Archive the lander Sleep Quiz, nobody needs it any more.", "Sleep Quiz"),
        ("archive Sleep Quiz because it lost money", "Sleep Quiz"),
        ("Sleep Quiz can be archived - it has run its course.", "Sleep Quiz"),
        ("We have no use for Sleep Quiz, archive it", "Sleep Quiz"),
        ("archive the funnel Keto Facebook US as we won't run it again", "Keto Facebook US"),
        ("It converts badly, so please archive the offer DreamDrops.", "DreamDrops"),
    ],
)
def test_the_reason_for_a_job_is_no_part_of_it(careful: Speaker, text: str, name: str) -> None:
    do, _family, found = _only(careful.says(text))
    assert (do, found) == ("archive", name)


@pytest.mark.parametrize(
    "text",
    [
        "Keto Facebook US needs another name: Keto Spring",
        "Keto Facebook US gets a new name: Keto Spring",
        "The funnel Keto Facebook US shall carry the name Keto Spring as of now",
        "The funnel Keto Facebook US should have Keto Spring as its name",
        "give Keto Facebook US a better name: Keto Spring",
        "Funnel Keto Facebook US should be called Keto Spring, nothing but the name",
        "rename the funnel Keto Facebook US to 'Keto Spring', that's shorter",
        'call Keto Facebook US "Keto Spring" from now on',
    ],
)
def test_a_wish_for_another_name_is_no_copy(careful: Speaker, text: str) -> None:
    heard = careful.says(text)
    [call] = [one for one in heard.calls if one.tool == "plan_edit"]
    assert (call.arguments["operations"], "as_new" in call.arguments) == (
        [{"op": "rename", "step": None, "name": "Keto Spring"}],
        False,
    )


def test_a_new_name_that_was_not_said_is_asked_for(careful: Speaker) -> None:
    assert (
        "What should the funnel 'Keto Facebook US' be called?"
        in careful.says("Keto Facebook US gets another name").text
    )
    assert careful.says("Keto Spring").answer("plan_edit")["title"] == "Change 'Keto Facebook US'"


@pytest.mark.parametrize(
    "text",
    [
        "DreamDrops has moved; the address is now https://dream.example.com/x?s={hit}, the payout stays the same",
        "DreamDrops relocated, new link https://dream.example.com/x?s={hit} with the same commission",
        "The link of DreamDrops changed to https://dream.example.com/x?s={hit}, payout unchanged",
        "DreamDrops' address is https://dream.example.com/x?s={hit} now. Nothing else changed.",
    ],
)
def test_news_of_an_address_change_it_alone(careful: Speaker, text: str) -> None:
    [call] = [one for one in careful.says(text).calls if one.tool == "plan_changes"]
    assert [one["fields"] for one in call.arguments["changes"]] == [
        {"baseURL": "https://dream.example.com/x?s={hit}"}
    ]


@pytest.mark.parametrize(
    "text",
    [
        "archive Sleep Quiz, only if it has no visitors",
        "archive Sleep Quiz until monday",
        "archive Sleep Quiz, it should be paused first",
        "archive Sleep Quiz, Spin Wheel replaces it",
        "DreamDrops moved to https://dream.example.com/x?s={hit} and pays 40 now",
        "DreamDrops moves to https://dream.example.com/x?s={hit} tomorrow",
        "DreamDrops moved to https://dream.example.com/x?s={hit} if the old one is down",
        "Funnel Keto Facebook US should be called Keto Spring from tomorrow",
    ],
)
def test_a_condition_or_a_second_wish_is_no_reason(careful: Speaker, text: str) -> None:
    heard = careful.says(text)
    assert [one.tool for one in heard.calls if one.tool.startswith("plan_")] == [], heard.text
