from math import sqrt

import pytest

from server.reporting.variants import Day, spread


def days(*counts: tuple[float, float]) -> list[Day]:
    """Conversions and revenue of each day."""
    return [
        Day(f"2026-11-{at:02d}", {"conversions": conversions, "revenue": revenue})
        for at, (conversions, revenue) in enumerate(counts, 1)
    ]


def test_the_same_payout_every_day_does_not_vary() -> None:
    assert spread(days((1, 20), (4, 80), (2, 40), (0, 0), (3, 60), (1, 20))) == 0


def test_what_conversions_bring_varies_as_daily_averages_stray() -> None:
    """One conversion a day, of 10 and 30 in turn: a mean of 20, and a variance of 6 * 100 / 5."""
    assert spread(days((1, 10), (1, 30), (1, 10), (1, 30), (1, 10), (1, 30))) == pytest.approx(sqrt(120) / 20)


def test_a_day_of_many_conversions_tells_more_than_one_of_a_single_one() -> None:
    """Four times the conversions that stray as far are four times the variance of one of them."""
    one = spread(days((1, 10), (1, 30), (1, 10), (1, 30), (1, 10), (1, 30)))
    four = spread(days((4, 40), (4, 120), (4, 40), (4, 120), (4, 40), (4, 120)))
    assert four == pytest.approx(2 * one)


@pytest.mark.parametrize("few", [[], [(1.0, 10.0)], [(1.0, 10.0), (1.0, 90.0), (0.0, 0.0), (0.0, 0.0), (1.0, 10.0)]])
def test_of_few_days_nothing_is_said(few: list[tuple[float, float]]) -> None:
    assert spread(days(*few)) == 0
