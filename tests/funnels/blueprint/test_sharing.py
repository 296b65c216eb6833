"""What a funnel shares is changed for all that use it, or in a copy of its own that does the same."""

from generated.drafting import blueprint
from generated.drafting import drafted as made
from generated.edits import edits
from generated.funnels import World, compiled
from generated.ids import ids
from hypothesis import given
from hypothesis import strategies as st

from funnels.account import Account
from funnels.assets import Asset, Condition, Funnel, PageGroup
from funnels.blueprint import (
    Draft,
    changed_for_all,
    compile,
    edit,
    localised,
    opened,
    parse_operations,
    read,
    replaced_steps,
)
from funnels.blueprint.sharing import is_shared, used_by
from funnels.wire import Json


@given(compiled(most=8), st.data())
def test_a_copy_does_what_the_shared_would_and_leaves_it_as_it_is(world: World, data: st.DataObject) -> None:
    world = shared(world)
    own = opened(world.funnel, world.account)
    reading = read(world.funnel, own.account)
    operation = data.draw(st.sampled_from(list(edits(reading.blueprint)))).operation

    for_all = drafted(world, operation, copy=False)
    alone = drafted(world, operation, copy=True)

    assert not any(is_shared(after) for _, after in alone.changed)
    assert not any(is_shared(one) for one in (*alone.dropped, *for_all.dropped))
    assert standing(alone, world) == {asset.id: asset.document() for asset in groups_and_conditions(world.account)}
    assert does(alone) == does(for_all)
    assert [one.document() for one in alone.funnel.connections] == [
        one.document() for one in for_all.funnel.connections
    ]
    assert places(alone.funnel) == places(for_all.funnel)
    if not any(is_shared(before) for before, _ in for_all.changed):
        assert (alone.funnel, alone.new, alone.changed) == (for_all.funnel, for_all.new, for_all.changed)


@given(compiled(most=8), st.data())
def test_the_shared_changes_as_the_funnels_own_would(world: World, data: st.DataObject) -> None:
    reading = read(world.funnel, world.account)
    operation = data.draw(st.sampled_from(list(edits(reading.blueprint)))).operation
    as_own = drafted(world, operation, copy=False)

    for_all = drafted(shared(world), operation, copy=False)

    assert for_all.funnel == as_own.funnel
    assert [after.document() for _, after in for_all.changed] == [
        without_scope(after).document() for _, after in as_own.changed
    ]
    assert does(for_all) == does(as_own)


def test_what_a_set_step_replaces_stays_closed() -> None:
    """A list of its own in the place of the shared group: that is how it always was."""
    world = a_world_with_a_shared_group()
    draft = drafted(world, {"op": "set_step", "key": "a", "step": {"landers": ["Quiz"]}}, copy=False)

    assert draft.changed == ()
    assert [(one.family, getattr(one, "restrict_to_funnel_id", "")) for one in draft.new] == [
        ("page_group", world.funnel.id)
    ]


def a_world_with_a_shared_group() -> World:
    draft = made(
        blueprint(a={"landers": {"use": "Shared landers"}, "on": {"1": "b"}}, b={"url": "https://b.example"})
    )
    return World(draft.funnel, draft.account)


def drafted(world: World, operation: Json, *, copy: bool) -> Draft:
    new_id = ids(seed=9)
    operations = parse_operations([operation])
    own = opened(world.funnel, world.account, closed=replaced_steps(operations))
    reading = read(world.funnel, own.account)
    blueprint = edit(reading.blueprint, operations, spelled=reading.spelled)
    draft = compile(blueprint, own.account, new_id=new_id, base=reading)
    return localised(draft, own, new_id) if copy else changed_for_all(draft, own)


def shared(world: World) -> World:
    """The world in which all that is the funnel's own may be used by others, too."""
    return World(world.funnel, world.account.plus(map(without_scope, groups_and_conditions(world.account))))


def without_scope(asset: Asset) -> Asset:
    return asset.changed(restrict_to_funnel_id="")


def groups_and_conditions(account: Account) -> list[Asset]:
    return [*account.all(PageGroup), *account.all(Condition)]


def standing(draft: Draft, world: World) -> dict[str, Json]:
    """What was there before, as it is afterwards."""
    before = {asset.id for asset in groups_and_conditions(world.account)}
    return {one.id: one.document() for one in groups_and_conditions(draft.account) if one.id in before}


def does(draft: Draft) -> list[object]:
    """What is behind each node, without its name and whose it is."""
    found: list[object] = []
    for node in draft.funnel.nodes:
        for id in used_by(node):
            group, condition = draft.account.get(PageGroup, id), draft.account.get(Condition, id)
            found += [(group.pages, group.stickiness_mode, group.status)] if group else []
            found += [(condition.routes, condition.status)] if condition else []
    return found


def places(funnel: Funnel) -> list[object]:
    return [(node.id_node, node.node_name, node.node_type, node.pos_x, node.pos_y) for node in funnel.nodes]
