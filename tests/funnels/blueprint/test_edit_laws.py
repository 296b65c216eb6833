"""An edit touches only what it names."""

from generated.edits import Edit, edits
from generated.funnels import World, compiled, odd
from generated.ids import ids
from hypothesis import assume, event, given
from hypothesis import strategies as st

from funnels.assets import Funnel
from funnels.blueprint import Draft, Reading, compile, edit, parse_operations, read
from funnels.errors import BlueprintError
from funnels.funnel import Node
from funnels.wire import Json
from server.contracts import schema, violations


@given(compiled(most=8), st.data())
def test_an_edit_touches_only_what_it_names(world: World, data: st.DataObject) -> None:
    reading = read(world.funnel, world.account)
    wanted = data.draw(st.sampled_from(list(edits(reading.blueprint))))
    edited = edit(reading.blueprint, parse_operations([wanted.operation]), spelled=reading.spelled)
    draft = compile(edited, world.account, new_id=ids(seed=9), base=reading)

    _assert_only(wanted, world, reading, draft)
    assert violations(schema("Funnel"), draft.funnel.document()) == []


@given(odd(), st.data())
def test_an_edit_of_an_odd_funnel_touches_only_what_it_names(world: World, data: st.DataObject) -> None:
    reading = read(world.funnel, world.account)
    assume(reading.blueprint.steps)
    wanted = data.draw(st.sampled_from(list(edits(reading.blueprint))))
    try:
        edited = edit(reading.blueprint, parse_operations([wanted.operation]), spelled=reading.spelled)
        draft = compile(edited, world.account, new_id=ids(seed=9), base=reading)
    except BlueprintError as error:
        event(str(error))
        return

    _assert_only(wanted, world, reading, draft)


def _assert_only(wanted: Edit, world: World, reading: Reading, draft: Draft) -> None:
    touched = {reading.keys[key] for key in wanted.touches if key in reading.keys}
    before, after = world.funnel.document(), draft.funnel.document()
    gone = _ids(world.funnel) - _ids(draft.funnel)
    before["connections"] = [one for one in before["connections"] if one["idTargetNode"] not in gone]
    assert _others(before, "nodes", "idNode", touched) == _others(after, "nodes", "idNode", touched, new=draft)
    assert _others(before, "connections", "idSourceNode", touched) == _others(
        after, "connections", "idSourceNode", touched, new=draft
    )
    assert _rest(before) == _rest(after)
    shown = {id for node in world.funnel.nodes if node.id_node in touched for id in _own_assets(node)}
    assert {asset.id for asset, _ in draft.changed} | {asset.id for asset in draft.dropped} <= shown


@given(compiled(most=8), st.data())
def test_several_edits_in_one_go_end_where_they_end_one_after_the_other(world: World, data: st.DataObject) -> None:
    reading = read(world.funnel, world.account)
    first = data.draw(
        st.sampled_from([one for one in edits(reading.blueprint) if one.operation["op"] != "remove_step"])
    )
    halfway = edit(reading.blueprint, parse_operations([first.operation]))
    second = data.draw(st.sampled_from(list(edits(halfway))))

    one_go = edit(reading.blueprint, parse_operations([first.operation, second.operation]))

    assert one_go == edit(halfway, parse_operations([second.operation]))


@given(compiled(most=8), st.data())
def test_what_an_edit_made_reads_back_as_it_was_meant(world: World, data: st.DataObject) -> None:
    reading = read(world.funnel, world.account)
    wanted = data.draw(st.sampled_from(list(edits(reading.blueprint))))
    edited = edit(reading.blueprint, parse_operations([wanted.operation]))
    draft = compile(edited, world.account, new_id=ids(seed=9), base=reading)

    again = read(draft.funnel, draft.account)
    unchanged = compile(again.blueprint, draft.account, new_id=ids(seed=10), base=again)
    assert unchanged.changes_nothing
    assert len(again.blueprint.steps) == len(edited.steps)


def _others(document: Json, part: str, field: str, touched: set[str], new: Draft | None = None) -> list[Json]:
    """What belongs to nodes that were there before and that the edit did not name."""
    fresh = _ids(new.funnel) - _ids(new.before) if new and new.before else set()
    return [one for one in document[part] if one[field] not in touched | fresh]


def _ids(funnel: Funnel) -> set[str]:
    return {node.id_node for node in funnel.nodes}


def _own_assets(node: Node) -> set[str]:
    group, condition = node.node_page_group_params, node.node_condition_params
    return {group.id_page_group if group else "", condition.id_condition if condition else ""}


def _rest(document: Json) -> Json:
    return {key: value for key, value in document.items() if key not in ("nodes", "connections")}
