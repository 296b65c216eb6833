"""Figures in texts: every honest spelling, and no trivial match."""

from decimal import Decimal

import pytest

from evals.graders.figures import Unit, name_stands_in, stands_in

WORDS: dict[Unit, str] = {"count": "conversion", "money": "revenue", "share": "roi"}


@pytest.mark.parametrize(
    ("figure", "unit", "text"),
    [
        ("1234.5", "money", "Revenue: $1,234.50 in all."),
        ("1234.5", "money", "1234.5"),
        ("1234.5", "money", "1 234.50 USD"),
        ("1234.5", "money", "| 1,234.5 |"),
        ("1234.5", "money", "about 1,234 dollars"),
        ("1234.5", "money", "about 1,235."),
        ("12345", "money", "12.3k"),
        ("-240.88", "money", "P/L -240.88"),
        ("-240.88", "money", "P/L \u2212240.88"),
        ("-240.88", "money", "-$240.88"),
        ("-240.88", "money", "$-240.88"),
        ("-240.88", "money", "P/L ($240.88)"),
        ("240.88", "money", "the best section is abc-1 (240.88)"),
        ("-240.88", "money", "a loss of 240.88"),
        ("-240.88", "money", "You lost $240.88."),
        ("0.36619", "money", "EPV 0.37"),
        ("0.36619", "money", "EPV $0.366"),
        ("0", "money", "Revenue 0.00"),
        ("0", "money", "There was no revenue."),
        ("7", "count", "7 conversions"),
        ("7", "count", "- 7 conversions"),
        ("7", "count", "conversions: 7, visits: 130"),
        ("7", "count", "Seven conversions."),
        ("1234", "count", "1,234 visits"),
        ("12345", "count", "12.3k visits"),
        ("0", "count", "Conversions: none"),
        ("0", "count", "0"),
        ("0.1234", "share", "12.34 %"),
        ("0.1234", "share", "12.3%"),
        ("0.1234", "share", "12 percent"),
        ("0.1234", "share", "0.123"),
        ("-0.1234", "share", "ROI -12.34%"),
        ("-0.1234", "share", "down 12.3%"),
        ("2.5", "share", "ROI of 250%"),
    ],
)
def test_told(figure: str, unit: Unit, text: str) -> None:
    assert stands_in(Decimal(figure), text, unit, WORDS[unit])


@pytest.mark.parametrize(
    ("figure", "unit", "text"),
    [
        ("3", "count", "13 conversions"),
        ("3", "count", "31"),
        ("3", "count", "1,003"),
        ("3", "count", "3.5"),
        ("3", "count", "$3"),
        ("3", "count", "3%"),
        ("3", "count", "the last 3 days"),
        ("3", "count", "1. DE\n2. AT\n3. CH"),
        ("3", "count", "c3"),
        ("20", "count", "2026-11-20 20:20"),
        ("7", "count", "7a seven-fold"[:2]),
        ("5", "count", "https://x.example.net/?id=5"),
        ("1234", "count", "1,235"),
        ("0", "count", "10 conversions"),
        ("0", "count", "Nothing is planned. Conversions may be asked for."),
        ("1234.5", "money", "1,234.60"),
        ("1234.5", "money", "123.45"),
        ("1234.5", "money", "-1,234.50"),
        ("1234.5", "money", "1234.5%"),
        ("3.4", "money", "3"),
        ("-240.88", "money", "240.88 earned"),
        ("0.36619", "money", "0.4"),
        ("0.1234", "share", "12.35%"),
        ("0.1234", "share", "12.34"),
        ("0.1234", "share", "0.12"),
        ("0.1234", "share", "-12.34%"),
        ("-0.1234", "share", "12.34%"),
        ("7", "count", ""),
    ],
)
def test_not_told(figure: str, unit: Unit, text: str) -> None:
    assert not stands_in(Decimal(figure), text, unit, WORDS[unit])


def test_what_is_divided_by_nothing_is_told_as_nothing() -> None:
    assert stands_in(None, "ROI: n/a, for there was no cost", "share", "roi")
    assert not stands_in(None, "No idea. ROI 12 %", "share", "roi")


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("Keto Story", "first: keto  story.", True),
        ("Keto Story", "Keto Storyline", False),
        ("IN", "made in total", False),
        ("IN", "IN: 5", True),
        ("18", "18:00", True),
        ("8", "18:00", False),
        ("site.example", "site.example (12)", True),
    ],
)
def test_names(name: str, text: str, told: bool) -> None:
    assert name_stands_in(name, text) is told
