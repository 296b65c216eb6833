import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.interval import all_of, interval


@given(st.integers(1, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_rate_lies_in_its_interval(counted: tuple[int, int]) -> None:
    passed, of = counted
    low, high = interval(passed, of)
    assert 0 <= low <= passed / of + 1e-12 <= high + 2e-12 <= 1 + 2e-12


def test_known_values() -> None:
    """As Newcombe's tables of Wilson's interval have them: 81 of 263."""
    low, high = interval(81, 263)
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)


def test_of_nothing_everything_is_possible() -> None:
    assert interval(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(("passed", "k", "chance"), [(3, 3, 1.0), (2, 3, 0.0), (2, 2, 1 / 3), (1, 1, 1 / 3)])
def test_all_of_k_trials(passed: int, k: int, chance: float) -> None:
    assert all_of(passed, 3, k) == pytest.approx(chance)
