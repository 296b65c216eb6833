"""Whoever walks through a funnel is among those who were said to come."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from funnels.assets import Condition
from funnels.checks.case import Case
from funnels.checks.matching import folded, route_taken
from funnels.checks.visitors import Visitor

CODES = st.lists(st.sampled_from(["DE", "AT", "US", "FR"]), min_size=1, max_size=2, unique=True)


@st.composite
def ways(draw: st.DrawFn) -> list[dict[str, Any]]:
    """For each of some conditions: its two rules, how they are joined, and where its three ways lead."""
    count = draw(st.integers(1, 4))
    return [
        {
            "countries": draw(CODES),
            "test": draw(st.sampled_from(["any in", "not in"])),
            "devices": draw(st.sampled_from([["mobile"], ["desktop"]])),
            "operator": draw(st.sampled_from(["and", "or"])),
            "targets": draw(st.lists(st.integers(0, count + 2), min_size=3, max_size=3)),
        }
        for _ in range(count)
    ]


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ways())
def test_nobody_arrives_unannounced(build: Any, drawn: list[dict[str, Any]]) -> None:
    b = type(build)()
    nodes = []
    for number, one in enumerate(drawn):
        rules = [b.rule("Location: Country", one["test"], *one["countries"]), b.device(*one["devices"])]
        condition = b.condition(f"c{number}", {"first": rules, "second": [b.country(*one["countries"])]})
        b.assets["condition", condition]["routes"][0]["groups"][0]["operator"] = one["operator"]
        nodes.append(b.node("condition", f"c{number}", condition))
    nodes += [b.offer(f"Offer {number}") for number in range(3)]
    for source, one in zip(nodes, drawn, strict=False):
        for route, target in zip(("first", "second", "default"), one["targets"], strict=True):
            b.way(source, nodes[target % len(nodes)], route=route)
    b.root(nodes[0])
    case = Case(b.funnel, b.account, {})
    for country in ("DE", "AT", "US", "FR", "BR"):
        for device in ("mobile", "desktop", "tablet"):
            for passed in walk(case, nodes[0], Visitor({"country": country, "device": device})):
                coming = case.flow.coming(case.graph.node[passed])
                assert coming is not None
                assert folded(country) in coming.countries


def walk(case: Case, start: str, visitor: Visitor) -> list[str]:
    passed = [start]
    while True:
        node = case.graph.node[passed[-1]]
        block = node.node_condition_params
        condition = case.account.get(Condition, block.id_condition) if block else None
        if condition is None:
            return passed
        taken = route_taken(condition, visitor)
        wanted = (taken.id_route if taken else None) or "default"
        onward = next(one.id_target_node for one in case.graph.leaving(node) if wanted in one.routes)
        if onward in passed:
            return passed
        passed.append(onward)
