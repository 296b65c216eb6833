from math import ceil

import pytest

from funnels.comparison import needed, needed_for_lift, needed_peeking
from funnels.comparison.sequential import EXPECTED_LIFT, from_difference


def test_the_textbook_case() -> None:
    """10 % against 12 %, 80 % power, 5 %: (1.95996 + 0.84162)^2 * (0.09 + 0.1056) / 0.02^2."""
    assert needed((0.10, 0.09), (0.12, 0.1056)) == ceil(2.8015852**2 * 0.1956 / 0.0004) == 3839
    assert needed_for_lift(0.10, 0.2) == 3839


def test_half_the_lift_takes_about_four_times_as_many() -> None:
    large, small = needed_for_lift(0.02, 0.2), needed_for_lift(0.02, 0.1)
    assert large
    assert small
    assert small / large == pytest.approx(4, rel=0.1)


@pytest.mark.parametrize(("rate", "lift"), [(0.0, 0.1), (0.5, 0.0), (0.9, 0.2)])
def test_what_cannot_be_seen_needs_no_number(rate: float, lift: float) -> None:
    assert needed_for_lift(rate, lift) is None


def test_equal_arms_never_show_a_difference() -> None:
    assert needed((0.1, 0.09), (0.1, 0.09)) is None
    assert needed_peeking((0.1, 0.09), (0.1, 0.09), (0.5, 0.5)) is None


def test_the_day_the_always_valid_reading_is_sure_is_the_first() -> None:
    found = needed_peeking((0.10, 0.09), (0.12, 0.1056), (0.5, 0.5))
    assert found is not None

    def reading(trials: int) -> float:
        return from_difference(0.02, (0.09 + 0.1056) * 2 / trials, EXPECTED_LIFT * 0.11)

    assert reading(found) <= 0.05 < reading(found - 1)
    assert found > 2 * 3839


def test_an_arm_without_a_share_is_never_known() -> None:
    assert needed_peeking((0.10, 0.09), (0.12, 0.1056), (1.0, 0.0)) is None
