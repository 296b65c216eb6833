import re
from typing import Any

import pytest

from funnels.checks import RULES, Finding, blocking, check, describe, explain
from funnels.errors import NotFoundError


def test_a_finding_says_where_why_what_to_do_and_how(build: Any) -> None:
    root = build.root()
    build.way(root, build.offer("First"), weight=0.6)
    build.way(root, build.offer("Second"), weight=0.5)
    assert build.findings() == [
        Finding(
            rule="weights-off",
            severity="warning",
            place="start",
            nodes=(root,),
            connections=(),
            why="The weights add up to 110 %, so no arm gets the share that is written on it, and what each one "
            "costs and earns is judged wrongly.",
            fix="Scale the weights to 100 %.",
            operations=(
                {"op": "set_weights", "step": "start", "weights": {"first_step": 54.55, "second_step": 45.45}},
            ),
        )
    ]


def test_without_step_keys_a_finding_names_the_node_and_offers_no_operations(build: Any) -> None:
    root = build.root()
    build.way(root, build.offer("First"), weight=0.6)
    build.way(root, build.offer("Second"), weight=0.5)
    (finding,) = check(build.funnel, build.account)
    assert (finding.place, finding.operations) == ("Traffic", ())


def test_weights_of_a_shared_page_group_are_not_mended_from_one_funnel(build: Any) -> None:
    pages = {build.page("A", "offer"): 0.6, build.page("B", "offer"): 0.6}
    build.root(build.node("offerGroup", "Offers", build.group("Offers", "offer", pages)))
    (own,) = build.findings()
    build.group("Offers", "offer", pages, restrictToFunnelId="")
    (shared,) = build.findings()
    assert own.operations == ({"op": "set_weights", "step": "offers", "weights": {"A": 50, "B": 50}},)
    assert shared.operations == ()


def test_a_way_that_must_go_comes_with_the_operation_that_takes_it_away(build: Any) -> None:
    lander = build.lander("Story", build.offer())
    root = build.root(lander)
    build.way(lander, root, actions=[2])
    (finding,) = build.findings()
    assert (finding.rule, finding.place) == ("way-into-root", "story_step")
    assert finding.operations == ({"op": "disconnect", "step": "story_step", "on": 2},)


def test_a_shadowed_route_comes_with_a_visitor_it_misses(build: Any) -> None:
    routes = {"dach": [build.country("DE", "AT")], "phones": [build.country("at"), build.device("Mobile")]}
    geo = build.node("condition", "Geo", build.condition("Geo", routes))
    build.root(geo)
    for route in ("dach", "phones", "default"):
        build.way(geo, build.offer(route.title()), route=route)
    (finding,) = build.findings()
    assert (finding.rule, finding.place, finding.detail) == ("route-shadowed", "geo", "phones")
    assert finding.visitor == {"country": "AT", "device": "Mobile"}


def test_an_overlap_comes_with_a_visitor_who_fits_both(build: Any) -> None:
    routes = {"germany": [build.country("DE")], "phones": [build.device("mobile")]}
    geo = build.node("condition", "Geo", build.condition("Geo", routes))
    build.root(geo)
    for route in ("germany", "phones", "default"):
        build.way(geo, build.offer(route.title()), route=route)
    (finding,) = build.findings()
    assert (finding.rule, finding.severity) == ("routes-overlap", "hint")
    assert finding.visitor == {"country": "DE", "device": "mobile"}


def test_a_gap_between_hours_comes_with_somebody_at_that_time(build: Any) -> None:
    def at(test: str, hour: int) -> dict[str, Any]:
        return {"attribute": "Time: Time of Day", "test": test, "timeOfDayParams": {"hour": hour, "minutes": 0}}

    routes = {"day": [at(">=", 8), at("<", 20)], "night": [at(">", 20)]}
    hours = build.node("condition", "Hours", build.condition("Hours", routes))
    build.root(hours)
    for route in ("day", "night", "default"):
        build.way(hours, build.offer(route.title()), route=route)
    (finding,) = build.findings()
    assert (finding.rule, finding.visitor) == ("route-gap", {"time": "thursday 2026-01-01 00:00 UTC"})


def test_an_offer_for_a_country_is_not_judged_where_its_neighbours_come(build: Any) -> None:
    geo = build.node("condition", "Geo", build.condition("Geo", {"austria": [build.country("AT")]}))
    build.root(geo)
    build.way(geo, build.offer("ShieldVPN DE"), route="austria")
    build.way(geo, build.offer("Watch TV"))
    assert build.findings() == []


def test_countries_are_followed_through_several_conditions(build: Any) -> None:
    north = build.node("condition", "North", build.condition("North", {"north": [build.country("US", "CA")]}))
    rest = build.node("condition", "Rest", build.condition("Rest", {"us": [build.country("US")]}))
    build.root(north)
    build.way(north, rest, route="north")
    build.way(north, build.offer("Elsewhere"))
    build.way(rest, build.offer("Offer US"), route="us")
    build.way(rest, build.lander("News", build.offer("Offer GB")))
    (finding,) = build.findings()
    assert (finding.rule, finding.place, finding.visitor) == ("offer-for-others", "offer_gb_step", {"country": "CA"})


def test_errors_come_first_and_the_order_is_always_the_same(build: Any) -> None:
    split = build.node("rotator", "Split")
    build.root(split, build.lander("Story"))
    build.node("offer", "Lonely", build.page("Lonely one", "offer", baseURL="http://localhost/?a={hit}"))
    rules = [finding.rule for finding in build.findings()]
    assert rules == ["dead-end", "private-address", "lander-without-way-on", "unreachable"]
    assert [finding.rule for finding in build.findings()] == rules


def test_only_errors_an_edit_brings_in_block_it(build: Any) -> None:
    split = build.node("rotator", "Split")
    build.root(split, build.lander("Story", build.offer()))
    before = build.findings()
    second = build.node("rotator", "Second split")
    build.way(build.id_of("Story step"), second, actions=[2])
    build.nodes[split]["nodeName"] = "Renamed"
    after = build.findings()
    assert [finding.place for finding in after] == ["renamed", "second_split"]
    assert blocking(after, before) == [after[1]]
    assert blocking(before, after) == []


def test_a_fault_moved_to_another_route_blocks(build: Any) -> None:
    routes = {"a": [build.country("DE")], "b": [build.country("FR")]}
    geo = build.node("condition", "Geo", build.condition("Geo", routes))
    build.root(geo)
    build.way(geo, build.offer())
    build.way(geo, build.offer("Second"), route="a")
    before = build.findings()
    build.ways[-1]["connectionConditionParams"]["onRouteId"] = "b"
    assert [finding.detail for finding in blocking(build.findings(), before)] == ["a"]


def test_rules_are_told_apart_and_stand_for_a_truth() -> None:
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids)) >= 25
    assert [id for id in ids if not re.fullmatch(r"[a-z]+(-[a-z]+)*", id)] == []
    assert [rule.id for rule in RULES if not re.fullmatch(r"[A-Z].*\.", rule.truth, re.DOTALL)] == []
    assert describe()[0] == {
        "id": "no-root",
        "severity": "error",
        "truth": "A funnel has a root node, where its links come in.",
    }


def test_a_rule_is_explained_by_its_truth() -> None:
    assert explain("weights-off") == "The weights of a split add up to 100 %."


def test_an_unknown_rule_is_refused_with_the_nearest() -> None:
    with pytest.raises(NotFoundError) as caught:
        explain("weight-off")
    assert caught.value.candidates[0] == "weights-off"


def test_an_empty_funnel_lacks_a_root_and_nothing_else(build: Any) -> None:
    assert [finding.rule for finding in build.findings()] == ["no-root"]
