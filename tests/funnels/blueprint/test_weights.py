from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funnels.blueprint.weights import evenly, percent, scaled, share


@given(st.floats(0, 1) | st.sampled_from((0, 1)))
def test_a_share_survives_being_said_in_percent(weight: float) -> None:
    assert share(percent(weight)) == weight


@given(st.integers(1, 300))
def test_even_shares_add_up_to_exactly_one_hundred_and_differ_by_little(count: int) -> None:
    shares = evenly(count)

    assert sum(shares) == 100
    assert max(shares) - min(shares) < count * Decimal("0.01")


@given(st.lists(st.decimals(0, 100, places=2), min_size=1, max_size=20), st.decimals(0, 100, places=2))
def test_scaled_weights_add_up_to_exactly_the_total(weights: list[Decimal], total: Decimal) -> None:
    assert sum(scaled(weights, total)) == total


@pytest.mark.parametrize(("weight", "said"), [(0.6, "60"), (1, "100"), (0, "0"), (0.105, "10.5"), (1e-05, "0.001")])
def test_percent_reads_as_people_write_it(weight: float, said: str) -> None:
    assert str(percent(weight)) == said


def test_whole_shares_stay_whole_numbers() -> None:
    assert [repr(share(Decimal(number))) for number in (0, 50, 100)] == ["0", "0.5", "1"]


def test_a_third_is_rounded_down_with_the_rest_on_the_first() -> None:
    assert evenly(3) == [Decimal("33.34"), Decimal("33.33"), Decimal("33.33")]
