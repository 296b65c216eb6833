"""Questions about what stands in the account; what came of it is a report, and an order is none of them."""

from typing import Any

import pytest


@pytest.mark.parametrize(
    "said",
    [
        "which offers are in VPN Native DACH?",
        "show me what offers sit in VPN Native DACH and how they are split",
        "what are the weights of the offers in VPN Native DACH",
        "VPN Native DACH: which offers are in rotation and with what shares?",
        "how is traffic divided between the offers of VPN Native DACH?",
        "what pages does VPN Native DACH consist of",
    ],
)
def test_the_pages_of_a_funnel_are_told_with_their_shares(demo_person: Any, said: str) -> None:
    reply = demo_person.say(said)
    assert "offers ShieldVPN DE 60 % / FoxVPN DE 40 %" in reply.text
    assert reply.asks is None


@pytest.mark.parametrize("said", ["which landers are in this funnel?", "what landers does it have"])
def test_of_the_funnel_in_talk_too(demo_person: Any, said: str) -> None:
    demo_person.say("show me VPN Native DACH")
    reply = demo_person.say(said)
    assert "lander VPN Advertorial DE" in reply.text
    assert "Sleep Quiz" not in reply.text


@pytest.mark.parametrize(
    "said",
    [
        "who uses FoxVPN DE?",
        "in which funnels do we run FoxVPN DE?",
        "where is FoxVPN DE used",
        "which funnels have FoxVPN DE in them",
    ],
)
def test_funnels_of_a_page(demo_person: Any, said: str) -> None:
    assert demo_person.say(said).text == "offer FoxVPN DE is used in VPN Native DACH."


def test_a_page_of_no_funnel(demo_person: Any) -> None:
    assert demo_person.say("who uses Sleep Quiz?").text == "lander Sleep Quiz is used in no funnel."


@pytest.mark.parametrize(
    "said",
    [
        "which countries see VPN Advertorial DE in VPN Native DACH?",
        "who gets to see the advertorial in VPN Native DACH?",
    ],
)
def test_visitors_of_a_page(demo_person: Any, said: str) -> None:
    assert "is seen by:\n- country DE, AT, CH" in demo_person.say(said).text


def test_two_questions_are_both_answered(demo_person: Any) -> None:
    reply = demo_person.say(
        "Who gets to see VPN Advertorial DE in VPN Native DACH, and where do French people end up?"
    )
    assert "country DE, AT, CH" in reply.text
    assert "https://elsewhere.example.net" in reply.text


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("what's the payout of FoxVPN DE at the moment", "payout"),
        ("how much does FoxVPN DE pay per lead?", "payout"),
        ("tell me about FoxVPN DE: payout and network", "network"),
        ("which network is FoxVPN DE from?", "network"),
        ("what's the address of FoxVPN DE", "address"),
        ("Is there a note on FoxVPN DE?", "notes"),
    ],
)
def test_fields_of_a_page_are_read(demo_person: Any, said: str, told: str) -> None:
    reply = demo_person.say(said)
    assert reply.text.startswith("offer FoxVPN DE: ")
    assert told in reply.text
    assert [call.tool for call in demo_person.world.calls if call.tool == "get_assets"]


@pytest.mark.parametrize(
    "said",
    [
        "set the payout of FoxVPN DE to 20",
        "FoxVPN DE pays 20 now",
        "what was the average payout of FoxVPN DE last week?",
        "which offer in VPN Native DACH has the most sales?",
        "which lander of VPN Native DACH is best?",
        "in VPN Native DACH give the offers 50/50 shares",
    ],
)
def test_orders_and_reports_are_no_such_question(demo_person: Any, said: str) -> None:
    demo_person.say(said)
    assert not [call for call in demo_person.world.calls if call.tool == "get_assets"]
    assert "The offers of" not in demo_person.turns[-1].text
