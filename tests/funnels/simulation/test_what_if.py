from decimal import Decimal
from typing import Any

import pytest
from shop_funnel import AUDIENCE, GIVEN, shop
from wired_by_hand import click, group, node, page, weight, wired

from funnels.errors import InputError, NotFoundError
from funnels.simulation import (
    ANYBODY,
    ArmWorth,
    Assumptions,
    StarvedArm,
    break_even_cost,
    days_to_tell,
    dead_nodes,
    expect,
    split_worth,
    starved_arms,
    visits_to_tell,
    with_weights,
)


def visits(funnel: Any) -> dict[str, float]:
    return {one.node: one.visits for one in expect(funnel, AUDIENCE, GIVEN, visitors=8000).nodes}


def test_other_weights_move_visitors_and_leave_the_funnel_alone() -> None:
    funnel = shop()
    other = with_weights(funnel, "split", {"fox": 1, "split>shield": 0, "bin": 3})
    assert [visits(other)[one] for one in ("fox", "shield", "bin")] == [250, 0, 750]
    assert [visits(funnel)[one] for one in ("fox", "shield", "bin")] == [600, 400, 0]


def test_weights_of_a_page_group_go_by_page() -> None:
    found = expect(with_weights(shop(), "landers", {"quiz": 0.75}), AUDIENCE, GIVEN, visitors=8000)
    assert {one.page: one.views for one in found.pages if one.node == "landers"} == {"story": 2000, "quiz": 2000}


@pytest.mark.parametrize(
    ("node_id", "weights", "error", "message"),
    [
        ("splitt", {}, NotFoundError, "The funnel has no node 'splitt'. Take an id from the funnel."),
        ("geo", {}, InputError, "Node 'geo' is of kind condition: it does not share visitors by weight."),
        (
            "landers",
            {"story ": 1},
            NotFoundError,
            "Node 'landers' has no arm 'story '. It has story, quiz.",
        ),
        ("split", {"fox": -1}, InputError, "The weight of 'fox' is -1, not 0 or more."),
        ("split", {"fox": float("nan")}, InputError, "The weight of 'fox' is nan, not 0 or more."),
    ],
)
def test_weights_that_cannot_be_set_are_refused(node_id: str, weights: Any, error: Any, message: str) -> None:
    with pytest.raises(error) as refused:
        with_weights(shop(), node_id, weights)
    assert str(refused.value) == message


def test_the_nearest_node_and_arm_are_named() -> None:
    with pytest.raises(NotFoundError) as refused:
        with_weights(shop(), "splitt", {})
    assert refused.value.candidates[0] == "split"
    with pytest.raises(NotFoundError) as refused:
        with_weights(shop(), "landers", {"storry": 1})
    assert refused.value.candidates[0] == "story"


def test_a_target_of_several_arms_has_to_be_told_apart() -> None:
    document = weight("root", "a", 0.5)
    funnel = wired(
        [node("root", "root"), node("a", "lander", idPage="a")],
        [document, {**document, "idConnection": "second"}],
        [page("a")],
    )
    with pytest.raises(
        InputError, match=r"Several arms of 'root' lead to 'a'\. Name the connection: 'root>a', 'second'\."
    ):
        with_weights(funnel, "root", {"a": 1})
    assert with_weights(funnel, "root", {"second": 0}).places["root"] is not funnel.places["root"]


def test_the_highest_cost_leaves_the_wanted_profit() -> None:
    """575 earned by 8,000 visitors."""
    found = expect(shop(), AUDIENCE, GIVEN, visitors=8000)
    assert break_even_cost(found) == Decimal("0.071875")
    assert break_even_cost(found, margin=Decimal("0.2")) == Decimal("0.0575")
    assert break_even_cost(found, roi=Decimal("0.25")) == Decimal("0.0575")
    assert break_even_cost(expect(shop(), ANYBODY)) == 0


@pytest.mark.parametrize("wanted", [{"margin": Decimal(1)}, {"margin": Decimal("-0.1")}, {"roi": Decimal(-1)}])
def test_a_profit_nobody_can_want_is_refused(wanted: Any) -> None:
    found = expect(shop(), AUDIENCE, GIVEN)
    with pytest.raises(InputError, match=r"A margin is|An ROI is"):
        break_even_cost(found, **wanted)
    with pytest.raises(InputError, match="two ways to say the same"):
        break_even_cost(found, margin=Decimal("0.1"), roi=Decimal("0.1"))


def test_dead_nodes_and_starved_arms_are_found() -> None:
    found = expect(shop(), AUDIENCE, GIVEN)
    assert dead_nodes(found) == ("bin",)
    assert starved_arms(shop(), found) == (StarvedArm("split", "split>bin", 0.0),)
    assert [one.way for one in starved_arms(shop(), found, below=0.3)] == ["quiz", "split>bin"]
    assert starved_arms(shop(), expect(shop(), ANYBODY)) == ()


def test_arms_are_judged_by_what_becomes_of_their_visitors() -> None:
    assert split_worth(shop(), AUDIENCE, GIVEN, "split") == (
        ArmWorth("split>fox", 0.6, pytest.approx(0.05), Decimal("0.625")),
        ArmWorth("split>shield", 0.4, pytest.approx(0.02), Decimal("0.5")),
        ArmWorth("split>bin", 0.0, pytest.approx(0.02), Decimal("0.5")),
    )
    story, quiz = split_worth(shop(), AUDIENCE, GIVEN, "landers")
    assert (story.conversions, quiz.conversions) == (pytest.approx(0.2 * 0.038), pytest.approx(0.4 * 0.038))
    assert (story.share, quiz.share) == (0.75, 0.25)
    assert split_worth(shop(), ANYBODY, GIVEN, "split") == ()


def test_a_page_that_stands_twice_in_a_group_is_two_arms() -> None:
    funnel = wired(
        [node("root", "root"), node("l", "landerGroup", idPageGroup="g"), node("o", "offer", idPage="o")],
        [weight("root", "l", 1), click("l", "o", 1)],
        [
            group("g", {"a": 0.5}).changed(pages=[{"idPage": "a", "weight": 0.5}, {"idPage": "a", "weight": 0.5}]),
            page("a"),
            page("o", "offer", "8"),
        ],
    )
    given = Assumptions(clicks={"a": {1: 0.5}}, conversions={"o": 0.25})
    assert [one.revenue for one in split_worth(funnel, ANYBODY, given, "l")] == [1, 1]


def test_visits_until_a_split_tells_are_the_textbook_number() -> None:
    """5 % against 6 %, even split, 95 % and 80 %: 8,155 an arm with the unpooled formula."""
    assert visits_to_tell([0.05, 0.06], [0.5, 0.5]) == pytest.approx(2 * 8155, abs=3)
    assert visits_to_tell([0.05, 0.06, 0.01], [0.25, 0.25, 0.5]) == pytest.approx(4 * 8155, abs=6)
    uneven = visits_to_tell([0.05, 0.06], [0.1, 0.9])
    assert uneven is not None
    assert uneven > 2 * 2 * 8155
    assert visits_to_tell([0.05, 0.05], [0.5, 0.5]) is None
    assert visits_to_tell([0.05, 0.06], [0.0, 1.0]) is None
    assert (days_to_tell(16_310, 1000), days_to_tell(None, 5)) == (17, None)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: visits_to_tell([0.1], [1]),
        lambda: visits_to_tell([0.1, 0.2], [1]),
        lambda: visits_to_tell([0.1, 1.2], [0.5, 0.5]),
        lambda: visits_to_tell([0.1, 0.2], [0.5, 0.5], confidence=95),
        lambda: visits_to_tell([0.1, 0.2], [0.5, 0.5], power=0.2),
        lambda: days_to_tell(5, 0),
    ],
)
def test_questions_without_an_answer_are_refused(ask: Any) -> None:
    with pytest.raises(InputError):
        ask()
