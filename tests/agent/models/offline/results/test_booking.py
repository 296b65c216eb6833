"""Costs told in a sentence."""

from decimal import Decimal
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "amount", "period", "names"),
    [
        ("Taboola cost 180 yesterday", "180", "yesterday", ["Taboola"]),
        ("book $240.50 for Outbrain on monday", "240.50", "monday", ["Outbrain"]),
        (
            "set cost of VPN Native DACH from Taboola to 95.20 for 2026-11-18",
            "95.20",
            "2026-11-18",
            ["VPN Native DACH", "Taboola"],
        ),
        ("I spent 180 on Taboola yesterday", "180", "yesterday", ["Taboola"]),
        ("we paid 1,200.50 for Outbrain last week", "1200.50", "last week", ["Outbrain"]),
        ("cost for Taboola yesterday was $180", "180", "yesterday", ["Taboola"]),
        ("enter cost 50 for Facebook on 2026-11-10", "50", "2026-11-10", ["Facebook"]),
        ("update the cost of Outbrain to 300 for yesterday", "300", "yesterday", ["Outbrain"]),
        ("book 100 as cost for Outbrain in Germany on sunday", "100", "sunday", ["Outbrain", "Germany"]),
        ("book $20 for Outbrain", "20", "", ["Outbrain"]),
        ("can you please book 180 for Taboola yesterday", "180", "yesterday", ["Taboola"]),
        ("May 5: Taboola cost 180", "180", "may 5", ["Taboola"]),
    ],
)
def test_what_traffic_cost_is_read(booked: Any, text: str, amount: str, period: str, names: list[str]) -> None:
    found = booked(text)
    assert (found.amount, found.period, found.each, found.left) == (Decimal(amount), period, False, ())
    assert [one.text for one in found.names] == names


def test_a_price_of_each_click_is_not_that_of_the_day(booked: Any) -> None:
    assert booked("Taboola cost 0.35 per click yesterday").each


@pytest.mark.parametrize(
    "text",
    [
        "what did Taboola cost yesterday",
        "Taboola cost yesterday",
        "how much did we spend on Taboola",
        "ShieldVPN DE pays 18",
        "add Keto Story at 20%",
        "set the split of Keto Facebook US to 80/20",
        "which sections cost more than 50",
        "has Taboola cost us 180 yesterday?",
        "has Taboola cost us 180 yesterday",
        "was the Taboola cost 180 yesterday?",
        "was the Taboola cost 180 yesterday",
        "Taboola cost 180 yesterday?",
        "Taboola cost 180 yesterday ?!",
        "Taboola cost 180 yesterday, right?",
        "have we spent 180 on Taboola yesterday?",
        "so have we spent 180 on Taboola yesterday",
        "did we pay 180 for Outbrain on monday",
        "should I book 180 for Taboola yesterday",
        "what if Taboola cost 180 yesterday",
        "explain why Taboola cost 180 yesterday",
        "suppose we spent 180 on Taboola yesterday",
    ],
)
def test_questions_and_edits_book_nothing(booked: Any, text: str) -> None:
    assert booked(text) is None
