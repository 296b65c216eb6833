"""Words that carry meaning change a question or are asked about: nobody is told a figure of something else."""

from typing import Any

import pytest

from agent.models.offline.intents.smalltalk import says_goodbye
from agent.models.offline.results import inquiries_of
from agent.models.offline.results.rewording import reworded


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Keto Facebook US last week by device, US visitors only", ["Keto Facebook US", "US"]),
        ("how many clicks from the US yesterday", ["US"]),
        ("profit in us and ca last week", ["us", "ca"]),
        ("how much did us visitors bring last week", ["us"]),
        ("how much did Facebook cost us yesterday", ["Facebook"]),
        ("HOW MUCH DID FACEBOOK COST US YESTERDAY", ["FACEBOOK"]),
    ],
)
def test_us_is_a_country_where_its_place_says_so(tokens: Any, text: str, names: list[str]) -> None:
    (one,) = inquiries_of(text, tokens(text))
    assert [named.token.text for named in one.names] == names


@pytest.mark.parametrize(
    ("text", "sort", "limit"),
    [
        ("which keywords made the biggest loss this month", "-profitAndLoss", 0),
        ("worst 2 outbrain sections, largest losses first, last 14 days", "-profitAndLoss", 2),
        ("sites ranked by loss, taboola, last 30 days", "-profitAndLoss", 0),
        ("which lander had the smallest loss yesterday", "profitAndLoss", 0),
        ("the three countries with the highest profit over the last 30 days", "profitAndLoss", 3),
        ("sources by cost this month, highest first", "cost", 0),
        ("what google keywords are crushing it this month", "best", 5),
    ],
)
def test_a_loss_counts_downwards_and_an_order_is_no_limit(tokens: Any, text: str, sort: str, limit: int) -> None:
    (one,) = inquiries_of(text, tokens(text))
    assert (one.inquiry.sort, one.inquiry.limit, one.left) == (sort, limit, ())


@pytest.mark.parametrize(
    ("text", "period", "more"),
    [
        ("top offer by conversions, last 30 das", "last 30 days", ()),
        ("best country by profit over the past 3 weks", "last 3 weeks", ()),
        ("14th + 15th Nov: conversions & spend", "14 nov..15 nov", ()),
        ("conversions on 14th and 17th of november", "14 november", ("17 november",)),
        ("profit since the first of the month", "this month", ()),
        ("revenue of last month (October)", "last month", ()),
        ("revenue in total last week", "last week", ()),
        ("how many conversions did we get in total?", "all time", ()),
        ("12 November looks like our record. Total revenue on that day?", "12 november", ()),
        ("At which hour do most visits come in? Take the last 30 days.", "last 30 days", ()),
        ("same period, only Taboola: which site had the most visits", "same", ()),
    ],
)
def test_spans_in_other_words(tokens: Any, text: str, period: str, more: tuple[str, ...]) -> None:
    (one,) = inquiries_of(text, tokens(text), goes_on=True)
    assert (one.inquiry.period, one.more, one.left) == (period, more, ())


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("profit of Outbrain in the last 14 moons", "14"),
        ("how many visits yesterday from women", "women"),
        ("clicks last week without bots", "bots"),
        ("how many sales before noon yesterday", "noon"),
        ("cost in the first half of last month", "half"),
        ("profit per visit by country last week", "profit per visit"),
        ("revenue by country excluding weekends and Christmas last month", "christmas"),
    ],
)
def test_what_has_no_place_is_kept_to_be_asked_about(tokens: Any, text: str, left: str) -> None:
    (one,) = inquiries_of(text, tokens(text))
    assert left in one.left


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("which day this month had the highest revenue, all funnels together", ("Time: Date",)),
        ("country with the most visits yesterday across all sources", ("Location: Country",)),
        ("profit of all funnels combined, last week", ()),
        ("visits across all sources last week", ("Third Parties: Traffic Source",)),
    ],
)
def test_all_of_them_is_no_second_grouping(tokens: Any, text: str, by: tuple[str, ...]) -> None:
    (one,) = inquiries_of(text, tokens(text))
    assert one.inquiry.by == by


def test_what_is_not_wanted_is_not_told(tokens: Any) -> None:
    text = "what did we spend last week per source? I don't need revenue or anything, only the spend"
    assert {one.inquiry.metrics for one in inquiries_of(text, tokens(text))} == {("cost",)}


def test_two_questions_in_a_sentence_are_two(tokens: Any) -> None:
    text = "The last 7 days felt awful. What did we lose in total, and which funnel is the worst?"
    first, second = inquiries_of(text, tokens(text))
    assert (first.inquiry.metrics, first.inquiry.by) == (("profitAndLoss",), ())
    assert (second.inquiry.by, second.inquiry.sort) == (("Element: Funnel",), "worst")
    assert {first.inquiry.period, second.inquiry.period} == {"last 7 days"}


def test_long_numbers_are_ids_of_what_was_spoken_of(tokens: Any) -> None:
    text = "Two Facebook campaigns are running, 120210551 and 120210777. What's the profit of each this month?"
    (one,) = inquiries_of(text, tokens(text))
    assert [(named.token.text, named.kind) for named in one.names[1:]] == [
        ("120210551", "Tracking: Campaign"),
        ("120210777", "Tracking: Campaign"),
    ]


@pytest.mark.parametrize(
    ("text", "put"),
    [
        ("Metric: revenue\nOffer: KetoBurn US\nPeriod: last 30 days", "revenue, Offer KetoBurn US, last 30 days"),
        ("Which lost most? Name two.", "Which lost most? list two."),
        ("EPV (earnings per visitor) by country", "EPV by country"),
        ("Rank the ads (ad_id) by profit", "Rank the ad_id by profit"),
        ("a funnel, name Two Ways", "a funnel, name Two Ways"),
        ("revenue (only mobile) yesterday", "revenue (only mobile) yesterday"),
    ],
)
def test_sheets_and_glosses_are_one_question(text: str, put: str) -> None:
    assert reworded(text) == put


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("thank you very much, nothing else for now", True),
        ("great, thanks, that's it for today", True),
        ("perfect, we are done here, have a nice day", True),
        ("no", False),
        ("thanks, archive it", False),
        ("no, thanks but nothing changes", False),
        ("nothing else for Taboola", False),
    ],
)
def test_somebody_who_is_done_wants_nothing(text: str, done: bool) -> None:
    assert says_goodbye(text) is done


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("which of the two landers in Keto Facebook US is better over the last 30 days?", "last 30 days"),
        ("Which of my 2 offers in VPN Native DACH is better this month? Change it only if it is sure.", "this month"),
        ("tell me which lander in Keto Facebook US wins, but change nothing unless the difference is proven", ""),
        ("which lander in Keto Facebook US should get the traffic, judging by the last 14 days?", "last 14 days"),
        ("which of these two landers in Keto Facebook US wins? Don't touch anything until we are sure.", ""),
    ],
)  # fmt: skip
def test_who_changes_only_what_is_proven_is_told_what_is(tokens: Any, text: str, period: str) -> None:
    (one,) = inquiries_of(text, tokens(text))
    assert (one.inquiry.kind, one.inquiry.period, one.left) == ("variants", period, ())


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("tell me which sections at Outbrain lost money last month, and switch those off for me", ()),
        ("tell me which sections at Outbrain lost money with women last month, and switch those off", ("women",)),
    ],
)
def test_what_is_to_be_switched_off_at_the_network_is_no_strange_word(
    tokens: Any, text: str, left: tuple[str, ...]
) -> None:
    assert inquiries_of(text, tokens(text))[-1].left == left
