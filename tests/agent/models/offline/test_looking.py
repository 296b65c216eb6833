"""Links, ways of visitors, troubles and taking back, asked for in many ways; an order is none of them."""

from typing import Any

import pytest

from agent.models.offline.looking.route import takes
from agent.models.offline.looking.trouble_cues import trouble_of
from agent.models.offline.undoing.taking_back import takes_back, wants_every, wants_more


@pytest.mark.parametrize(
    "said",
    [
        "where do I send my Outbrain traffic for the vpn funnel",
        "i need link for put in outbrain, funnel vpn",
        "whats teh outbrain trakcing lnik for vpn native dach",
        "What do I paste into Outbrain as the destination url for VPN Native DACH?",
        "My colleague is on holiday and has all links in his notebook. Send me the Outbrain url of the vpn one",
    ],
)
def test_links_are_given_in_any_words(demo_person: Any, said: str) -> None:
    reply = demo_person.say(said)
    assert "https://t.example.net/fts/" in reply.text
    assert "-Outbrain" in reply.text
    assert "-Facebook" not in reply.text
    assert demo_person.world.plans == []


@pytest.mark.parametrize(
    "said",
    [
        "where do conversions of VPN Native DACH have to be sent to, i mean the postback for AdNet",
        "what should our developer at NutraHub call when a sale comes in?",
        "which url do they have to fire for each lead?",
    ],
)
def test_the_postback_is_told_by_its_purpose(demo_person: Any, said: str) -> None:
    assert "https://t.example.net/pb/" in demo_person.say(said).text
    assert demo_person.world.plans == []


def test_a_source_that_is_not_wanted_gets_no_link(demo_person: Any) -> None:
    reply = demo_person.say("I need the Outbrain link of VPN Native DACH. Not the Taboola one.")
    assert "-Outbrain" in reply.text
    assert "-Taboola" not in reply.text


def test_of_two_funnels_with_the_same_word_it_is_asked_which(demo_person: Any) -> None:
    demo_person.world.add({**_other(demo_person), "funnel": "VPN Push FR"})
    reply = demo_person.say("tracking link for the vpn thing pls")
    assert set(reply.asks.choices) == {"VPN Native DACH", "VPN Push FR"}


def _other(person: Any) -> dict[str, Any]:
    return dict(next(iter(person.world.funnels.values())))


@pytest.mark.parametrize(
    ("said", "end"),
    [
        ("Where are landing the visitors from Spain in the funnel VPN Native DACH?", "https://elsewhere.example.net"),
        ("what happens to french visitors in the vpn funnel", "https://elsewhere.example.net"),
        ("where do ppl from switzerland end up in the vpn one", "lander VPN Advertorial DE"),
        ("In VPN Native DACH, where does the first button of VPN Advertorial DE lead?", "ShieldVPN DE 60 %"),
    ],
)
def test_ways_are_walked(demo_person: Any, said: str, end: str) -> None:
    reply = demo_person.say(said)
    assert end in reply.text
    assert reply.asks is None
    assert demo_person.world.plans == []


def test_a_button_that_is_not_there_is_not_made_up(demo_person: Any) -> None:
    reply = demo_person.say("what is behind the third button of VPN Advertorial DE in VPN Native DACH?")
    assert "it has the buttons 1" in reply.text


def test_where_within_an_order_asks_nothing(demo_person: Any) -> None:
    demo_person.say("show VPN Native DACH")
    reply = demo_person.say("no Swiss after all, they go where all the others go")
    assert "Visitors" not in reply.text


@pytest.mark.parametrize(
    ("when", "known", "taken"),
    [
        ([{"attribute": "country", "any in": ["DE", "AT"]}], {"country": {"de"}}, True),
        ([{"attribute": "country", "any in": ["DE", "AT"]}], {"country": {"fr"}}, False),
        ([{"attribute": "country", "any in": ["DE"]}], {"country": {"de", "fr"}}, None),
        ([{"attribute": "country", "not in": ["DE"]}], {"country": {"fr"}}, True),
        ([{"attribute": "device", "is": ["mobile"]}], {"country": {"de"}}, None),
        (
            {"any": [{"attribute": "os", "is": ["iOS"]}, {"attribute": "country", "is": ["US"]}]},
            {"os": {"ios"}},
            True,
        ),
        ([{"attribute": "c1", "contains": ["x"]}], {"c1": {"x"}}, None),
    ],
)
def test_what_is_not_known_of_a_visitor_stays_open(when: Any, known: dict[str, set[str]], taken: bool | None) -> None:
    assert takes(when, {name: frozenset(values) for name, values in known.items()}) is taken


@pytest.mark.parametrize(
    ("said", "trouble"),
    [
        ("brightroof hasn't converted for days. why?", "conversions"),
        ("wtf no leads since friday?? whats brokn", "conversions"),
        ("any postbacks failing this week?", "conversions"),
        ("are the convs still comin in ok? check the tracking", "conversions"),
        ("where do my conversions get lost?", "conversions"),
        ("why is the cost of taboola missing?", "cost"),
        ("check it: does anybody get stuck in there?", "funnel"),
        ("any rejected postbacks last 7 days? which offer", "conversions"),
        ("solar quiz lost leads since friday, wich offer is not sending conversions", "conversions"),
        ("why did leads drop since thursday? which offer misses its conversions?", "conversions"),
        ("the casino funnel has not made a single cent this week, why is that?", "conversions"),
        ("it brings nothing since last weekend, what is going on", "conversions"),
        ("please check if the tracking is done correct", "conversions"),
        ("how many leads did we lose, and which offer lost sales?", None),
        ("top 5 offers without conversions", None),
        ("how many conversions did we lose yesterday?", None),
        ("which landers have no sales?", None),
        ("show me the funnel", None),
    ],
)
def test_troubles_are_told_apart_from_reports(said: str, trouble: str | None) -> None:
    assert trouble_of(said) == trouble


@pytest.mark.parametrize(
    "said",
    [
        "Take that back, please.",
        "nah roll that back mate",
        "that was meant for another one, scrap that, put it back to what it was",
        "we don't need it, please make it backwards like before the copy",
        "I'm afraid I have to ask you to put that funnel back exactly the way it was a minute ago",
        "Sorry, wrong figure. Take the booking back.",
    ],
)
def test_taking_back_is_understood(said: str) -> None:
    assert takes_back(said, "")
    assert not wants_more(said)


@pytest.mark.parametrize(
    "said", ["don't undo it", "can I undo this later?", "how do I undo?", "the rest stays as before"]
)
def test_what_only_speaks_of_taking_back_is_left(said: str) -> None:
    assert not takes_back(said, "")


def test_a_second_wish_and_a_whole_session_are_seen() -> None:
    assert wants_more("undo that and set it to 60/40")
    assert wants_every("undo both of them")
    assert not wants_every("keep everything else, undo the last one")


def test_the_earlier_change_is_taken_back_where_it_is_named(demo_person: Any) -> None:
    demo_person.say("set the payout of KetoBurn US to 20")
    first = demo_person.world.plans[-1]
    demo_person.say("VPN Native DACH offers 50/50")
    reply = demo_person.say("keep the vpn split, but take back the payout change on KetoBurn US")
    assert reply.asks is None
    undone = [call for turn in demo_person.turns for call in turn.calls if call.tool == "undo"]
    assert len(undone) == 1
    assert first is not demo_person.world.plans[-1]


def test_what_was_not_changed_is_not_taken_back(demo_person: Any) -> None:
    demo_person.say("VPN Native DACH offers 50/50")
    reply = demo_person.say("undo the payout change on KetoBurn US")
    assert "nothing of it was changed" in reply.text
    assert all(call.tool != "undo" for turn in demo_person.turns for call in turn.calls)
