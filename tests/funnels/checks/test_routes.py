"""Whatever is proven about routes agrees with visitors who walk through them one by one."""

from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from funnels.assets import Condition, Rule
from funnels.blueprint.rules import ATTRIBUTES
from funnels.checks.literals import literal
from funnels.checks.matching import folded, matches, route_matches, route_taken
from funnels.checks.ordered import number
from funnels.checks.routes import Routes
from funnels.checks.terms import Literal, Pattern
from funnels.checks.values import Texts
from funnels.checks.visitors import Visitor, word

COUNTRIES = ("DE", "AT", "US", "")
DEVICES = ("mobile", "Desktop", "tablet")
VERSIONS = ("16", "17.4", "17.10", "none", "")
MOMENTS = [datetime(2026, 2, 27, tzinfo=UTC) + timedelta(hours=11 * step) for step in range(12)]

TEXT_TESTS = st.sampled_from(["is", "is not", "any in", "not in", "contains", "does not contain"])
COMPARISONS = st.sampled_from([">", ">=", "<", "<="])


def generic(attribute: str, test: str, values: list[str]) -> dict[str, Any]:
    return {"attribute": attribute, "test": test, "genericParams": {"values": values}}


def texts_of(attribute: str, values: tuple[str, ...]) -> st.SearchStrategy[dict[str, Any]]:
    some = st.lists(st.sampled_from([value for value in values if value]), min_size=1, max_size=3, unique=True)
    one = st.sampled_from([[value] for value in values if value])
    return st.one_of(
        st.builds(generic, st.just(attribute), TEXT_TESTS.filter(lambda test: not test.startswith("is")), some),
        st.builds(generic, st.just(attribute), st.sampled_from(["is", "is not"]), one),
    )


versions = st.builds(
    generic,
    st.just("Device: OS Version"),
    COMPARISONS,
    st.sampled_from(["16", "17", "17.4", "17.5", "18"]).map(lambda one: [one]),
)
version_ranges = st.just(generic("Device: OS Version", "in range", ["16.5", "17.9"]))
addresses = st.builds(
    generic,
    st.just("Connection: IP"),
    st.sampled_from(["is", "is not"]),
    st.sampled_from(["203.0.X.X", "198.51.100.0-198.51.100.9", "192.0.2.0/24"]).map(lambda one: [one]),
)
tags = st.builds(
    lambda test, tag: {"attribute": "visitorTag", "test": test, "visitorTagParams": {"tagId": tag}},
    st.sampled_from(["is", "is not"]),
    st.sampled_from(["t1", "t2"]),
)
fields = st.builds(
    lambda test, value: {
        "attribute": "Tracking Field",
        "test": test,
        "trackingFieldParams": {"fieldName": "zone", "fieldValues": [value]},
    },
    st.one_of(TEXT_TESTS, COMPARISONS),
    st.sampled_from(["a", "7", "12.5"]),
)
hours = st.builds(
    lambda test, hour, offset: {
        "attribute": "Time: Time of Day",
        "test": test,
        "timeOfDayParams": {"hour": hour, "minutes": 30, **({} if offset is None else {"utcOffsetMinutes": offset})},
    },
    st.one_of(COMPARISONS, st.sampled_from(["is", "is not"])),
    st.integers(0, 23),
    st.sampled_from([None, -300, 60]),
)
days = st.builds(
    lambda test, day: {"attribute": "Time: Day of Month", "test": test, "timeDayOfMonthParams": {"day": day}},
    st.one_of(COMPARISONS, st.sampled_from(["is", "is not"])),
    st.integers(1, 31),
)
weekdays = st.builds(
    lambda test, day: {"attribute": "Time: Day of Week", "test": test, "timeDayOfWeekParams": {"day": day}},
    st.sampled_from(["is", "is not"]),
    st.sampled_from(["monday", "friday", "sunday"]),
)
country_rules = texts_of("Location: Country", COUNTRIES)
text_rules = st.one_of(country_rules, texts_of("Device: Type", DEVICES))
rules = st.one_of(text_rules, versions, version_ranges, addresses, tags, fields, hours, days, weekdays)

visitors = st.builds(
    lambda attributes, zone, carried, now: Visitor(attributes, {"zone": zone} if zone else {}, carried, now),
    st.fixed_dictionaries(
        {
            "country": st.sampled_from(COUNTRIES),
            "device": st.sampled_from(DEVICES),
            "os version": st.sampled_from(VERSIONS),
            "ip": st.sampled_from(["203.0.113.7", "198.51.100.5", "192.0.2.77", "2001:db8::1", ""]),
        }
    ),
    st.sampled_from(["", "a", "banana", "7", "100"]),
    st.frozensets(st.sampled_from(["t1", "t2"])),
    st.sampled_from(MOMENTS),
)

joined = st.sampled_from(["and", "or"])


@st.composite
def conditions(draw: st.DrawFn, of: st.SearchStrategy[dict[str, Any]], most: int = 4) -> Condition:
    groups = st.builds(
        lambda operator, some: {"operator": operator, "rules": some}, joined, st.lists(of, min_size=1, max_size=3)
    )
    routes = [
        {
            "routeName": f"r{number}",
            "operator": draw(joined),
            "groups": draw(st.lists(groups, min_size=1, max_size=2)),
            "idRoute": f"r{number}",
            "priority": number,
        }
        for number in range(1, draw(st.integers(1, most)) + 1)
    ]
    return Condition.read({"idCondition": "C", "conditionName": "C", "routes": routes})


@given(rules, visitors)
def test_a_rule_as_a_set_holds_exactly_its_visitors(raw: dict[str, Any], visitor: Visitor) -> None:
    rule = Rule.read(raw)
    of_rule = literal(rule)
    assert of_rule is not None
    assume(of_rule.dimension[0] != "opaque" and not of_rule.dimension[0].startswith("Time"))
    assert is_in(visitor, of_rule) == matches(rule, visitor)
    assert is_in(visitor, ~of_rule) != matches(rule, visitor)


def is_in(visitor: Visitor, of_rule: Literal) -> bool:
    kind, *rest = of_rule.dimension
    constraint = of_rule.constraint
    if kind == "tag":
        return (1 if rest[0] in visitor.tags else 0) in constraint
    text = visitor.fields.get(rest[0], "") if kind == "field" else visitor.attributes.get(kind, "")
    if isinstance(constraint, Texts | Pattern):
        return folded(text) in constraint
    return number(text, version=constraint.scale.version) in constraint


@settings(max_examples=50, deadline=None)
@given(conditions(rules), st.lists(visitors, min_size=1, max_size=30))
def test_what_is_proven_holds_for_every_visitor(condition: Condition, several: list[Visitor]) -> None:
    routes = Routes(condition)
    for index, route in enumerate(routes.tried):
        for visitor in several:
            matched = route_matches(route, visitor)
            assert not (matched and routes.never_matches(index))
            assert matched or not routes.always_matches(index)
            if matched and routes.shadowing(index):
                assert route_taken(condition, visitor) in routes.tried[:index]


@settings(max_examples=50, deadline=None)
@given(conditions(text_rules))
def test_with_texts_alone_everything_true_is_proven(condition: Condition) -> None:
    routes = Routes(condition)
    everybody = [
        Visitor({"country": country, "device": device})
        for country, device in product((*COUNTRIES, "other", "d u e a s t"), (*DEVICES, "other", ""))
    ]
    for index, route in enumerate(routes.tried):
        matching = [visitor for visitor in everybody if route_matches(route, visitor)]
        taking = [visitor for visitor in matching if route_taken(condition, visitor) is route]
        if not _has_patterns(condition):
            assert routes.never_matches(index) is (not matching)
            assert (routes.shadowing(index) is not None) is (bool(matching) and not taking)


def _has_patterns(condition: Condition) -> bool:
    return any("contain" in rule.test for route in condition.routes for group in route.groups for rule in group.rules)


@settings(max_examples=50, deadline=None)
@given(conditions(rules))
def test_a_witness_takes_the_route_it_is_a_witness_of(condition: Condition) -> None:
    routes = Routes(condition)
    for index, route in enumerate(routes.tried):
        somebody = routes.witness(routes.arriving(index), route)
        if somebody:
            assert route_taken(condition, somebody) is route
    nobody_else = routes.witness(routes.arriving(None), None)
    if nobody_else:
        assert route_taken(condition, nobody_else) is None


@settings(max_examples=50, deadline=None)
@given(conditions(country_rules, most=3))
def test_whoever_can_arrive_has_a_witness(condition: Condition) -> None:
    """With one attribute alone nothing is undecided: a route that gets visitors gets a concrete one."""
    assume(not _has_patterns(condition))
    routes = Routes(condition)
    for index, route in enumerate(routes.tried):
        arriving = routes.arriving(index)
        assert arriving is not None
        assert (routes.witness(arriving, route) is not None) is bool(arriving)


def test_names_of_attributes_are_those_of_blueprints() -> None:
    generic_ones = {ours: theirs for ours, theirs in ATTRIBUTES.items() if not theirs.startswith(("Time", "visitor"))}
    assert {ours: word(theirs) for ours, theirs in generic_ones.items()} == {ours: ours for ours in generic_ones}
