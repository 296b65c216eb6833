from fractions import Fraction
from math import comb, erfc, sqrt
from time import process_time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from funnels.comparison.arm import Arm
from funnels.comparison.significance import p_value


def test_a_lady_who_tells_three_of_four_cups_proves_little() -> None:
    """Fisher's tea: 3 of 4 and 1 of 4 are as odd as 34 of 70 ways."""
    assert p_value(Arm("milk", 4, 3), Arm("tea", 4, 1), money=False) == pytest.approx(34 / 70)


def test_few_conversions_are_judged_exactly() -> None:
    """5 of 10 against none of 10: two tables of 252 of 15,504 ways are as unlikely."""
    assert p_value(Arm("a", 10, 5), Arm("b", 10, 0), money=False) == pytest.approx(504 / 15504)


def test_many_conversions_are_judged_by_two_proportions() -> None:
    """50 and 70 of 1,000: the pooled rate is 0.06, the difference 1.8831 standard errors."""
    z = 0.02 / sqrt(0.06 * 0.94 * (2 / 1000))
    assert p_value(Arm("a", 1000, 50), Arm("b", 1000, 70), money=False) == pytest.approx(erfc(z / sqrt(2)))


def test_revenue_is_judged_by_the_means() -> None:
    """30 payouts of 10 against 30 of 20 in 1,000 visits: 0.3 of difference over the root of 0.0145500."""
    error = sqrt((0.03 * 100 - 0.3**2) / 1000 + (0.03 * 400 - 0.6**2) / 1000)
    found = p_value(Arm("a", 1000, 30, 300.0), Arm("b", 1000, 30, 600.0), money=True)
    assert found == pytest.approx(erfc(0.3 / error / sqrt(2)))


def test_payouts_that_differ_within_an_arm_make_less_sure() -> None:
    one, other = Arm("a", 1000, 30, 300.0), Arm("b", 1000, 30, 600.0)
    loose = p_value(Arm("a", 1000, 30, 300.0, spread=2.0), other, money=True)
    assert loose > p_value(one, other, money=True)


@pytest.mark.parametrize("money", [False, True])
def test_nothing_is_known_without_trials(money: bool) -> None:
    assert p_value(Arm("a", 0, 0), Arm("b", 1000, 70, 700.0), money=money) == 1.0
    assert p_value(Arm("a", 1000, 0), Arm("b", 1000, 0), money=money) == 1.0


@settings(deadline=None)
@given(st.integers(1, 60), st.integers(1, 60), st.data())
def test_of_small_tables_it_is_the_exact_one(first: int, second: int, data: st.DataObject) -> None:
    one = Arm("a", first, data.draw(st.integers(0, first)))
    other = Arm("b", second, data.draw(st.integers(0, second)))
    assume(min(first, second) * min(successes(one, other), failures(one, other)) < 5 * (first + second))
    assert p_value(one, other, money=False) == pytest.approx(float(counted(one, other)), rel=1e-9)


def counted(one: Arm, other: Arm) -> Fraction:
    """Fisher's test with every way counted."""
    whole = successes(one, other)
    ways = {
        count: comb(one.trials, count) * comb(other.trials, whole - count)
        for count in range(max(0, whole - other.trials), min(whole, one.trials) + 1)
    }
    return Fraction(sum(way for way in ways.values() if way <= ways[one.successes]), sum(ways.values()))


def successes(one: Arm, other: Arm) -> int:
    return one.successes + other.successes


def failures(one: Arm, other: Arm) -> int:
    return one.trials + other.trials - successes(one, other)


@pytest.mark.parametrize("few", [Arm("b", 100, 1), Arm("b", 100, 60), Arm("b", 1, 1)])
def test_an_arm_of_millions_against_a_few_takes_no_time(few: Arm) -> None:
    many, begun = Arm("a", 1_000_000, 40_000), process_time()
    found = p_value(many, few, money=False)
    assert process_time() - begun < 0.5
    chance = 0.04
    assert found == pytest.approx(likely(few, chance), rel=0.01, abs=1e-30)


def likely(few: Arm, rate: float) -> float:
    """The binomial test that Fisher's becomes where the other arm is endless."""
    ways = [comb(few.trials, k) * rate**k * (1 - rate) ** (few.trials - k) for k in range(few.trials + 1)]
    return sum(way for way in ways if way <= ways[few.successes])
