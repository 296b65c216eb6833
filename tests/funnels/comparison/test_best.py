from fractions import Fraction
from math import factorial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from funnels.comparison.belief import Belief
from funnels.comparison.best import best, losses


def beta(a: int, b: int) -> Fraction:
    return Fraction(factorial(a - 1) * factorial(b - 1), factorial(a + b - 1))


def exactly_better(a: int, b: int, c: int, d: int) -> Fraction:
    """P(Beta(c, d) > Beta(a, b)) for whole numbers, by the closed sum over the second one's successes."""
    parts = (beta(a + i, b + d) / ((d + i) * beta(1 + i, d) * beta(a, b)) for i in range(c))
    return sum(parts, Fraction(0))


@pytest.mark.parametrize(
    "whole", [(1, 1, 1, 1), (2, 3, 3, 2), (1, 9, 2, 8), (11, 91, 21, 81), (5, 5, 40, 60), (1, 200, 4, 197)]
)
def test_the_probability_to_be_best_is_that_of_the_exact_sum(whole: tuple[int, int, int, int]) -> None:
    a, b, c, d = whole
    exact = float(exactly_better(a, b, c, d))
    assert best([Belief(a, b), Belief(c, d)]) == pytest.approx([1 - exact, exact], abs=2e-5)


def test_of_two_unknown_rates_the_larger_is_two_thirds() -> None:
    """The maximum of two uniform numbers has mean 2/3, and each has 1/2: a sixth is lost by choosing blindly."""
    assert losses([Belief(1, 1), Belief(1, 1)]) == pytest.approx([1 / 6, 1 / 6], abs=1e-5)


def test_of_three_unknown_rates_the_largest_is_three_quarters() -> None:
    assert losses([Belief(1, 1)] * 3) == pytest.approx([1 / 4] * 3, abs=1e-5)
    assert best([Belief(1, 1)] * 3) == pytest.approx([1 / 3] * 3, abs=1e-9)


def test_the_loss_is_what_the_other_is_better_by_where_it_is_surely_better() -> None:
    worse, better = losses([Belief(1000, 9000), Belief(3000, 7000)])
    assert worse == pytest.approx(0.2, abs=1e-4)
    assert better == pytest.approx(0, abs=1e-6)


def test_money_scales_the_loss_and_leaves_the_probability() -> None:
    rates, money = [Belief(20, 80), Belief(25, 75)], [Belief(20, 80, 30.0), Belief(25, 75, 30.0)]
    assert best(money) == pytest.approx(best(rates), abs=1e-9)
    assert losses(money) == pytest.approx([30 * one for one in losses(rates)], abs=1e-6)


def test_a_lower_rate_that_pays_more_can_be_best() -> None:
    assert best([Belief(30, 970, 10.0), Belief(20, 980, 40.0)])[1] > 0.99


def test_the_interval_of_a_uniform_belief_is_its_middle() -> None:
    assert Belief(1, 1).interval() == pytest.approx((0.025, 0.975), abs=1e-5)


def test_the_interval_of_a_cubic_belief_is_that_of_its_root() -> None:
    """Of Beta(3, 1) a cube of probability lies below: the quantile is the cube root."""
    assert Belief(3, 1).interval() == pytest.approx((0.025 ** (1 / 3), 0.975 ** (1 / 3)), abs=1e-5)


def test_a_belief_from_millions_is_as_exact_as_one_from_ten() -> None:
    low, high = Belief(20_000, 980_000).interval()
    deviation = (0.02 * 0.98 / 1_000_001) ** 0.5
    assert (low, high) == pytest.approx((0.02 - 1.96 * deviation, 0.02 + 1.96 * deviation), abs=2e-6)


counts = st.tuples(st.integers(1, 200), st.integers(1, 2000))


@settings(max_examples=20, deadline=None)
@given(st.lists(counts, min_size=2, max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_arms_does_not_matter(arms: list[tuple[int, int]], random: object) -> None:
    order = sorted(range(len(arms)), key=lambda _: random.random())  # type: ignore[attr-defined]  # a Random
    held = [Belief(*one) for one in arms]
    mixed = [held[place] for place in order]
    assert [best(held)[place] for place in order] == pytest.approx(best(mixed), abs=1e-9)
    assert [losses(held)[place] for place in order] == pytest.approx(losses(mixed), abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(st.lists(counts, min_size=2, max_size=5))
def test_the_probabilities_add_up_and_equal_arms_are_equal(arms: list[tuple[int, int]]) -> None:
    chances = best([Belief(*one) for one in [*arms, arms[0]]])
    assert sum(chances) == pytest.approx(1)
    assert chances[0] == pytest.approx(chances[-1], abs=1e-9)


@settings(deadline=None)
@given(st.integers(1, 40), st.integers(1, 400), st.integers(2, 6))
def test_more_of_the_same_narrows(successes: int, failures: int, times: int) -> None:
    low, high = Belief(successes, failures).interval()
    lower, higher = Belief(successes * times, failures * times).interval()
    assert higher - lower < high - low


def test_a_sum_over_a_hand_computed_case() -> None:
    """Beta(1, 2) against Beta(2, 1): the second is larger in five of six cases."""
    assert exactly_better(1, 2, 2, 1) == Fraction(5, 6)
