from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from counted_walks import counted
from generated.funnels import World, compiled
from hypothesis import given, settings
from hypothesis import strategies as st
from shop_funnel import AUDIENCE, GIVEN, OUT, shop
from wired_by_hand import (
    answer,
    click,
    condition,
    hub,
    keys,
    middleware,
    node,
    on,
    page,
    route,
    rule,
    script,
    weight,
    wired,
)

from funnels.checks.visitors import Visitor
from funnels.errors import InputError
from funnels.routing import Wired, wire
from funnels.simulation import (
    ANYBODY,
    Assumed,
    Assumptions,
    Audience,
    Expectation,
    Segment,
    crossed,
    expect,
    looked_at,
    sample,
)


def visits(found: Any) -> dict[str, float]:
    return {one.node: pytest.approx(one.visits) for one in found.nodes}


def exits(found: Any) -> dict[tuple[str, str], float]:
    return {(one.how, one.node): pytest.approx(one.visitors) for one in found.exits}


def test_every_figure_of_a_small_funnel_is_exact() -> None:
    """Of 8,000 half are from here. 3,000 see the story and 1,000 the quiz: 600 + 400 click on, 300 go outside."""
    found = expect(shop(), AUDIENCE, GIVEN, visitors=8000)
    assert visits(found) == {
        "root": 8000,
        "geo": 8000,
        "landers": 4000,
        "split": 1000,
        "fox": 600,
        "shield": 400,
        "bin": 0,
        "out": 4300,
    }
    assert exits(found) == {
        ("sent", "out"): 4300,
        ("left", "landers"): 2700,
        ("left", "fox"): 600,
        ("left", "shield"): 400,
    }
    assert {
        (one.page, one.views, tuple(one.clicks.items()), one.conversions, one.revenue) for one in found.pages
    } == {
        ("story", 3000, ((1, 600), (2, 300)), 0, Decimal(0)),
        ("quiz", 1000, ((1, 400),), 0, Decimal(0)),
        ("fox", 600, (), 30, Decimal(375)),
        ("shield", 400, (), 8, Decimal(200)),
    }
    assert (found.conversions, found.revenue, found.cost, found.profit) == (38, 575, 120, 455)
    by_name = {one.name: one for one in found.segments}
    assert list(by_name) == ["DE native", "DE search", "AT native", "AT search", "US native", "US search"]
    german, american = by_name["DE native"], by_name["US search"]
    assert (german.visitors, german.conversions, german.cost, german.revenue) == (
        1500,
        pytest.approx(14.25),
        30,
        Decimal("215.625"),
    )
    assert (american.visitors, american.conversions, american.cost, american.profit) == (2000, 0, 20, -20)


def test_ways_say_how_a_node_shares_its_visitors() -> None:
    found = expect(shop(), AUDIENCE, GIVEN, visitors=8000)
    assert {
        (one.node, one.way): (one.visits, one.share) for one in found.ways if one.node in ("landers", "split")
    } == {
        ("landers", "story"): (3000, 0.75),
        ("landers", "quiz"): (1000, 0.25),
        ("landers", "1"): (1000, 0.25),
        ("landers", "2"): (300, pytest.approx(0.075)),
        ("split", "split>fox"): (pytest.approx(600), 0.6),
        ("split", "split>shield"): (pytest.approx(400), 0.4),
    }


def test_every_assumption_is_listed_with_its_origin() -> None:
    assert expect(shop(), AUDIENCE, GIVEN).assumed == (
        Assumed("click rate", "quiz", "quiz", "action 1: 0.4", "given"),
        Assumed("click rate", "story", "story", "action 1: 0.2, action 2: 0.1", "report of last week"),
        Assumed("conversion rate", "fox", "fox", "0.05", "given"),
        Assumed("conversion rate", "shield", "shield", "0.02", "given"),
        Assumed("cost", "native", "native", "0.02", "given"),
        Assumed("cost", "search", "search", "0.01", "given"),
        Assumed("payout", "fox", "fox", "12.50", "given"),
        Assumed("payout", "shield", "shield", "25", "the offer's own payout"),
    )


def test_what_is_not_given_has_a_default_and_is_listed_too() -> None:
    found = expect(shop(), AUDIENCE, visitors=8000)
    assert found.assumed == (
        Assumed("click rate", "quiz", "quiz", "0.25 over all buttons", "our default"),
        Assumed("click rate", "story", "story", "0.25 over all buttons", "our default"),
        Assumed("conversion rate", "fox", "fox", "0.02", "our default"),
        Assumed("conversion rate", "shield", "shield", "0.02", "our default"),
        Assumed("cost", "native", "native", "0", "our default"),
        Assumed("cost", "search", "search", "0", "our default"),
        Assumed("payout", "fox", "fox", "10.00", "the offer's own payout"),
        Assumed("payout", "shield", "shield", "25", "the offer's own payout"),
    )
    assert visits(found)["split"] == 500


def test_what_cannot_be_known_is_said() -> None:
    assert expect(shop(), ANYBODY).notes == (
        "Sticky and anti-affinity picks are counted as on a first visit: by weight alone.",
        "The funnel decides by country, of which the audience says nothing: taken as unknown.",
    )
    first = [
        node("root", "root"),
        node("m", "middleware", idMiddlewareConfig="m"),
        node("s", "logic", idLogicScript="s"),
    ]
    ways = [weight("root", "m", 1), answer("m", "s", "default"), keys("s", "out", "default")]
    found = expect(wired([*first, OUT], ways, [middleware("m"), script("s", "for {}")]))
    assert found.notes == (
        (
            "The script at node 's' cannot be followed here (line 1: 'for' cannot be followed here): everybody takes "
            "its default way."
        ),
        "What a middleware answers is not known; it is assumed.",
    )


def test_who_looks_at_what_is_known_beforehand() -> None:
    looks = looked_at(shop())
    assert (looks.attributes, looks.fields, looks.time) == (("country",), (), False)


def loop(rate: float) -> tuple[Wired, Assumptions]:
    """A quiz whose button 1 shows it again, and whose button 2 leads to an offer."""
    funnel = wired(
        [node("root", "root"), node("quiz", "lander", idPage="quiz"), node("fox", "offer", idPage="fox")],
        [weight("root", "quiz", 1), click("quiz", "quiz", 1), click("quiz", "fox", 2)],
        [page("quiz"), page("fox", "offer", "10")],
    )
    return funnel, Assumptions(clicks={"quiz": {1: rate, 2: 0.25}}, conversions={"fox": 0.5})


def test_loops_are_solved_as_a_whole() -> None:
    """Each view leads to half a view more: two views a visitor."""
    found = expect(*loop(0.5)[:1], ANYBODY, loop(0.5)[1], visitors=100)
    assert visits(found) == {"root": 100, "quiz": 200, "fox": 50}
    assert (found.revenue, exits(found)) == (250, {("left", "quiz"): 50, ("left", "fox"): 50})


@pytest.mark.parametrize("run", [expect, lambda *args: sample(*args, seed=1)])
def test_a_loop_nobody_gets_out_of_is_refused(run: Any) -> None:
    funnel, _ = loop(0.5)
    with pytest.raises(
        InputError, match=r"Visitors never get out of a loop through nodes 'quiz': everybody clicks on."
    ):
        run(funnel, ANYBODY, Assumptions(clicks={"quiz": {1: 1.0}}))


def test_a_loop_without_a_page_loses_visitors_after_50_steps() -> None:
    """Root and 49 rounds; of each round a tenth goes outside."""
    funnel = wired(
        [node("root", "root"), node("r", "rotator"), OUT],
        [weight("root", "r", 1), weight("r", "r", 0.9), weight("r", "out", 0.1)],
    )
    found = expect(funnel, visitors=1)
    # the 50th step is the 49th visit to r; whoever would come a 50th time is lost, to `out` as well as to `r`
    assert exits(found) == {
        ("sent", "out"): 1 - 0.9**48,
        ("lost", "r"): 0.9**49,
        ("lost", "out"): 0.9**48 * 0.1,
    }
    walked = counted(funnel, ANYBODY, {}, 20_000, 1)
    assert walked.exits["lost", "r"] == pytest.approx(20_000 * 0.9**49, abs=5 * (20_000 * 0.9**49) ** 0.5)


def test_tags_and_buttons_matter_where_they_are_looked_at() -> None:
    funnel = wired(
        [
            node("root", "root"),
            node("tag", "visitorTag", addTagIds=["t", "u"]),
            node("a", "lander", idPage="a"),
            node("hub", "actionProxy"),
            node("n", "condition", idCondition="tagged"),
            node("b", "lander", idPage="b"),
            OUT,
        ],
        [
            weight("root", "tag", 0.5),
            weight("root", "a", 0.5),
            on("tag", "a"),
            click("a", "hub", 1, 2, 3),
            hub("hub", "n", 1),
            hub("hub", "out", 2),
            route("n", "b", "yes"),
            route("n", "out", "default"),
        ],
        [page("a"), page("b"), condition("tagged", yes=rule("visitorTag", "t", test="is"))],
    )
    rates = {"a": {1: 0.5, 2: 0.25, 3: 0.125}}
    found = expect(funnel, ANYBODY, Assumptions(clicks=rates), visitors=800)
    assert visits(found) == {"root": 800, "tag": 400, "a": 800, "hub": 700, "n": 400, "b": 200, "out": 400}
    assert exits(found) == {("left", "a"): 100, ("sent", "out"): 400, ("lost", "hub"): 100, ("left", "b"): 200}
    carried = Audience((Segment(1, Visitor(tags=frozenset({"t"}))), Segment(1, Visitor(), name="fresh")))
    assert visits(expect(funnel, carried, Assumptions(clicks=rates), visitors=800))["b"] == 300


def test_buttons_that_lead_nowhere_lose_their_clicks() -> None:
    funnel = wired([node("root", "root"), node("a", "lander", idPage="a")], [weight("root", "a", 1)], [page("a")])
    found = expect(funnel, ANYBODY, Assumptions(clicks={"a": {7: 0.5}}), visitors=10)
    assert [(one.how, one.reason, one.visitors) for one in found.exits] == [
        ("lost", "no way is for button 7 of 'a'", 5.0),
        ("left", "", 5.0),
    ]


def test_marked_clicks_are_conversions() -> None:
    funnel = wired(
        [node("root", "root"), node("fox", "offer", idPage="fox"), OUT],
        [weight("root", "fox", 1), click("fox", "out", 1, isConversion=True), click("fox", "out", 2)],
        [page("fox", "offer", "10")],
    )
    found = expect(funnel, ANYBODY, Assumptions(clicks={"fox": {1: 0.125, 2: 0.25}}), visitors=800)
    assert (found.conversions, found.revenue) == (100, 1000)
    both = expect(funnel, ANYBODY, Assumptions(clicks={"fox": {1: 0.125}}, conversions={"fox": 0.125}), visitors=800)
    assert (both.conversions, both.revenue) == (200, 2000)


def test_answers_of_a_middleware_are_shares() -> None:
    funnel = wired(
        [node("root", "root"), node("m", "middleware", idMiddlewareConfig="m"), node("a", "lander", idPage="a"), OUT],
        [weight("root", "m", 1), answer("m", "a", "yes"), answer("m", "out", "default")],
        [middleware("m"), page("a")],
    )
    assert visits(expect(funnel, visitors=10))["out"] == 10
    found = expect(funnel, ANYBODY, Assumptions(answers={"m": {"yes": 0.25, "gone": 0.25}}), visitors=8)
    assert exits(found) == {("left", "a"): 2, ("lost", "m"): 2, ("sent", "out"): 4}


def test_the_clock_decides_by_the_hours_of_the_audience() -> None:
    late = {"attribute": "Time: Time of Day", "test": ">=", "timeOfDayParams": {"hour": 18, "minutes": 0}}
    funnel = wired(
        [node("root", "root"), node("n", "condition", idCondition="late"), node("a", "lander", idPage="a"), OUT],
        [weight("root", "n", 1), route("n", "a", "late"), route("n", "out", "default")],
        [condition("late", late=late), page("a")],
    )
    hours = [datetime(2026, 11, 21, hour, tzinfo=UTC) for hour in range(24)]
    found = expect(funnel, crossed(times=hours), visitors=24)
    assert visits(found) == {"root": 24, "n": 24, "a": 6, "out": 18}
    assert found.segments[18].name == "Sat 18:00"


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Audience(()), "The audience is empty."),
        (lambda: crossed({"country": {}}), "The audience is empty."),
        (lambda: crossed({"country": {"DE": 0}}), "Every segment of the audience has the weight 0."),
        (lambda: crossed({"country": {"DE": -1, "US": 2}}), "The weight of 'DE' is -1, not 0 or more."),
        (lambda: Audience((Segment(float("nan")),)), "The weight of 'a segment' is nan, not 0 or more."),
        (
            lambda: Assumptions(clicks={"a": {1: -0.1}}),
            "The click rate of action 1 on page 'a' is -0.1: a rate is 0 to 1.",
        ),
        (
            lambda: Assumptions(clicks={"a": {2: 1.5}}),
            "The click rate of action 2 on page 'a' is 1.5: a rate is 0 to 1.",
        ),
        (
            lambda: Assumptions(clicks={"a": {1: 0.6, 2: 0.6}}),
            "The click rates of page 'a' add up to 1.2: nobody clicks twice.",
        ),
        (lambda: Assumptions(conversions={"o": 2}), "The conversion rate of page 'o' is 2: a rate is 0 to 1."),
        (
            lambda: Assumptions(payouts={"o": Decimal(-1)}),
            "The payout of page 'o' is -1: an amount of money is 0 or more.",
        ),
        (lambda: Assumptions(cost=Decimal("NaN")), "The cost of a visit is NaN: an amount of money is 0 or more."),
        (
            lambda: Assumptions(answers={"m": {"a": 0.7, "b": 0.7}}),
            "The sum of the answers of middleware 'm' is 1.4: a rate is 0 to 1.",
        ),
        (lambda: expect(shop(), visitors=0), "0 visitors cannot be simulated."),
        (lambda: sample(shop(), visitors=0, seed=1), "0 visitors cannot be drawn: ask for 1 to 1000000000000."),
    ],
)
def test_what_makes_no_sense_is_refused(make: Any, message: str) -> None:
    with pytest.raises(InputError) as refused:
        make()
    assert str(refused.value).startswith(message)


def test_a_funnel_without_weights_loses_everybody() -> None:
    found = expect(wired([node("root", "root"), OUT], [weight("root", "out", 0)]), visitors=10)
    assert [(one.how, one.reason, one.visitors) for one in found.exits] == [
        ("lost", "the weights of its ways are all 0", 10.0)
    ]
    assert expect(wired([]), visitors=10).exits[0].reason == "the funnel has no root to start from"


COUNTRIES = st.fixed_dictionaries({country: st.floats(0.1, 5) for country in ("DE", "US", "FR")})
RATES = st.floats(0, 0.3)


@st.composite
def assumed(draw: st.DrawFn, world: World) -> Assumptions:
    pages = [one.id for one in world.account.entries("page")]
    return Assumptions(
        clicks={id: {number: draw(RATES) for number in (1, 2, 3)} for id in pages},
        conversions={id: draw(RATES) for id in pages},
        cost=Decimal("0.05"),
    )


@settings(max_examples=25, deadline=None)
@given(compiled(most=6), COUNTRIES, st.data())
def test_whoever_comes_in_goes_out(world: World, countries: dict[str, float], data: st.DataObject) -> None:
    funnel = wire(world.funnel, world.account)
    audience = crossed({"country": countries, "device": {"mobile": 1, "desktop": 2}})
    found = expect(funnel, audience, data.draw(assumed(world)), visitors=1000)
    assert sum(one.visitors for one in found.exits) == pytest.approx(1000)
    assert sum(one.share for one in found.exits) == pytest.approx(1)
    check_balance(found, funnel)
    assert sum(one.visitors for one in found.segments) == pytest.approx(1000)
    assert sum(one.conversions for one in found.segments) == pytest.approx(found.conversions)
    assert float(sum(one.revenue for one in found.segments)) == pytest.approx(float(found.revenue), abs=1e-4)
    assert found.cost == Decimal(50)


def check_balance(found: Any, funnel: Wired) -> None:
    """What comes to a node goes on from it: along its ways, or out."""
    came = {one.node: one.visits for one in found.nodes}
    views = {one.node for one in found.pages}
    gone: dict[str, float] = dict.fromkeys(came, 0.0)
    for one in found.ways:
        if one.node not in views or one.way.isdecimal():
            gone[one.node] += one.visits
    for one in found.exits:
        if one.node in gone and one.reason != "visitors go round in a loop: 50 steps without a page":
            gone[one.node] += 0 if one.reason.startswith("no way is for button") else one.visitors
    for node_id, number in came.items():
        assert gone[node_id] == pytest.approx(number), node_id


@settings(max_examples=15, deadline=None)
@given(compiled(most=6), st.integers(0, 10**6), st.data())
def test_walks_samples_and_the_exact_figures_agree(world: World, seed: int, data: st.DataObject) -> None:
    funnel = wire(world.funnel, world.account)
    audience = crossed({"country": {"DE": 1, "US": 2}, "device": {"mobile": 1, "desktop": 1}})
    assumptions = data.draw(assumed(world))
    number = 2000
    exact = expect(funnel, audience, assumptions, visitors=number)
    walked = counted(funnel, audience, assumptions.clicks, number, seed)
    drawn = sample(funnel, audience, assumptions, visitors=number, seed=seed)
    sticky = any("Sticky" in note for note in exact.notes)
    for one in exact.exits:
        close = 6 * max(one.share * (1 - one.share) * number, 1) ** 0.5
        assert abs(sum(other.visitors for other in drawn.exits if other[:3] == one[:3]) - one.visitors) <= close
    if not sticky:
        by_exit: dict[tuple[str, str], float] = {}
        for one in exact.exits:
            by_exit[one.how, one.node] = by_exit.get((one.how, one.node), 0) + one.visitors
        for key in {*by_exit, *walked.exits}:
            share = by_exit.get(key, 0.0) / number
            close = 6 * max(share * (1 - share) * number, 1) ** 0.5
            assert abs(walked.exits[key] - share * number) <= close, key


def test_many_walks_through_the_shop_come_close_to_the_exact_figures() -> None:
    number = 20_000
    exact: Expectation = expect(shop(), AUDIENCE, GIVEN, visitors=number)
    walked = counted(shop(), AUDIENCE, GIVEN.clicks, number, 7)
    for one in exact.nodes:
        spread = (max(one.share * (1 - one.share), 1e-9) * number) ** 0.5
        assert abs(walked.nodes[one.node] - one.visits) <= 4 * spread + 1e-6, one.node
    for seen in exact.pages:
        assert walked.views[seen.node, seen.page] == pytest.approx(seen.views, abs=4 * seen.views**0.5)
        for action, clicks in seen.clicks.items():
            assert walked.clicks[seen.node, seen.page, action] == pytest.approx(clicks, abs=4 * clicks**0.5)
