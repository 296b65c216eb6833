"""Unknown names, small talk, links, names of nodes, and how often the account is asked."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.models.offline.drawing.captions import caption
from funnels.blueprint.slugs import slug


def test_an_unknown_name_brings_what_there_is_of_that_kind(demo_person: Any) -> None:
    reply = demo_person.say("Facebook to Qwertz, then Zorp, in group Nutra")
    assert reply.text == (
        "I know no lander called 'Qwertz', nor anything like it; there are 16 landers. Which lander do you mean? "
        'To make it, say: new lander "Qwertz" at https://…\n'
        "1. VPN Advertorial DE (lander)\n2. VPN Advertorial US (lander)\n3. VPN Listicle US (lander)\n"
        "4. VPN Story FR (lander)\n5. Antivirus Warning Page (lander)\n6. Cleaner App Review (lander)\n"
        "… and 10 more; any of them will do."
    )
    assert reply.asks.choices[-1] == "Cleaner App Review"
    reply = demo_person.say("keto story")
    assert reply.text.startswith("I know no offer called 'Zorp', nor anything like it; there are 15 offers.")
    assert demo_person.world.plans == []
    assert demo_person.plan("DreamDrops")["blueprint"]["steps"] == {
        "lander": {"lander": "Keto Story", "on": {"1": "offer"}},
        "offer": {"offer": "DreamDrops"},
    }


def test_where_there_are_more_than_can_be_counted_it_is_said_so(demo_person: Any) -> None:
    one = next(entry for entry in demo_person.world.entries if entry.name == "Keto Story")
    demo_person.world.entries += [
        type(one)("page", f"M{n}", f"Lander number {n}", page_type="lander") for n in range(200)
    ]
    reply = demo_person.say("Facebook to Qwertz, then DreamDrops, in group Nutra")
    assert "there are at least 100 landers" in reply.text
    assert len(reply.asks.choices) == 6


def test_a_replacement_that_is_unknown_is_asked_about(demo_person: Any) -> None:
    demo_person.say("show me VPN Native DACH")
    assert demo_person.say("replace FoxVPN by Zorp").text.startswith("I know no offer called 'Zorp'")
    assert demo_person.world.plans == []
    assert demo_person.plan("PrizePanda")["operations"] == [
        {"op": "replace_page", "page": "FoxVPN DE", "by": "PrizePanda"}
    ]


def test_two_quizzes_are_asked_about_and_the_buttons_stay(demo_person: Any) -> None:
    text = "quiz with two buttons: first to DreamDrops, second to PrizePanda, in group Nutra"
    assert demo_person.say(text).asks.choices == ("Sleep Quiz", "Solar Savings Quiz")
    assert demo_person.world.plans == []
    assert demo_person.plan("solar")["blueprint"]["steps"] == {
        "lander": {"lander": "Solar Savings Quiz", "on": {"1": "offer_1", "2": "offer_2"}},
        "offer_1": {"offer": "DreamDrops"},
        "offer_2": {"offer": "PrizePanda"},
    }


def test_a_clone_for_a_country_settles_a_name(demo_person: Any) -> None:
    plan = demo_person.plan("clone VPN Native DACH for France with FoxVPN")
    assert plan["operations"][1:] == [
        {"op": "replace_page", "page": "ShieldVPN DE", "by": "FoxVPN FR"},
        {"op": "remove_page", "page": "FoxVPN DE", "step": "vpn"},
    ]
    told = next(turn.text for turn in demo_person.turns if turn.calls and turn.calls[0].tool == "plan_edit")
    assert "'FoxVPN' fits FoxVPN DE and FoxVPN FR; I took FoxVPN FR, because you target FR." in told


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("thanks", "You are welcome."),
        ("great, thank you!", "You are welcome."),
        ("ok", "Good. Tell me when you want something else."),
        ("cool", "Good. Tell me when you want something else."),
        ("good job", "Good. Tell me when you want something else."),
    ],
)
def test_small_talk_is_answered_in_a_line(demo_person: Any, text: str, reply: str) -> None:
    demo_person.plan("Facebook to Keto Story then DreamDrops, in group Nutra")
    assert demo_person.say(text).text == reply
    assert len(demo_person.world.plans) == 1


def test_small_talk_leaves_a_question_open(demo_person: Any) -> None:
    demo_person.say("Facebook to DreamDrops")
    assert demo_person.say("thanks").asks.text == "Which group should the funnel be in?"
    assert demo_person.plan("Nutra")["blueprint"]["group"] == "Nutra"


def test_links_for_a_source_whose_name_is_in_the_funnels_name(demo_person: Any) -> None:
    demo_person.plan("Facebook to Keto Story then DreamDrops, in group Nutra")
    assert demo_person.say("links for Facebook").text == (
        "These are the links of Facebook - DreamDrops.\n- Facebook: https://t.example.net/fts/F1-Facebook\n"
        "- postback: https://t.example.net/pb/"
    )
    assert demo_person.world.calls[-1].arguments == {"funnel": "F1", "sources": ["Facebook"]}


def test_what_is_live_is_told_after_writing(demo_person: Any) -> None:
    assert demo_person.say("Facebook to Keto Story then DreamDrops, in group Nutra").text == (
        "'Facebook - DreamDrops' is live: Keto Story, then DreamDrops. To take it back, say \"undo\"."
    )
    assert demo_person.say("Keto Story then DreamDrops, in group Nutra").text == (
        "'Keto Story - DreamDrops' is live: Keto Story, then DreamDrops. "
        'For entrance links, say for example "links for Facebook".'
    )
    assert demo_person.say("rename it to Morning").text == (
        "'Morning' is changed: its name becomes Morning. To take it back, say \"undo\"."
    )


def test_ways_by_country_are_told_after_writing(demo_person: Any) -> None:
    text = "Outbrain to VPN Advertorial DE for Germany, then ShieldVPN DE 60 / FoxVPN DE 40; everyone else to "
    assert demo_person.say(f"{text}x.example.net, group Utilities").text == (
        "'Outbrain - ShieldVPN DE + FoxVPN DE' is live: DE to VPN Advertorial DE, then ShieldVPN DE 60 % / FoxVPN DE "
        '40 %; everyone else to https://x.example.net. To take it back, say "undo".'
    )


def test_after_an_undo_there_is_nothing_to_take_back(demo_person: Any) -> None:
    demo_person.plan("Facebook to Keto Story then DreamDrops, in group Nutra")
    assert demo_person.say("take that back").text == "It is as it was before."


def test_names_are_looked_up_once_while_questions_are_answered(demo_person: Any) -> None:
    demo_person.say("Facebook to VPN Advertorial, then ShieldVPN, in group Utilities")
    before = len(demo_person.world.calls)
    demo_person.say("2")
    assert demo_person.world.calls[before:] == []
    demo_person.plan("ShieldVPN US")
    asked = [call for call in demo_person.world.calls[before:] if call.tool == "find_assets"]
    assert [call.arguments.get("family") for call in asked] == ["funnel"]


def test_a_new_request_looks_names_up_anew(demo_person: Any) -> None:
    demo_person.plan("Facebook to DreamDrops, in group Nutra")
    demo_person.plan("Facebook to DreamDrops, in group Nutra")
    texts = [call.arguments["mentioned_in"] for call in demo_person.world.calls if "mentioned_in" in call.arguments]
    assert texts == ["Facebook to DreamDrops, in group Nutra"] * 2


def test_nodes_have_names_that_people_read(demo_person: Any) -> None:
    demo_person.plan(
        "US and CA mobile to Keto Story, then KetoBurn US and DreamDrops; everyone else to "
        "https://elsewhere.example.net; group Nutra"
    )
    assert demo_person.world.plans[-1]["names"] == {
        "routing": "Routing",
        "us_ca_mobile_lander": "US, CA mobile lander",
        "elsewhere": "Elsewhere",
        "us_ca_mobile_offers": "US, CA mobile offers",
    }


@given(st.from_regex(r"[a-z0-9]+(_[a-z0-9]+)*", fullmatch=True))
def test_a_name_is_read_back_as_its_key(key: str) -> None:
    assert slug(caption(key)) == slug(key)
