"""What holds for every funnel and every blueprint."""

from collections import Counter

from generated.account import account
from generated.blueprints import blueprints
from generated.funnels import World, compiled, odd
from generated.ids import ids
from hypothesis import given

from funnels.blueprint import compile, dump, parse, read
from funnels.wire import Json
from server.contracts import schema, violations

_SCHEMAS = {
    "offer_source": "OfferSource",
    "traffic_source": "TrafficSource",
    "page": "Page",
    "visitor_tag": "FunnelVisitorTag",
    "logic_script": "LogicScript",
    "funnel_group": "FunnelGroup",
    "page_group": "PageGroup",
    "condition": "FunnelCondition",
}


@given(blueprints())
def test_the_same_inputs_give_the_same_draft(raw: Json) -> None:
    one, other = (compile(parse(raw), account(), new_id=ids(seed=1)) for _ in range(2))

    assert one.funnel.document() == other.funnel.document()
    assert [asset.document() for asset in one.new] == [asset.document() for asset in other.new]


@given(blueprints())
def test_whatever_is_compiled_is_valid_under_the_contract(raw: Json) -> None:
    draft = compile(parse(raw), account(), new_id=ids(seed=1))

    assert violations(schema("Funnel"), draft.funnel.document()) == []
    for asset in draft.new:
        assert violations(schema(_SCHEMAS[asset.family]), asset.document()) == []


@given(compiled())
def test_compiling_what_was_read_changes_nothing(world: World) -> None:
    _assert_nothing_changes(world)


@given(odd())
def test_compiling_what_was_read_changes_nothing_in_odd_funnels_either(world: World) -> None:
    _assert_nothing_changes(world)


@given(odd())
def test_a_blueprint_survives_being_dumped_and_parsed(world: World) -> None:
    blueprint = read(world.funnel, world.account).blueprint

    assert parse(dump(blueprint)) == blueprint or not blueprint.steps


@given(blueprints())
def test_reading_what_was_compiled_says_the_same_again(raw: Json) -> None:
    """Compiled anew from what was read, the funnel has the same nodes and connections but for their ids."""
    draft = compile(parse(raw), account(), new_id=ids(seed=1))
    reading = read(draft.funnel, draft.account)
    again = compile(reading.blueprint, draft.account, new_id=ids(seed=2))

    assert dump(read(again.funnel, again.account).blueprint) == dump(reading.blueprint)
    assert Counter(node.node_type for node in again.funnel.nodes) == Counter(
        node.node_type for node in draft.funnel.nodes
    )
    assert len(again.funnel.connections) == len(draft.funnel.connections)


def _assert_nothing_changes(world: World) -> None:
    reading = read(world.funnel, world.account)
    draft = compile(reading.blueprint, world.account, new_id=ids(seed=9), base=reading)

    assert draft.funnel.document() == world.funnel.document()
    assert (draft.new, draft.changed, draft.dropped) == ((), (), ())
