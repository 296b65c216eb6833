"""What is missing in a request is asked for, and the answer finds its place in it."""

from typing import Any

import pytest

from agent.models.offline.recognising.recognise import recognise
from agent.models.offline.state import Pending
from agent.models.offline.talking.answering import settle


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Replace FoxVPN DE in VPN Native DACH", "with ShieldVPN US"),
        ("swap out FoxVPN DE in VPN Native DACH", "ShieldVPN US"),
        ("in VPN Native DACH swap FoxVPN DE", "for ShieldVPN US"),
        ("pls replace FoxVPN DE in VPN Native DACH", "put ShieldVPN US"),
    ],
)
def test_what_takes_a_place_is_asked(person: Any, text: str, answer: str) -> None:
    reply = person.say(text)
    assert reply.text.startswith("What should take the place of 'FoxVPN DE'?")
    assert person.world.plans == []
    person.say(answer)
    assert [plan["operations"] for plan in person.world.plans] == [
        [{"op": "replace_page", "page": "FoxVPN DE", "by": "ShieldVPN US"}]
    ]


def _pending(text: str) -> Pending:
    choices = tuple((name, {"name": name}) for name in ("FlirtZone DE", "FlirtZone UK", "FlirtZone US"))
    return Pending(text, {}, "Which one?", "page|flirtzone|", choices, takes="page")


@pytest.mark.parametrize("answer", ["for Canada take FlirtZone US", "FlirtZone US for Canada"])
def test_an_answer_may_say_for_whom_it_is(answer: str) -> None:
    settled = settle(_pending("Canada to FlirtZone, everyone else to HeartMatch"), answer, recognise(answer, []))
    assert settled is not None
    assert settled.answers["page|flirtzone|"] == {"name": "FlirtZone US"}


@pytest.mark.parametrize(
    "answer",
    [
        "for Ireland take FlirtZone US",
        "for Canada not FlirtZone US",
        "for Canada FlirtZone US, for Ireland FlirtZone UK",
    ],
)
def test_an_answer_that_says_more_is_none(answer: str) -> None:
    assert settle(_pending("Canada to FlirtZone, rest to HeartMatch"), answer, recognise(answer, [])) is None


def test_a_quoted_name_that_ends_in_a_bracket_is_that_name() -> None:
    text = 'Build for "Zeropark (approved)": Keto Story'
    source = {"id": "1", "family": "traffic_source", "name": "Zeropark (approved)", "exact": True}
    start = text.index("Zeropark")
    said = "Zeropark (approved"
    mention = {"text": said, "start": start, "end": start + len(said), "candidates": [source]}
    quoted = next(token for token in recognise(text, [mention]) if token.text == "Zeropark (approved)")
    assert [one.name for one in quoted.of("traffic_source")] == ["Zeropark (approved)"]


@pytest.mark.parametrize("text", ["rename Keto Story", "please rename the lander Keto Story"])
def test_a_page_to_be_renamed_gives_no_funnel_its_name(person: Any, text: str) -> None:
    person.say("show VPN Native DACH")
    reply = person.say(text)
    assert reply.asks is not None
    assert person.world.plans == []
