"""Whatever a route asks for, nobody from a stopped country takes it, and everybody else goes where they went."""

import pytest
from generated.drafting import OUT, blueprint, drafted, edited
from hypothesis import event, given
from hypothesis import strategies as st

from funnels.assets import Condition, Route
from funnels.blueprint import Draft, dump, edit, parse, parse_operations
from funnels.checks.matching import route_taken
from funnels.checks.visitors import Visitor
from funnels.errors import BlueprintError
from funnels.wire import Json

STOPPED = ("DE", "AT")
COUNTRIES = ("DE", "AT", "US", "FR")
STOP: Json = {"op": "stop_countries", "countries": list(STOPPED)}

_SOME = st.lists(st.sampled_from(COUNTRIES), min_size=1, max_size=3, unique=True)
_RULES = st.one_of(
    st.builds(lambda test, some: {"attribute": "country", test: some}, st.sampled_from(("any in", "not in")), _SOME),
    st.builds(
        lambda test, one: {"attribute": "country", test: one},
        st.sampled_from(("is", "is not")),
        st.sampled_from((*COUNTRIES, "de")),
    ),
    st.builds(lambda device: {"attribute": "device", "is": device}, st.sampled_from(("mobile", "desktop"))),
)
_PARTS = _RULES | st.builds(
    lambda word, rules: {word: rules}, st.sampled_from(("all", "any")), st.lists(_RULES, min_size=1, max_size=3)
)
_MANY = st.lists(_PARTS, min_size=1, max_size=3)
_WHENS = st.one_of(
    _MANY,
    st.builds(lambda parts: {"all": parts}, _MANY),
    st.builds(lambda parts: {"any": parts}, _MANY),
    st.builds(lambda some, rules: {"all": some, "any": rules}, _MANY, st.lists(_RULES, min_size=1, max_size=2)),
)
VISITORS = [
    Visitor({"country": country, "device": device}) for country in COUNTRIES for device in ("mobile", "desktop")
]


@given(st.lists(_WHENS, min_size=1, max_size=3))
def test_nobody_from_a_stopped_country_is_taken_and_everybody_else_as_before(whens: list[Json]) -> None:
    routes = [{"name": f"r{place}", "when": when, "to": f"s{place}"} for place, when in enumerate(whens)]
    raw = blueprint(
        "geo",
        geo={"condition": {"routes": routes, "otherwise": "out"}},
        **{f"s{place}": {"url": f"https://s{place}.example"} for place in range(len(whens))},
        out=OUT,
    )
    before = drafted(raw)
    after = stopped(before)
    if after is None:
        return
    for visitor in VISITORS:
        to = leads(after, visitor)
        assert to == ("out" if visitor.attributes["country"] in STOPPED else leads(before, visitor))
    again = stopped(after)
    assert again is None or again.changes_nothing


def stopped(draft: Draft) -> Draft | None:
    """None where no route goes by the countries."""
    try:
        return edited(draft, STOP)
    except BlueprintError as error:
        event(error.faults[0].message)
        return None


def leads(draft: Draft, visitor: Visitor) -> str:
    """The key of the step to which the condition sends a visitor."""
    node = next(one for one in draft.funnel.nodes if one.node_condition_params)
    assert node.node_condition_params
    condition = draft.account.get(Condition, node.node_condition_params.id_condition)
    assert condition
    route = route_taken(condition, visitor) or Route(route_name="", operator="and", groups=(), id_route="default")
    keys = {id: key for key, id in draft.keys.items()}
    ways = {
        one.connection_condition_params.on_route_id: keys[one.id_target_node]
        for one in draft.funnel.connections
        if one.id_source_node == node.id_node and one.connection_condition_params
    }
    return ways[route.id_route]


def test_a_route_for_others_does_not_catch_those_who_are_stopped() -> None:
    mobile = {"name": "m", "when": [{"attribute": "device", "is": "mobile"}], "to": "m"}
    dach = {"name": "dach", "when": [{"attribute": "country", "any in": ["DE", "US"]}], "to": "m"}
    raw = blueprint("geo", geo={"condition": {"routes": [dach, mobile], "otherwise": "out"}}, m=OUT, out=OUT)

    done = dump(edit(parse(raw), parse_operations([STOP])))

    assert done["steps"]["geo"]["condition"]["routes"] == [
        {**dach, "when": [{"attribute": "country", "any in": ["US"]}]},
        {
            **mobile,
            "when": [{"attribute": "device", "is": ["mobile"]}, {"attribute": "country", "not in": ["DE", "AT"]}],
        },
    ]


def test_without_a_way_for_everybody_else_the_visitors_would_be_lost() -> None:
    dach = {"name": "dach", "when": [{"attribute": "country", "is": "DE"}], "to": "out"}
    piece = parse(blueprint("geo", geo={"condition": {"routes": [dach], "otherwise": "out"}}, out=OUT))
    geo = piece.steps["geo"]
    condition = geo.condition.model_copy(update={"otherwise": None})  # type: ignore[attr-defined]  # a condition
    lost = piece.model_copy(update={"steps": {**piece.steps, "geo": geo.model_copy(update={"condition": condition})}})

    with pytest.raises(BlueprintError, match="'geo' has no way for everybody else, so visitors from DE, AT would be"):
        edit(lost, parse_operations([STOP]))
