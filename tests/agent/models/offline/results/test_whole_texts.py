"""Questions about results among talk, strange words and other questions; and texts that order something as well."""

from decimal import Decimal
from typing import Any

import pytest

from agent.models.offline.results import inquiries_of
from agent.models.offline.results.costs import costs_told


@pytest.mark.parametrize(
    ("text", "metrics", "period"),
    [
        ("hey mate, quick one before lunch: what did we make yesterday, revenue wise? my boss keeps nagging",
         ("revenue",), "yesterday"),
        ("solar quiz google - cost n profit last 30d", ("cost", "profitAndLoss"), "last 30 days"),
        ("how much did we blow on google ads since monday", ("cost",), "since monday"),
        ("yo how many sales yday?", ("conversions",), "yesterday"),
    ],
)  # fmt: skip
def test_a_question_is_found_among_other_words(tokens: Any, text: str, metrics: tuple[str, ...], period: str) -> None:
    (one,) = inquiries_of(text, tokens(text))
    assert (one.inquiry.metrics, one.inquiry.period, one.left) == (metrics, period, ())


@pytest.mark.parametrize(
    "text",
    [
        "How did VPN Native DACH do? Set the offers to 80/20",
        "Add Keto Story at 20%. What was the profit yesterday?",
        "build a funnel for Facebook visitors who click, then KetoBurn US",
    ],
)
def test_a_text_that_orders_a_change_is_no_question_alone(tokens: Any, text: str) -> None:
    assert inquiries_of(text, tokens(text)) == []


def test_what_narrows_a_question_down_and_is_not_known_is_kept_to_be_named(tokens: Any) -> None:
    text = "so what was the lovely revenue of Blubber yesterday by country"
    (one,) = inquiries_of(text, tokens(text))
    assert one.left == ("blubber",)


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        ("yesterday's costs: Taboola 14, Outbrain 30", [("14", "Taboola"), ("30", "Outbrain")]),
        ("taboola costs from yesterday: 13,85 €", [("13.85", "taboola")]),
        ("log Facebook spend yesterday 22 not 21.5", [("22", "Facebook")]),
        ("Outbrain's dashboard shows 30.00 for yesterday instead of what we booked. Correct that",
         [("30.00", "Outbrain")]),
        ("I have the invoice of Outbrain here, with 25.40 for yesterday, please enter it", [("25.40", "Outbrain")]),
        ("Enter 13.65 as cost for yesterday. Only Taboola, Outbrain is already right.", [("13.65", "Taboola")]),
    ],
)  # fmt: skip
def test_costs_are_told_in_any_wording(tokens: Any, text: str, paid: list[tuple[str, str]]) -> None:
    told = costs_told(text, tokens(text))
    assert told is not None
    assert [(one.amount, one.source and one.source.text) for one in told.paid] == [
        (Decimal(amount), source) for amount, source in paid
    ]
    assert (told.period, told.doubt) == ("yesterday", "")


@pytest.mark.parametrize(
    "text",
    [
        "add another 5 bucks to yesterday's Outbrain spend",
        "Outbrain spend 30 yesterday, Taboola 14 the day before",
        "Taboola and Outbrain cost 44 yesterday",
        "book Taboola cost 1.234 yesterday",
        "book a Taboola cost of 14 yesterday if nothing is booked",
    ],
)
def test_a_cost_that_is_not_wholly_understood_is_doubted(tokens: Any, text: str) -> None:
    told = costs_told(text, tokens(text))
    assert told is None or told.doubt


def test_each_source_may_have_a_day_of_its_own(tokens: Any) -> None:
    text = "please enter spend: Taboola 15.20 on 18 Nov and Outbrain 21.00 on 19 Nov"
    told = costs_told(text, tokens(text))
    assert told is not None
    assert [(str(one.amount), one.period) for one in told.paid] == [("15.20", "18 nov"), ("21.00", "19 nov")]
    assert told.doubt == ""


@pytest.mark.parametrize(
    "text",
    [
        "please enter spend: Taboola 15.20 on 18 Nov and 19 Nov",
        "spend: Taboola 15.20 on 18 Nov, Outbrain 21.00 and Facebook 3 on 19 Nov",
    ],
)
def test_days_that_are_not_told_for_each_are_doubted(tokens: Any, text: str) -> None:
    told = costs_told(text, tokens(text))
    assert told is not None
    assert told.doubt


def test_what_a_dashboard_shows_is_booked_only_where_that_is_ordered(tokens: Any) -> None:
    text = "Outbrain's dashboard shows 30.00 for yesterday"
    assert costs_told(text, tokens(text)) is None
