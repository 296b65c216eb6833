import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from funnels.comparison import Arm, Verdict, compare
from funnels.comparison.belief import beliefs


def verdict(*arms: tuple[int, int]) -> Verdict:
    return compare([Arm(chr(97 + at), *one) for at, one in enumerate(arms)], money=False).verdict


@pytest.mark.parametrize(
    ("arms", "said"),
    [
        (((5000, 1000), (5000, 1300)), Verdict.WINNER),
        (((1000, 50), (1000, 70)), Verdict.LEADING),
        (((20000, 4000), (20000, 4010)), Verdict.NO_DIFFERENCE),
        (((1000, 50), (1000, 52)), Verdict.TOO_EARLY),
        (((90, 5), (90, 60)), Verdict.TOO_EARLY),
        (((1000, 2), (1000, 20)), Verdict.TOO_EARLY),
        (((5000, 1000), (5000, 1300), (0, 0)), Verdict.TOO_EARLY),
        (((0, 0), (0, 0)), Verdict.NO_DATA),
        (((900, 0), (900, 0)), Verdict.NO_DATA),
        (((5000, 1000),), Verdict.NO_DATA),
        ((), Verdict.NO_DATA),
    ],
)
def test_what_is_said_of_arms(arms: tuple[tuple[int, int], ...], said: Verdict) -> None:
    assert verdict(*arms) == said


def test_the_best_stands_first_with_its_numbers() -> None:
    found = compare([Arm("slow", 1000, 50), Arm("fast", 1000, 70)], money=False)
    assert [one.arm.key for one in found.standings] == ["fast", "slow"]
    fast = found.standings[0]
    assert fast.value == 0.07
    assert fast.low < 0.07 < fast.high
    assert sum(one.best for one in found.standings) == pytest.approx(1)
    assert found.p == pytest.approx(0.0597, abs=1e-4)
    assert found.needed == 2210


def test_by_revenue_the_one_that_pays_more_wins_with_fewer_conversions() -> None:
    arms = [Arm("cheap", 5000, 300, 3000.0), Arm("dear", 5000, 240, 9600.0)]
    by_revenue, by_rate = compare(arms, money=True), compare(arms, money=False)
    assert (by_revenue.verdict, by_revenue.standings[0].arm.key) == (Verdict.WINNER, "dear")
    assert by_rate.standings[0].arm.key == "cheap"
    assert by_revenue.standings[0].value == pytest.approx(1.92)
    assert by_revenue.standings[0].loss == pytest.approx(0, abs=1e-6)


def test_one_large_sale_is_no_winner() -> None:
    """The same revenue from payouts that differ much says less."""
    even = compare([Arm("a", 4000, 120, 1200.0), Arm("b", 4000, 120, 2400.0)], money=True)
    odd = compare([Arm("a", 4000, 120, 1200.0, 6.0), Arm("b", 4000, 120, 2400.0, 6.0)], money=True)
    assert even.verdict == Verdict.WINNER
    assert odd.verdict != Verdict.WINNER


trials = st.integers(0, 5000)
arms = st.lists(trials.flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))), min_size=2, max_size=4)


@settings(max_examples=40, deadline=None)
@given(arms, st.booleans())
def test_the_order_in_which_arms_are_given_makes_no_difference(
    given_arms: list[tuple[int, int]], money: bool
) -> None:
    made = [Arm(str(at), trials, count, 12.5 * count) for at, (trials, count) in enumerate(given_arms)]
    there, back = compare(made, money=money), compare(made[::-1], money=money)
    assert there.verdict == back.verdict
    assert [one.arm for one in there.standings] == [one.arm for one in back.standings]
    assert (there.p, there.always_valid_p, there.needed) == (back.p, back.always_valid_p, back.needed)


def test_one_sale_among_leads_that_bring_nothing_is_judged_with_all_its_doubt() -> None:
    odd, even = Arm("odd", 1000, 133, 1000.0, spread=66.25), Arm("even", 1000, 100, 500.0, spread=0.1)
    found = compare([odd, even], money=True)
    first = found.standings[0]
    assert (found.verdict, first.arm.key) == (Verdict.TOO_EARLY, "odd")
    assert first.low < 0.1
    assert 2.0 < first.high < 8.0


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 100_000),
    st.floats(0, 1),
    st.floats(0.01, 1e7),
    st.one_of(st.just(0.0), st.floats(0.001, 1e9), st.floats(-1e9, -0.001)),
)
def test_whatever_the_spread_of_revenue_the_interval_holds_the_mean(
    trials: int, share: float, revenue: float, spread: float
) -> None:
    successes = max(1, round(trials * share))
    loose, tight = Arm("a", trials, successes, revenue, spread), Arm("b", trials, successes, revenue)
    wide, narrow = beliefs([loose, tight], money=True)
    low, high = wide.interval()
    assert 0 <= low < wide.mean < high < 5 * loose.worth
    assert wide.mean == pytest.approx(narrow.mean)
    assert narrow.deviation * 0.999 <= wide.deviation <= 1.5 * wide.mean
    standings = compare([loose, tight], money=True).standings
    assert sum(one.best for one in standings) == pytest.approx(1)
    assert all(0 <= one.best <= 1 and one.loss >= 0 for one in standings)
