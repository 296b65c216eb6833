from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from shop_funnel import AUDIENCE, GIVEN, shop
from wired_by_hand import click, node, page, weight, wired

from funnels.errors import InputError
from funnels.simulation import ANYBODY, Assumptions, expect, sample, spread


def test_the_same_seed_gives_the_same_run_and_another_seed_another() -> None:
    one = sample(shop(), AUDIENCE, GIVEN, visitors=5000, seed=3)
    assert one == sample(shop(), AUDIENCE, GIVEN, visitors=5000, seed=3)
    assert one != sample(shop(), AUDIENCE, GIVEN, visitors=5000, seed=4)


def test_a_run_counts_whole_visitors_and_loses_none() -> None:
    found = sample(shop(), AUDIENCE, GIVEN, visitors=5001, seed=3)
    counts = [
        *(one.visits for one in found.nodes),
        *(one.visitors for one in found.exits),
        *(one.conversions for one in found.pages),
        *(number for one in found.pages for number in (one.views, *one.clicks.values())),
    ]
    assert all(isinstance(number, int) for number in counts)
    assert sum(one.visitors for one in found.exits) == found.visitors == 5001
    earned = sum(
        Decimal(one.conversions) * {"fox": Decimal("12.5"), "shield": 25}.get(one.page, 0) for one in found.pages
    )
    assert found.revenue == earned
    assert found.profit == found.revenue - found.cost
    assert Decimal("50.01") < found.cost < Decimal("100.02")


def test_a_large_run_comes_close_to_the_expectation() -> None:
    number = 1_000_000
    drawn, exact = (
        sample(shop(), AUDIENCE, GIVEN, visitors=number, seed=1),
        expect(shop(), AUDIENCE, GIVEN, visitors=number),
    )
    for one, other in zip(drawn.nodes, exact.nodes, strict=True):
        assert one.visits == pytest.approx(other.visits, abs=5 * other.visits**0.5 + 1)
    deviation = (3750 * 12.5**2 + 1000 * 25**2) ** 0.5
    assert float(drawn.revenue) == pytest.approx(float(exact.revenue), abs=4 * deviation)


def test_loops_are_drawn_until_everybody_is_out() -> None:
    funnel = wired(
        [node("root", "root"), node("a", "lander", idPage="a"), node("b", "lander", idPage="b")],
        [weight("root", "a", 1), click("a", "b", 1), click("b", "a", 1)],
        [page("a"), page("b")],
    )
    found = sample(funnel, ANYBODY, Assumptions(clicks={"a": {1: 0.9}, "b": {1: 0.9}}), visitors=10_000, seed=1)
    assert sum(one.visitors for one in found.exits) == 10_000
    views = {one.node: one.visits for one in found.nodes}
    assert views["a"] + views["b"] == pytest.approx(100_000, rel=0.05)


def test_a_spread_tells_luck_around_the_expectation() -> None:
    exact = expect(shop(), AUDIENCE, GIVEN, visitors=1000)
    found = spread(shop(), AUDIENCE, GIVEN, visitors=1000, runs=2000, seed=5, percents=(5, 50, 95))
    assert found == spread(shop(), AUDIENCE, GIVEN, visitors=1000, runs=2000, seed=5, percents=(5, 50, 95))
    assert float(found.profit.mean) == pytest.approx(float(exact.profit), abs=4)
    assert float(found.conversions.mean) == pytest.approx(exact.conversions, abs=0.25)
    low, middle, high = (value for _, value in found.profit.percentiles)
    assert low < middle < high
    assert [percent for percent, _ in found.profit.percentiles] == [5, 50, 95]
    assert 0 < found.loss_share < 0.5
    assert (found.runs, found.visitors, found.assumed) == (2000, 1000, exact.assumed)


def test_the_spread_of_one_coin_is_binomial() -> None:
    funnel = wired(
        [node("root", "root"), node("o", "offer", idPage="o")], [weight("root", "o", 1)], [page("o", "offer", "1")]
    )
    found = spread(funnel, ANYBODY, Assumptions(conversions={"o": 0.5}), visitors=100, runs=4000, seed=2)
    reference = np.percentile(np.random.default_rng(9).binomial(100, 0.5, 4000), [5, 25, 50, 75, 95])
    for (_, value), expected in zip(found.conversions.percentiles, reference, strict=True):
        assert abs(float(value) - expected) <= 1


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"runs": 0}, "0 runs cannot be made: ask for 1 to 10000."),
        ({"runs": 10_001}, "10001 runs cannot be made: ask for 1 to 10000."),
        ({"visitors": -1}, "-1 visitors cannot be drawn: ask for 1 to 1000000000000."),
        ({"percents": (5, 101)}, "Percentiles are 0 to 100, and not 5, 101."),
    ],
)
def test_runs_that_make_no_sense_are_refused(more: Any, message: str) -> None:
    with pytest.raises(InputError) as refused:
        spread(shop(), AUDIENCE, GIVEN, seed=1, **more)
    assert str(refused.value) == message
