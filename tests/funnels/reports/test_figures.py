"""Numbers as people read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funnels.reports import figure, span


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("1204", "count", "1,204"),
        ("12.5", "money", "12.50"),
        ("1234.567", "money", "1,234.57"),
        ("0.0312", "money", "0.0312"),
        ("-0.5", "money", "-0.50"),
        ("-0.000001", "money", "0.00"),
        ("0.045", "share", "4.5 %"),
        ("-1", "share", "-100 %"),
        ("11.4", "share", "1,140 %"),
        (None, "share", "N/A"),
    ],
)
def test_a_figure_has_its_unit(value: str | None, unit: str, expected: str) -> None:
    assert figure(value, unit) == expected


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=6))
def test_money_is_never_off_by_more_than_it_rounds(amount: object) -> None:
    told = figure(str(amount), "money").replace(",", "")
    assert abs(float(told) - float(str(amount))) <= 0.005000001
    assert told not in ("-0.00", "-0")


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-11-01T00:00:00+00:00", "2026-11-16T00:00:00+00:00", "2026-11-01 to 2026-11-15"),
        ("2026-11-01T00:00:00+00:00", "2026-11-02T00:00:00+00:00", "2026-11-01"),
        ("2026-11-01T10:00:00+00:00", "2026-11-01T12:00:00+00:00", "2026-11-01 10:00 to 2026-11-01 12:00"),
    ],
)
def test_a_span_names_its_last_day(start: str, end: str, expected: str) -> None:
    assert span(start, end) == expected
