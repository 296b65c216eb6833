"""What was changed, and the way back, asked for in plain words."""

from typing import Any

import pytest

from agent.models.offline.undoing.past import Past, past_of

HISTORY = """The history of 'VPN Native DACH', newest first:
- version 8, 2026-11-28 12:00 UTC, by Ada: funnel 'VPN Native DACH': notes nothing → two
- version 3, 2026-11-23 12:00 UTC, by Ada: funnel 'VPN Native DACH': notes nothing → one"""


@pytest.mark.parametrize(
    "text",
    [
        "what changed in VPN Native DACH?",
        "what has changed in VPN Native DACH lately?",
        "What was changed in the funnel VPN Native DACH since Monday?",
        "history of VPN Native DACH",
        "show me the history of VPN Native DACH",
        "please show the whole history of vpn native dach",
        "list all versions of VPN Native DACH",
        'history of "VPN Native DACH"',
        "show me the changes to VPN Native DACH",
    ],
)
def test_a_history_is_told_newest_first(person: Any, text: str) -> None:
    assert person.say(text).text == HISTORY
    assert person.world.plans == []


def test_the_funnel_in_talk_is_meant_by_it(person: Any) -> None:
    person.say("show me VPN Native DACH")
    assert person.say("what changed in it?").text == HISTORY
    assert person.say("history").text == HISTORY


def test_where_no_funnel_is_in_talk_it_is_asked_for(person: Any) -> None:
    reply = person.say("history")
    assert reply.text.startswith("Which funnel do you mean?")
    assert person.say("VPN Native DACH").text == HISTORY


@pytest.mark.parametrize(
    "text",
    [
        "what did others change?",
        "Did anybody else change anything?",
        "what changed in my account?",
        "show me the drift",
    ],
)
def test_what_others_did_is_told_without_a_guess_at_who(person: Any, text: str) -> None:
    assert person.say(text).text == (
        "Others changed since (the tracker does not say who):\n- page 'Keto Story': notes nothing → theirs"
    )


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("restore VPN Native DACH to version 3", 3),
        ("roll VPN Native DACH back to version 3", 3),
        ("restore version 3 of the funnel VPN Native DACH", 3),
        ("please put Keto Story back to version #3", 3),
        ("revert VPN Native DACH to the previous version", 3),
    ],
)
def test_going_back_to_a_version_is_a_plan(person: Any, text: str, version: int) -> None:
    assert person.plan(text) == {"version": version}
    assert person.world.applied == [{"version": version}]


def test_going_back_is_a_step_that_can_be_taken_back_itself(person: Any) -> None:
    person.say("restore VPN Native DACH to version 3")
    assert person.plan("undo") == {"undo": "P1"}


def test_a_version_it_does_not_have_is_said_and_nothing_planned(person: Any) -> None:
    reply = person.say("restore VPN Native DACH to version 5")
    assert "version 5 of 'VPN Native DACH': its versions are 8, 3" in reply.text
    assert person.world.plans == []


def test_an_unknown_name_brings_the_nearest(person: Any) -> None:
    assert "Nearest: 'VPN Native DACH'" in person.say("history of VPN Nativ DACHS").text


@pytest.mark.parametrize(
    "text",
    [
        "restore it",
        "go back",
        "change the payout",
        "send everyone else to https://a.example",
        "make it 80/20",
        "Facebook to Keto Story, then KetoBurn US, in group Nutra",
        "put it back how it was",
    ],
)
def test_other_requests_are_not_about_the_past(text: str) -> None:
    assert past_of(text) is None


def test_a_kind_before_a_name_says_its_family() -> None:
    assert past_of("history of the offer source AdNet") == Past("history", "AdNet", "offer_source", None, True)
