from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funnels.comparison import reweighted, usual_floor
from funnels.errors import InputError


def test_the_rest_above_the_floor_goes_by_the_probability_to_be_best() -> None:
    found = reweighted({"a": 0.75, "b": 0.25, "c": 0.0}, Decimal(10))
    assert found == {"a": Decimal(63), "b": Decimal(27), "c": Decimal(10)}


def test_a_sure_winner_leaves_the_others_their_floor() -> None:
    assert reweighted({"a": 0.001, "b": 0.999}, Decimal(10)) == {"a": Decimal(10), "b": Decimal(90)}


def test_without_a_floor_a_loser_may_starve() -> None:
    assert reweighted({"a": 0.0, "b": 1.0}, Decimal(0)) == {"a": Decimal(0), "b": Decimal(100)}


@pytest.mark.parametrize(("floor", "says"), [(Decimal(40), "Give 0 to 33.33 percent"), (Decimal(-1), "Give 0 to")])
def test_a_floor_that_cannot_be_is_refused(floor: Decimal, says: str) -> None:
    with pytest.raises(InputError, match=says):
        reweighted({"a": 0.5, "b": 0.3, "c": 0.2}, floor)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8), st.decimals(0, 12, places=2))
def test_weights_add_up_and_nobody_gets_less_than_the_floor(best: list[float], floor: Decimal) -> None:
    found = reweighted({str(at): one for at, one in enumerate(best)}, floor)
    assert sum(found.values()) == 100
    assert min(found.values()) >= floor


@pytest.mark.parametrize(("arms", "floor"), [(1, "10"), (5, "10"), (6, "8.33"), (12, "4.16"), (64, "0.78")])
def test_where_nobody_says_a_floor_many_arms_have_half_of_an_even_share(arms: int, floor: str) -> None:
    assert usual_floor(arms) == Decimal(floor)
    found = reweighted({str(at): float(at == 0) for at in range(arms)}, usual_floor(arms))
    assert sum(found.values()) == 100
    assert min(found.values()) >= Decimal(floor)
