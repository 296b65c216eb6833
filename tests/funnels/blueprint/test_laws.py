"""What holds for every funnel and every blueprint."""

import json
import re
from collections import Counter

from generated.account import account
from generated.blueprints import blueprints
from generated.funnels import World, compiled, odd
from generated.ids import ids
from hypothesis import assume, given

from funnels.account import Account
from funnels.assets import Condition, Funnel, PageGroup
from funnels.blueprint import compile, compile_copy, dump, parse, read
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
    assume(blueprint.steps)

    assert parse(dump(blueprint)) == blueprint


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


@given(odd())
def test_a_copy_says_the_same_and_shares_no_id_with_its_original(world: World) -> None:
    reading = read(world.funnel, world.account)
    draft = compile_copy(reading.blueprint, world.account, new_id=ids(seed=9), of=reading)

    assert _without_ids(draft.funnel, draft.account) == _without_ids(world.funnel, world.account)
    assert set(_own_ids(draft.funnel, draft.account)) & set(_own_ids(world.funnel, world.account)) == set()
    assert (draft.before, draft.changed, draft.dropped) == (None, (), ())
    assert {getattr(asset, "restrict_to_funnel_id", "") for asset in draft.new} <= {draft.funnel.id}


def _without_ids(funnel: Funnel, account: Account) -> str:
    """The document with its own ids by number, and without what belongs to that one document."""
    own = {id: f"<{number}>" for number, id in enumerate(_own_ids(funnel, account))}
    text = json.dumps({**funnel.document(), "meta": None, "status": None}, sort_keys=True)
    return re.sub(r'"([0-9A-Za-z]{12})"', lambda found: own.get(found[1], found[1]), text)


def _own_ids(funnel: Funnel, account: Account) -> list[str]:
    parts = [node.id_node for node in funnel.nodes] + [one.id_connection for one in funnel.connections]
    named = [node.node_page_group_params.id_page_group for node in funnel.nodes if node.node_page_group_params]
    named += [node.node_condition_params.id_condition for node in funnel.nodes if node.node_condition_params]
    assets = [account.get(PageGroup, id) or account.get(Condition, id) for id in named]
    return [funnel.id, *parts, *(one.id for one in assets if one and one.restrict_to_funnel_id == funnel.id)]


def _assert_nothing_changes(world: World) -> None:
    reading = read(world.funnel, world.account)
    draft = compile(reading.blueprint, world.account, new_id=ids(seed=9), base=reading)

    assert draft.funnel.document() == world.funnel.document()
    assert (draft.new, draft.changed, draft.dropped) == ((), (), ())
