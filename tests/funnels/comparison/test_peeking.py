"""What peeking does to both readings where no arm differs, and that a difference is found all the same."""

import numpy as np
import pytest

from funnels.comparison import ALPHA, Arm
from funnels.comparison.sequential import always_valid_p
from funnels.comparison.significance import p_value
from funnels.comparison.verdict import LEAST_SUCCESSES, LEAST_TRIALS

EXPERIMENTS = 1000


def alarms(rates: tuple[float, ...], daily: int, days: int, *, money: bool = False) -> tuple[float, float]:
    """Shares of the experiments in which a look on any day would have ended it: by both readings."""
    random = np.random.default_rng(20261121)
    counts = np.cumsum(random.binomial(daily, rates, (EXPERIMENTS, days, len(rates))), axis=1)
    naive = sequential = 0
    for experiment in counts:
        readings = [read([int(one) for one in day], daily * (at + 1), money) for at, day in enumerate(experiment)]
        naive += any(once for once, _ in readings)
        sequential += any(always for _, always in readings)
    return naive / EXPERIMENTS, sequential / EXPERIMENTS


def read(successes: list[int], trials: int, money: bool) -> tuple[bool, bool]:
    ranked = sorted(successes, reverse=True)
    first, *others = (Arm(str(at), trials, count, 20.0 * count) for at, count in enumerate(ranked))
    enough = trials >= LEAST_TRIALS and sum(successes) >= LEAST_SUCCESSES
    once = max(p_value(first, one, money=money) for one in others)
    always = max(always_valid_p(first, one, money=money) for one in others)
    return once <= ALPHA, enough and always * len(others) <= ALPHA


@pytest.mark.parametrize("money", [False, True])
def test_daily_peeking_finds_winners_among_equals_but_for_the_always_valid_reading(money: bool) -> None:
    naive, sequential = alarms((0.25, 0.25), 200, 30, money=money)
    assert sequential < ALPHA
    assert naive > 4 * ALPHA


def test_conversions_of_a_few_percent_raise_no_more_alarms() -> None:
    naive, sequential = alarms((0.02, 0.02), 500, 30)
    assert sequential < ALPHA
    assert naive > 4 * ALPHA


def test_among_four_equal_arms_there_is_hardly_ever_a_winner() -> None:
    assert alarms((0.05,) * 4, 300, 14)[1] < ALPHA


def test_a_difference_of_a_third_is_found_all_the_same() -> None:
    assert alarms((0.25, 0.3333), 200, 30)[1] > 0.95
