"""What a person wrote, in plain words: typing errors, slang, numbers in words, politeness and stories."""

import pytest

from agent.models.offline.plain import plainly
from funnels.account import Entry
from funnels.mentions import mentions

ACCOUNT = [
    Entry("funnel", "F1", "Solar Quiz Google"),
    Entry("page", "L1", "Keto Story", page_type="lander"),
    Entry("page", "O1", "KetoBurn US", page_type="offer"),
    Entry("page", "O2", "HeartMatch Premium", page_type="offer"),
    Entry("traffic_source", "T1", "Taboola"),
    Entry("offer_source", "N1", "LoveNet"),
]


def _read(said):
    found = [
        {
            "text": one.text,
            "start": one.start,
            "end": one.end,
            "candidates": [
                {"id": it.entry.id, "family": it.entry.family, "name": it.entry.name, "exact": it.exact}
                for it in one.candidates
            ],
        }
        for one in mentions(said, ACCOUNT)
    ]
    return plainly(said, found)


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("biuld a funel in gruop X", "build a funnel in group X"),
        ("replase Keto Story wiht https://a.example.net", "replace Keto Story with https://a.example.net"),
        ("wich source lost the most moeny yestreday", "which source lost the most money yesterday"),
        ("SPLIT THE TRAFIC EVENLLY ON Keto Story", "SPLIT THE TRAFFIC EVENLY ON Keto Story"),
        ("renmae it", "rename it"),
    ],
)
def test_a_slip_of_the_keyboard_is_seen_through(said, plain):
    assert _read(said).text == plain


@pytest.mark.parametrize(
    "said",
    [
        "only males to Keto Story",
        "send women over forty-five to Keto Story".replace("forty-five", "45"),
        "visitors from the coast to Keto Story",
        "Gardn goes first",
        'call it "Funel Tset"',
        "rename Keto Story to keto stroy two",
        "add a note to Keto Story: dont tuoch, pls ask 4 Bob",
        "https://track.example.net/funel/gruop?x={wich}",
    ],
)
def test_words_of_the_language_names_addresses_and_notes_stay(said):
    assert _read(said).text == said


def test_a_corrected_country_is_told():
    read = _read("send germny to Keto Story")
    assert read.text == "send germany to Keto Story"
    assert read.notes == ("I read 'germny' as DE.",)


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("Keto Story n KetoBurn US for the aussies", "Keto Story and KetoBurn US for the australians"),
        ("swap Keto Story 4 KetoBurn US", "swap Keto Story for KetoBurn US"),
        ("rename Keto Story 2 Keto Saga", "rename Keto Story to Keto Saga"),
        ("gimme the convs from yday", "give me the conversions from yesterday"),
        ("spin me up a funnel, chuck it in Nutra", "build me a funnel, put it in Nutra"),
        ("Keto Story ohne lander und KetoBurn US", "Keto Story without lander and KetoBurn US"),
    ],
)
def test_slang_and_other_languages(said, plain):
    assert _read(said).text == plain


@pytest.mark.parametrize("said", ["split it on 4 landers", "ShieldVPN 4 FoxVPN 6", "send FR and US to Keto Story"])
def test_a_number_and_a_code_are_no_slang(said):
    assert _read(said).text == said


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("two thirds on A and one third on B", "66.67% on A and 33.33% on B"),
        ("three quarters to A", "75% to A"),
        ("a third each", "33.33/33.33/33.33"),
        ("25 each", "25/25/25/25"),
        ("three to one for A", "3:1 for A"),
        ("one in four goes to A", "25% goes to A"),
        ("it pays thirty-five", "it pays 35"),
        ("twelve dollars and fifty cents", "12.50 dollars"),
        ("a hundred and twenty bucks", "120 bucks"),
        ("forty percent on A, the remaining sixty on B", "40 percent on A, 60 on B"),
        ("split it in half", "split it evenly"),
        ("A gets half, B half of the traffic", "A gets 50%, B 50% of the traffic"),
        ("2.5k visits", "2500 visits"),
    ],
)
def test_numbers_in_words(said, plain):
    assert _read(said).text == plain


@pytest.mark.parametrize(
    "said",
    [
        "a third lander",
        "the second half of the month",
        "cut the payout in half",
        "from nine to five",
        "one of them",
        "the last two days",
        "45 each",
    ],
)
def test_what_is_no_share_stays(said):
    assert _read(said).text == said


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("hi there, can you please rename Keto Story to X, thanks a lot mate", "rename Keto Story to X"),
        ("ok so hear me out, I'd like you to do this: add KetoBurn US", "add KetoBurn US"),
        ("quick one: links for Solar Quiz Google pls \U0001f64f", "links for Solar Quiz Google"),
        ("Sorry I'm late with this. Taboola cost 12.40 yesterday", "Taboola cost 12.40 yesterday"),
        (
            "My partner was on the phone all morning, you know how he is, so let's remove Keto Story",
            "let's remove Keto Story",
        ),
        ("moved the quiz, archive Keto Story k thx", "archive Keto Story"),
        ("remove Keto Story because it just doesn't do anything", "remove Keto Story"),
        (
            "LoveNet keeps telling me that Premium earns a lot. Add HeartMatch Premium, it gets 10%",
            "Add HeartMatch Premium, it gets 10%",
        ),
    ],
)
def test_politeness_and_stories_are_passed_over(said, plain):
    assert _read(said).text == plain


def test_a_story_that_names_something_is_told():
    assert _read("LoveNet was nice to us. Remove Keto Story").notes == ("I pass over 'LoveNet was nice to us'.",)


@pytest.mark.parametrize(
    "said",
    [
        "build it for Austria. We had Poland in mind, too",
        "Keto Story was never for phones. Send everyone to KetoBurn US",
        "Keto Story has had its time. Remove it",
        "Keto Story should stay. Remove KetoBurn US",
        "My boss says only KetoBurn US. Build it",
        "we paid 12.40 to Taboola. Book it",
        "I was late",
        "What was our best day in the last 30 days, going by profit?",
        "Was Keto Story better last week, or HeartMatch Premium",
    ],
)
def test_what_may_be_part_of_the_request_is_no_story(said):
    assert _read(said).text == said
