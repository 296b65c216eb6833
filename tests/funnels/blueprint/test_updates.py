"""What an update keeps, changes, makes and drops."""

import pytest
from generated.drafting import OUT, blueprint, drafted, edited
from generated.ids import ids

from funnels.assets import Condition, Funnel, PageGroup
from funnels.blueprint import Draft, compile, compile_copy, parse, read
from funnels.errors import BlueprintError

QUIZ = blueprint(
    "geo",
    geo={
        "condition": {
            "routes": [
                {"name": "dach", "when": [{"attribute": "country", "any in": ["DE", "AT"]}], "to": "story"},
                {"name": "fr", "when": [{"attribute": "country", "is": "FR"}], "to": "story"},
            ],
            "otherwise": "out",
        }
    },
    story={"landers": [{"page": "Quiz", "weight": 70}, {"page": "VPN Advertorial", "weight": 30}], "on": {1: "out"}},
    out=OUT,
)


def _as_existing(funnel: Funnel, draft: Draft) -> Draft:
    existing = draft.account.plus([funnel])
    reading = read(funnel, existing)
    return compile(reading.blueprint, existing, new_id=ids(7), base=reading)


def test_weights_change_the_group_and_nothing_else() -> None:
    draft = drafted(QUIZ)
    after = edited(draft, {"op": "set_weights", "step": "story", "weights": {"Quiz": 80, "VPN Advertorial": 20}})

    ((before, group),) = after.changed
    assert [one["weight"] for one in group.document()["pages"]] == [0.8, 0.2]
    assert {**before.document(), "pages": None} == {**group.document(), "pages": None}
    assert after.funnel is after.before
    assert (after.new, after.dropped) == ((), ())


def test_unknown_fields_of_a_changed_group_and_its_entries_survive() -> None:
    draft = drafted(QUIZ)
    (group,) = (asset for asset in draft.new if isinstance(asset, PageGroup))
    document = group.document()
    document |= {"future": 1, "meta": {"x": 1}, "idCategory": "abc"}
    document["pages"][0]["future"] = 2
    existing = draft.account.plus([PageGroup.read(document)])
    reading = read(draft.funnel, existing)
    raw = {**QUIZ, "steps": {**QUIZ["steps"], "story": {**QUIZ["steps"]["story"], "landers": ["Quiz"]}}}

    after = compile(parse(raw), existing, new_id=ids(2), base=reading)

    expected = {**document, "pages": [{**document["pages"][0], "weight": 1}]}
    assert [one.document() for _, one in after.changed] == [expected]


def test_one_route_changed_keeps_the_others_with_all_they_hold() -> None:
    draft = drafted(QUIZ)
    (condition,) = (asset for asset in draft.new if isinstance(asset, Condition))
    document = condition.document()
    document["routes"][1]["future"] = 1
    document["routes"][1]["groups"][0]["rules"][0]["future"] = 2
    document["routes"][1]["priority"], document["routes"][2]["priority"] = 10, 20
    existing = draft.account.plus([Condition.read(document)])
    reading = read(draft.funnel, existing)
    steps = {**QUIZ["steps"], "geo": {"condition": {**QUIZ["steps"]["geo"]["condition"]}}}
    dach, french = steps["geo"]["condition"]["routes"]
    steps["geo"]["condition"]["routes"] = [
        dach,
        {**french, "when": [{"attribute": "country", "any in": ["FR", "BE"]}]},
    ]

    after = compile(parse({**QUIZ, "steps": steps}), existing, new_id=ids(2), base=reading)

    rule = {"attribute": "Location: Country", "test": "any in", "genericParams": {"values": ["FR", "BE"]}}
    document["routes"][2] |= {"groups": [{"operator": "and", "rules": [rule]}]}
    assert [one.document() for _, one in after.changed] == [document]
    assert after.funnel is after.before


def test_a_new_route_in_front_gets_a_priority_and_the_others_move_down() -> None:
    draft = drafted(QUIZ)
    routes = QUIZ["steps"]["geo"]["condition"]["routes"]
    first = {"name": "ch", "when": [{"attribute": "country", "is": "CH"}], "to": "out"}
    step = {"condition": {"routes": [first, *routes], "otherwise": "out"}}
    after = edited(draft, {"op": "set_step", "key": "geo", "step": step})

    ((_, condition),) = after.changed
    assert [(route["idRoute"], route["priority"]) for route in condition.document()["routes"]] == [
        ("default", 0),
        ("ch", 1),
        ("dach", 2),
        ("fr", 3),
    ]
    assert len(after.funnel.connections) == len(draft.funnel.connections) + 1
    assert after.funnel.connections[:-1] == draft.funnel.connections


def test_a_way_that_leads_elsewhere_keeps_its_connection() -> None:
    draft = drafted(QUIZ)
    document = draft.funnel.document()
    document["connections"][-1] |= {"future": 1, "labelLocation": 0.2}
    funnel = Funnel.read(document)
    reading = read(funnel, draft.account)
    steps = {**QUIZ["steps"], "story": {**QUIZ["steps"]["story"], "on": {1: "geo"}}}

    after = compile(parse({**QUIZ, "steps": steps}), draft.account, new_id=ids(2), base=reading)

    document["connections"][-1]["idTargetNode"] = draft.keys["geo"]
    assert after.funnel.document() == document


def test_one_of_several_buttons_on_a_connection_can_lead_elsewhere() -> None:
    draft = drafted(blueprint(a={"lander": "Quiz", "on": {1: "b", 2: "b"}}, b=OUT, c=OUT))
    after = edited(draft, {"op": "connect", "step": "a", "on": 2, "to": "c"})

    assert [one.actions for one in after.funnel.connections] == [(), (1,), (2,)]
    assert after.funnel.connections[1].id_connection == draft.funnel.connections[1].id_connection


def test_a_removed_step_takes_its_connections_and_its_own_group_with_it() -> None:
    draft = drafted(QUIZ)
    after = edited(draft, {"op": "remove_step", "step": "story", "then": "out"})

    assert [node.node_name for node in after.funnel.nodes] == ["Traffic", "geo", "out"]
    assert [asset.name for asset in after.dropped] == ["F · story"]
    assert len(after.funnel.connections) == 4
    assert after.funnel.graph.dangling == ()


def test_a_single_page_that_becomes_a_list_stays_the_same_node() -> None:
    draft = drafted(blueprint(a={"lander": "Quiz", "on": {1: "out"}}, out=OUT))
    after = edited(draft, {"op": "add_page", "step": "a", "page": "VPN Advertorial"})

    (group,) = after.new
    before, now = (funnel.graph.node[draft.keys["a"]].document() for funnel in (draft.funnel, after.funnel))
    del before["nodePageParams"]
    assert now == {**before, "nodeType": "landerGroup", "nodePageGroupParams": {"idPageGroup": group.id}}
    assert after.funnel.connections == draft.funnel.connections


def test_a_step_of_another_kind_is_another_node() -> None:
    draft = drafted(QUIZ)
    after = edited(draft, {"op": "set_step", "key": "story", "step": {"url": "https://s.example"}})

    assert after.keys["story"] not in draft.keys.values()
    assert {one.id_target_node for one in after.funnel.connections} == {
        after.keys[k] for k in ("geo", "story", "out")
    }


def test_a_local_group_that_two_nodes_show_is_copied_before_it_changes_for_one() -> None:
    draft = drafted(QUIZ)
    document = draft.funnel.document()
    twin = {**document["nodes"][2], "idNode": "Twin00000000", "nodeName": "twin"}
    funnel = Funnel.read({**document, "nodes": [*document["nodes"], twin]})
    reading = read(funnel, draft.account)
    steps = {**parse(QUIZ).steps, "twin": reading.blueprint.steps["twin"]}
    steps["story"] = steps["story"].model_copy(update={"rotation": "sticky"})

    after = compile(reading.blueprint.model_copy(update={"steps": steps}), draft.account, new_id=ids(2), base=reading)

    (group,) = after.new
    assert (after.changed, after.dropped) == ((), ())
    assert after.funnel.nodes[2].document()["nodePageGroupParams"] == {"idPageGroup": group.id}
    assert after.funnel.nodes[4].document() == twin


def test_new_nodes_find_a_place_and_the_others_stay_where_they_are() -> None:
    draft = drafted(QUIZ)
    document = draft.funnel.document()
    for number, node in enumerate(document["nodes"]):
        node |= {"posX": number * 1000.5, "posY": -number}
    reading = read(Funnel.read(document), draft.account)
    raw = {**QUIZ, "steps": {**QUIZ["steps"], "more": OUT}}

    after = compile(parse(raw), draft.account, new_id=ids(2), base=reading).funnel.document()

    assert after["nodes"][:-1] == document["nodes"]
    assert (after["nodes"][-1]["posX"], after["nodes"][-1]["posY"]) not in {
        (n["posX"], n["posY"]) for n in document["nodes"]
    }


def test_an_old_fault_of_a_step_does_not_forbid_to_change_something_else_in_it() -> None:
    draft = drafted(QUIZ)
    document = draft.funnel.document()
    document["connections"] = [
        one
        for one in document["connections"]
        if one.get("connectionConditionParams", {}).get("onRouteId") != "default"
    ]
    existing = draft.account.plus([Funnel.read(document)])
    reading = read(Funnel.read(document), existing)
    renamed = reading.blueprint.steps["geo"].model_copy(update={"name": "Countries"})
    steps = {**reading.blueprint.steps, "geo": renamed}

    after = compile(reading.blueprint.model_copy(update={"steps": steps}), existing, new_id=ids(2), base=reading)

    document["nodes"][1]["nodeName"] = "Countries"
    assert after.funnel.document() == document


def test_what_the_language_cannot_say_is_kept() -> None:
    draft = drafted(blueprint(out=OUT))
    document = draft.funnel.document()
    document["nodes"] += [
        {"idNode": "A00000000000", "nodeName": "Broken", "nodeType": "condition"},
        {
            "idNode": "B00000000000",
            "nodeName": "Gone",
            "nodeType": "lander",
            "nodePageParams": {"idPage": "gone00000000"},
        },
    ]
    funnel = Funnel.read(document)
    reading = read(funnel, draft.account)

    from_blueprint = reading.blueprint.model_dump(mode="json", exclude_defaults=True)["steps"]
    assert from_blueprint["broken"] == {"kept": "condition", "name": "Broken"}
    assert from_blueprint["gone"] == {"lander": "gone00000000", "name": "Gone"}
    with pytest.raises(BlueprintError, match="only a node that an existing funnel has can be kept"):
        compile(reading.blueprint, draft.account, new_id=ids(2))


def test_a_button_said_anew_decides_for_every_connection_that_had_it() -> None:
    draft = drafted(blueprint(a={"lander": "Quiz", "on": {1: "b"}}, b=OUT, c=OUT))
    document = draft.funnel.document()
    document["connections"].append({**document["connections"][1], "idConnection": "Twice0000000"})
    draft = _as_existing(Funnel.read(document), draft)
    assert draft.changes_nothing

    after = edited(draft, {"op": "connect", "step": "a", "on": 1, "to": "c"})

    assert [(one.id_target_node, one.actions) for one in after.funnel.connections[1:]] == [(draft.keys["c"], (1,))]


def test_the_funnel_itself_can_be_renamed_and_moved() -> None:
    draft = drafted(QUIZ)
    after = edited(draft, {"op": "rename", "name": "G"}, {"op": "set_group", "group": "Dating"})

    group = after.funnel.id_campaign
    assert after.funnel.document() == {
        **draft.funnel.document(),
        "funnelName": "G",
        "idCampaign": group,
        "idFunnelGroup": group,
    }
    assert group != draft.funnel.id_campaign


def test_a_copy_keeps_what_the_language_cannot_say_and_touches_nothing_of_the_original() -> None:
    draft = drafted(QUIZ)
    document = {**draft.funnel.document(), "meta": {"v": 1}, "postbackOverrides": [], "ipAnonymizer": "All IPs"}
    document["nodes"][3]["nodeExternalUrlParams"]["future"] = 1
    existing = draft.account.plus([Funnel.read(document)])
    reading = read(Funnel.read(document), existing)
    blueprint = reading.blueprint.model_copy(update={"funnel": "F for Canada"})

    copy = compile_copy(blueprint, existing, new_id=ids(3), of=reading)

    after = copy.funnel.document()
    assert "meta" not in after
    assert (after["funnelName"], after["ipAnonymizer"], after["postbackOverrides"]) == ("F for Canada", "All IPs", [])
    assert after["nodes"][3]["nodeExternalUrlParams"] == {**OUT, "redirectType": "307", "future": 1}
    assert sorted(asset.name for asset in copy.new) == ["F for Canada · geo", "F for Canada · story"]
    assert (copy.before, copy.changed, copy.dropped) == (None, (), ())
