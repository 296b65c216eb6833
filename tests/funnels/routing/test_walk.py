import json
from collections import Counter
from itertools import cycle, pairwise
from random import Random
from typing import Any

import pytest
from generated.funnels import World, compiled, odd
from hypothesis import given, settings
from hypothesis import strategies as st
from wired_by_hand import (
    answer,
    click,
    condition,
    group,
    hub,
    keys,
    middleware,
    node,
    numbered,
    on,
    page,
    route,
    rule,
    script,
    weight,
    wired,
)

from funnels.checks.matching import route_taken
from funnels.checks.visitors import Visitor
from funnels.funnel import NodeKind
from funnels.routing import Asks, Lost, Sent, Shown, Walk, Wired, follow, walk, wire

OUT = node("out", "externalUrl", url="https://elsewhere.example", redirectType="301")
ELSE = node("else", "externalUrl", url="https://else.example")
GERMAN, AMERICAN = Visitor({"country": "de"}), Visitor({"country": "US"})


def go(funnel: Wired, visitor: Visitor = GERMAN, memory: Any = None, draws: Any = (0.0,), **more: Any) -> Walk:
    return walk(funnel, None, visitor, {} if memory is None else memory, cycle(draws).__next__, **more)


def nodes(made: Walk) -> list[str]:
    return [step.node for step in made.steps]


def starting(target: str) -> Any:
    return [node("root", "root")], [weight("root", target, 1)]


@pytest.mark.parametrize(
    ("drawn", "target"), [(0.0, "a"), (0.249, "a"), (0.25, "c"), (0.999999, "c"), (1 - 2**-53, "c")]
)
def test_weights_are_shares_of_their_sum_and_zero_is_never_drawn(drawn: float, target: str) -> None:
    ends = [node(one, "externalUrl", url=f"https://{one}.example") for one in "abc"]
    ways = [weight("root", "a", 0.2), weight("root", "b", 0), weight("root", "c", 0.6)]
    made = go(wired([node("root", "root"), *ends], ways), draws=(drawn,))
    assert (nodes(made), made.ending) == (["root", target], Sent(target, f"https://{target}.example", 307))


@pytest.mark.parametrize(
    ("made", "node_id", "reason"),
    [
        (([], []), "", "the funnel has no root to start from"),
        (([node("root", "root")], []), "root", "it has no way on"),
        (([node("root", "root"), OUT], [weight("root", "out", 0)]), "root", "the weights of its ways are all 0"),
        (([node("root", "root"), OUT], [on("root", "out")]), "root", "the weights of its ways are all 0"),
        (
            ([node("root", "root"), node("x", "label")], [weight("root", "x", 1)]),
            "x",
            "there is no such node to go to",
        ),
    ],
)
def test_a_start_that_leads_nowhere_loses_visitors_and_says_why(made: Any, node_id: str, reason: str) -> None:
    assert go(wired(*made)).ending == Lost(node_id, reason)


@pytest.mark.parametrize(
    ("last", "reason"),
    [
        (node("n", "lander", idPage="gone"), "its page 'gone' is not in the account"),
        (node("n", "lander"), "it names no page"),
        (node("n", "offerGroup", idPageGroup="gone"), "its page group is not in the account"),
        (node("n", "landerGroup", idPageGroup="empty"), "its page group is empty"),
        (node("n", "landerGroup", idPageGroup="unweighted"), "the weights of its pages are all 0"),
        (node("n", "landerGroup", idPageGroup="mapped"), "its page group has no page for the button pressed"),
        (node("n", "condition", idCondition="gone"), "its condition is not in the account"),
        (node("n", "condition", idCondition="geo"), "its route 'dach' is not connected"),
        (node("n", "middleware", idMiddlewareConfig="gone"), "its middleware config is not in the account"),
        (node("n", "logic", idLogicScript="gone"), "its route 'default' is not connected"),
        (node("n", "externalUrl"), "it names no address"),
        (node("n", "visitorTag", addTagIds=["a"]), "it has no way on"),
        (node("n", "webhook", webhookConfigIDs=["a"]), "it has no way on"),
        (node("n", "actionProxy"), "no way out of this hub is for the button that was pressed"),
    ],
)
def test_a_node_that_cannot_be_passed_loses_visitors_and_says_why(last: Any, reason: str) -> None:
    first, ways = starting("n")
    assets = [
        group("empty", {}),
        group("unweighted", {"a": 0}),
        group("mapped", {"a": 1}, routing="actionMapped"),
        condition("geo", dach=rule("Location: Country", "DE")),
    ]
    made = go(wired([*first, last], ways, assets))
    assert (nodes(made), made.ending) == (["root", "n"], Lost("n", reason))


def test_an_unknown_start_is_lost() -> None:
    assert walk(wired([]), "nowhere", GERMAN, {}, float).ending == Lost("nowhere", "there is no such node to go to")


def geo(*ways: Any, version: int = 2) -> Wired:
    made = (
        condition("geo", dach=rule("Location: Country", "DE", "AT"), us=rule("Location: Country", "US"))
        if version == 2
        else numbered("geo", rule("Location: Country", "DE", "AT"), rule("Location: Country", "US"))
    )
    first, start = starting("n")
    return wired([*first, node("n", "condition", idCondition="geo"), OUT, ELSE], [*start, *ways], [made])


@pytest.mark.parametrize(
    ("visitor", "taken", "end"), [(GERMAN, "dach", "out"), (AMERICAN, "us", "else"), (Visitor(), "default", "else")]
)
def test_a_condition_sends_along_the_first_route_that_matches(visitor: Visitor, taken: str, end: str) -> None:
    funnel = geo(route("n", "out", "dach"), route("n", "else", "us"), route("n", "else", "default"))
    for _ in range(2):
        made = go(funnel, visitor)
        assert (made.steps[1].route, nodes(made)[-1]) == (taken, end)


@pytest.mark.parametrize(("visitor", "number"), [(GERMAN, "1"), (AMERICAN, "2"), (Visitor(), "0")])
def test_an_older_condition_goes_by_number(visitor: Visitor, number: str) -> None:
    funnel = geo(route("n", "out", 1), route("n", "else", 2), route("n", "else", 0), version=1)
    assert go(funnel, visitor).steps[1].route == number


def test_numbers_alone_lead_nowhere_from_a_condition_with_route_ids() -> None:
    assert go(geo(route("n", "out", 1), route("n", "out", 0))).ending == Lost(
        "n", "its route 'dach' is not connected"
    )


def test_tags_hold_for_the_rest_of_the_walk() -> None:
    first, start = starting("tag")
    funnel = wired(
        [
            *first,
            node("tag", "visitorTag", addTagIds=["new", "both"], removeTagIds=["old", "both"]),
            node("n", "condition", idCondition="tagged"),
            OUT,
            ELSE,
        ],
        [*start, on("tag", "n"), route("n", "out", "new"), route("n", "else", "default")],
        [condition("tagged", both=rule("visitorTag", "both", test="is"), new=rule("visitorTag", "new", test="is"))],
    )
    made = go(funnel, Visitor(tags=frozenset({"old", "kept"})))
    assert nodes(made) == ["root", "tag", "n", "out"]
    assert (made.tags, made.steps[1].tags_added) == (frozenset({"new", "kept"}), ("new", "both"))


def test_a_webhook_is_noted_and_passed() -> None:
    first, start = starting("hook")
    made = go(wired([*first, node("hook", "webhook", webhookConfigIDs=["w1"]), OUT], [*start, on("hook", "out")]))
    assert (nodes(made), made.steps[1].webhooks) == (["root", "hook", "out"], ("w1",))


def split(stickiness: str) -> Wired:
    arms = [node(one, "externalUrl", url=f"https://{one}.example") for one in "abc"]
    rotator = node("root", "root", stickinessMode=stickiness)
    return wired([rotator, *arms], [weight("root", one, 0.25 if one != "a" else 0.5) for one in "abc"])


def picks(funnel: Wired, times: int, seed: int, memory: Any) -> list[str]:
    random = Random(seed)
    return [walk(funnel, None, GERMAN, memory, random.random).steps[-1].node for _ in range(times)]


@given(st.integers(0, 10_000))
def test_a_sticky_rotator_repeats_its_first_pick_as_long_as_that_has_weight(seed: int) -> None:
    memory: dict[str, Any] = {}
    (pick,) = set(picks(split("sticky"), 20, seed, memory))
    assert memory == {"root": f"root>{pick}"}
    memory["root"] = "an arm that is gone"
    assert len(set(picks(split("sticky"), 20, seed, memory))) == 1


@given(st.integers(0, 10_000))
def test_anti_affinity_shows_all_before_any_repeats(seed: int) -> None:
    memory: dict[str, Any] = {}
    shown = []
    for _ in range(4):
        shown.append(picks(split("antiAffinity"), 3, seed + len(shown), memory))
        memory = json.loads(json.dumps(memory))
    assert all(set(one) == {"a", "b", "c"} for one in shown)
    assert all(before[-1] != after[0] for before, after in pairwise(shown))


def test_a_memory_somebody_tampered_with_is_no_harm() -> None:
    for memory in ({"root": 5}, {"root": [1, None]}, {"root": {"a": 1}}, {"root": "root>b"}):
        assert len(picks(split("antiAffinity"), 3, 1, memory)) == 3


def test_without_stickiness_the_session_is_not_touched() -> None:
    memory: dict[str, Any] = {}
    counted = Counter(picks(split("none"), 4000, 1, memory))
    assert memory == {}
    assert abs(counted["a"] - 2000) < 5 * 4000**0.5 / 2


def test_page_groups_share_by_weight_and_remember_by_group() -> None:
    first, start = starting("n")
    funnel = wired(
        [
            *first,
            node("n", "landerGroup", idPageGroup="g", pageParams=[{"idPage": "b", "accumulateUrlParams": True}]),
        ],
        start,
        [page("a"), page("b"), group("g", {"a": 0.5, "b": 0.5}, "sticky")],
    )
    memory: dict[str, Any] = {}
    made = go(funnel, memory=memory, draws=(0.7,))
    assert isinstance(made.ending, Shown)
    assert made.ending.params is not None
    assert (made.ending.page.id, made.ending.params.accumulate_url_params, memory) == ("b", True, {"g": "b"})
    assert (made.steps[-1].page, made.steps[-1].page_group) == (page("b"), "g")
    assert go(funnel, memory=memory, draws=(0.1,)).steps[-1].page == page("b")


@pytest.mark.parametrize(("action", "shown"), [(1, "a"), (2, "b")])
def test_a_mapped_group_shows_the_page_of_the_button(action: int, shown: str) -> None:
    assets = [page("a"), page("b"), group("g", {"a": 1, "b": 0}, routing="actionMapped")]
    funnel = wired([node("n", "landerGroup", idPageGroup="g")], [], assets)
    assert walk(funnel, "n", GERMAN, {}, float, action).steps[0].page == page(shown)


def test_a_hub_forwards_by_the_button_and_carries_its_marks() -> None:
    funnel = wired(
        [node("h", "actionProxy"), OUT, ELSE],
        [hub("h", "out", 1, 2, webhookConfigIDs=["w"], isConversion=True), hub("h", "else", 3)],
    )
    made = walk(funnel, "h", GERMAN, {}, float, 2)
    assert (nodes(made), made.steps[0].route, made.steps[0].webhooks) == (["h", "out"], "2", ("w",))
    way = made.steps[0].connection
    assert way is not None
    assert way.connection_action_proxy_params is not None
    assert way.connection_action_proxy_params.is_conversion
    assert nodes(walk(funnel, "h", GERMAN, {}, float, 3)) == ["h", "else"]


def asking() -> Wired:
    first, start = starting("tag")
    return wired(
        [
            *first,
            node("tag", "visitorTag", addTagIds=["t"]),
            node("m", "middleware", idMiddlewareConfig="score"),
            OUT,
        ],
        [*start, on("tag", "m"), answer("m", "out", "yes", isConversion=True), answer("m", "m", "default")],
        [middleware("score")],
    )


def test_a_middleware_is_asked_and_the_walk_goes_on_with_its_answer() -> None:
    funnel = asking()
    asked = go(funnel)
    assert isinstance(asked.ending, Asks)
    assert (nodes(asked), asked.ending.node, asked.ending.config) == (["root", "tag"], "m", middleware("score"))
    made = walk(funnel, "m", GERMAN, {}, float, route="yes", after=asked)
    assert (nodes(made), made.steps[2].route, made.tags) == (["root", "tag", "m", "out"], "yes", frozenset({"t"}))
    assert made.ending == Sent("out", "https://elsewhere.example", 301)


def test_an_answer_that_is_not_connected_loses_the_visitor() -> None:
    made = walk(asking(), "m", GERMAN, {}, float, route="maybe")
    assert (nodes(made), made.ending) == (["m"], Lost("m", "its route 'maybe' is not connected"))


def test_a_middleware_that_leads_to_itself_is_asked_again_but_not_for_ever() -> None:
    made = go(asking())
    asked = 0
    while isinstance(made.ending, Asks):
        made = walk(asking(), "m", GERMAN, {}, float, route="default", after=made)
        asked += 1
    assert (asked, made.ending) == (48, Lost("m", "visitors go round in a loop: 50 steps without a page"))


def test_a_loop_without_a_page_ends_after_50_steps() -> None:
    funnel = wired([node("root", "root"), node("r", "rotator")], [weight("root", "r", 1), weight("r", "r", 1)])
    made = go(funnel)
    assert (len(made.steps), made.ending) == (50, Lost("r", "visitors go round in a loop: 50 steps without a page"))


def scripted(code: str, *ways: Any) -> Wired:
    first, start = starting("n")
    return wired([*first, node("n", "logic", idLogicScript="s"), OUT, ELSE], [*start, *ways], [script("s", code)])


DECIDED = (keys("n", "out", "de", "at"), keys("n", "else", "default"))


@pytest.mark.parametrize(
    ("code", "end", "taken", "why"),
    [
        ('if country == "de" { return "de" }\nreturn "default"', "out", "de", ""),
        ('if country == "us" { return "de" }\nreturn "default"', "else", "default", ""),
        ('return "not_connected"', "else", "default", ""),
        ('return country + " "', "else", "default", "it returns 'de ', which is no route key"),
        ("for {\n}", "else", "default", "line 1: 'for' cannot be followed here"),
    ],
)
def test_a_script_decides_and_whatever_fails_goes_the_default_way(code: str, end: str, taken: str, why: str) -> None:
    funnel = scripted(code, *DECIDED)
    for _ in range(2):
        made = go(funnel)
        assert (nodes(made)[-1], made.steps[1].route, made.steps[1].unevaluated) == (end, taken, why)


def test_scripts_that_cannot_be_run_are_known_beforehand() -> None:
    assert scripted("for {\n}", *DECIDED).unevaluated == {"n": "line 1: 'for' cannot be followed here"}
    assert scripted('return "de"', *DECIDED).unevaluated == {}


def test_a_script_sees_what_was_submitted() -> None:
    funnel = scripted('if actionData("email") != "" { return "de" }\nreturn "default"', *DECIDED)
    assert nodes(go(funnel))[-1] == "else"
    assert nodes(go(funnel, data={"email": "a@b.example"}))[-1] == "out"


def clicked() -> Wired:
    return wired(
        [node("l", "lander", idPage="a"), node("o", "offer", idPage="b"), node("p", "offer", idPage="b")],
        [click("l", "o", 1, 2, isConversion=True), click("l", "p", 2, 3), click("o", "l", 1)],
        [page("a"), page("b", "offer")],
    )


@pytest.mark.parametrize(
    ("node_id", "page_id", "action", "way"),
    [
        ("l", "a", 1, "l>o"),
        ("l", "a", 2, "l>o"),
        ("l", "a", 3, "l>p"),
        ("l", "a", 4, None),
        ("l", "", 1, "l>o"),
        ("gone", "a", 1, "l>o"),
        ("gone", "b", 1, None),
        ("gone", "gone", 1, None),
        ("p", "b", 1, None),
    ],
)
def test_a_click_follows_its_number(node_id: str, page_id: str, action: int, way: str | None) -> None:
    found = follow(clicked(), node_id, page_id, action)
    assert (found.id_connection if found else None) == way


def walks(world: World, seed: int) -> None:
    funnel = wire(world.funnel, world.account)
    random = Random(seed)
    for visitor in (GERMAN, AMERICAN, Visitor(), Visitor({"device": "mobile", "os version": "17"}, {"c1": "a"})):
        memory: dict[str, Any] = {}
        for start in (None, *funnel.places):
            made = walk(funnel, start, visitor, memory, random.random, random.randrange(4))
            assert len(made.steps) <= 50
            assert not isinstance(made.ending, Lost) or made.ending.reason
            for step, after in pairwise(made.steps):
                assert step.connection is not None
                assert (step.connection.id_source_node, step.connection.id_target_node) == (step.node, after.node)
        json.dumps(memory)


@settings(max_examples=25, deadline=None)
@given(compiled(most=6), st.integers(0, 99))
def test_every_walk_follows_connections_and_ends(world: World, seed: int) -> None:
    walks(world, seed)


@settings(max_examples=25, deadline=None)
@given(odd(), st.integers(0, 99))
def test_whatever_does_not_fit_together_loses_visitors_and_nothing_else(world: World, seed: int) -> None:
    walks(world, seed)


@settings(max_examples=25, deadline=None)
@given(compiled(most=6), st.sampled_from(("DE", "US", "FR", "")), st.sampled_from(("mobile", "desktop", "")))
def test_conditions_decide_as_matching_does_also_when_they_remember(world: World, country: str, device: str) -> None:
    funnel = wire(world.funnel, world.account)
    known = {"country": country, "device": device}
    visitor = Visitor({name: value for name, value in known.items() if value})
    for one in world.funnel.nodes:
        if one.node_type is not NodeKind.CONDITION or not one.node_condition_params:
            continue
        asset = world.account.get(type(condition("x")), one.node_condition_params.id_condition)
        assert asset is not None
        expected = route_taken(asset, visitor)
        for _ in range(2):
            step = walk(funnel, one.id_node, visitor, {}, float).steps[0]
            if asset.by_route_id:
                assert step.route == (expected.id_route if expected else "default")
