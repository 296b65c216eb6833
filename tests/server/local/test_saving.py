import json
from typing import Any

import httpx
import pytest

ID = "3a0HFXE00001"
OTHER = "3a0HFXE00002"
SOURCE = {"idOfferSource": ID, "offerSourceName": "AdNet"}


async def read(client: httpx.AsyncClient, family: str, **query: str) -> Any:
    answer = await client.get(f"/{family}/find/byId/", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_unknown_fields_their_order_and_the_spelling_of_numbers_stay_as_sent(
    client: httpx.AsyncClient,
) -> None:
    text = (
        '{"zebra":[1,1.5,-0.25,100000000000000000000,{"b":null,"a":true}],"offerSourceName":"Ad \\"Net\\" é 🦊",'
        f'"idOfferSource":"{ID}","meta":{{"v":2}},"amount":"12.3400000000000000000001","status":"active"}}'
    )
    saved = await client.post("/offersource/save/", content=text, headers={"content-type": "application/json"})
    assert (saved.status_code, saved.content) == (200, b"")
    answer = await client.get("/offersource/find/byId/", params={"idOfferSource": ID})
    assert answer.text == text


async def test_an_asset_saved_without_a_state_reads_as_active(client: httpx.AsyncClient) -> None:
    await client.post("/offersource/save/", json=SOURCE)
    assert await read(client, "offersource", idOfferSource=ID) == {**SOURCE, "status": "active"}


async def test_replacing_drops_what_was_left_out(client: httpx.AsyncClient) -> None:
    await client.post("/offersource/save/", json={**SOURCE, "postbackTxId": "tx", "ours": 1})
    await client.put("/offersource/save/", json={**SOURCE, "offerSourceName": "New"})
    assert await read(client, "offersource", idOfferSource=ID) == {
        "idOfferSource": ID,
        "offerSourceName": "New",
        "status": "active",
    }


async def test_replacing_without_a_state_leaves_an_archived_asset_archived(client: httpx.AsyncClient) -> None:
    await client.post("/offersource/save/", json=SOURCE)
    await client.put("/offersource/archive/", json={"entries": [ID]})
    await client.put("/offersource/save/", json=SOURCE)
    assert (await read(client, "offersource", idOfferSource=ID))["status"] == "archived"
    await client.put("/offersource/save/", json={**SOURCE, "status": "active"})
    assert (await read(client, "offersource", idOfferSource=ID))["status"] == "active"


async def test_an_id_is_taken_once(client: httpx.AsyncClient) -> None:
    await client.post("/offersource/save/", json=SOURCE)
    answer = await client.post("/offersource/save/", json={**SOURCE, "offerSourceName": "Second"})
    assert answer.status_code == 409
    assert answer.json() == {
        "code": 409,
        "message": f"The id '{ID}' is taken: that offer source exists.",
        "field": "idOfferSource",
    }
    assert (await read(client, "offersource", idOfferSource=ID))["offerSourceName"] == "AdNet"


async def test_only_what_exists_can_be_replaced(client: httpx.AsyncClient) -> None:
    answer = await client.put("/offersource/save/", json=SOURCE)
    assert answer.status_code == 404
    assert answer.json() == {
        "code": 404,
        "message": f"There is no offer source with the id '{ID}'.",
        "field": "idOfferSource",
    }


async def test_the_same_id_may_serve_two_families(client: httpx.AsyncClient) -> None:
    await client.post("/offersource/save/", json=SOURCE)
    answer = await client.post("/visitortag/save/", json={"idTag": ID, "tagName": "Buyer"})
    assert answer.status_code == 200


async def test_a_deleted_asset_comes_back_by_creating_it_again(client: httpx.AsyncClient) -> None:
    await client.post("/offersource/save/", json=SOURCE)
    await client.request("DELETE", "/offersource/delete/", json={"entries": [ID]})
    assert (await client.put("/offersource/save/", json=SOURCE)).status_code == 404
    assert (await client.post("/offersource/save/", json=SOURCE)).status_code == 200
    assert (await read(client, "offersource", idOfferSource=ID))["status"] == "active"


async def test_a_setting_that_nothing_lists_needs_its_id(client: httpx.AsyncClient) -> None:
    setting = {
        "funnelId": OTHER,
        "segmentBy": "default",
        "routingGoal": "bestNextPage",
        "lookbackWindow": 24,
        "updateFrequency": 1,
    }
    for refused in (setting, {**setting, "idAINodeSetting": "short"}):
        answer = await client.post("/ainodesetting/save/", json=refused)
        assert (answer.status_code, answer.json()["field"]) == (400, "idAINodeSetting")
    assert (await client.post("/ainodesetting/save/", json={**setting, "idAINodeSetting": ID})).status_code == 200


async def test_the_tracker_makes_the_hash_and_the_owner_of_a_script(client: httpx.AsyncClient) -> None:
    script = {
        "idLogicScript": ID,
        "logicScriptName": "Geo",
        "code": 'return "default"',
        "codeHash": "forged",
        "owner": "forged",
    }
    await client.post("/logicscript/save/", json=script)
    assert await read(client, "logicscript", idLogicScript=ID) == {
        "idLogicScript": ID,
        "logicScriptName": "Geo",
        "code": 'return "default"',
        "codeHash": "470c22219b705df5d180907bd1900b0eb2645842a218b12e1e040aa68ad95587",
        "owner": "local",
        "status": "active",
    }


async def test_a_script_has_at_most_ten_kilobytes_however_it_is_written(client: httpx.AsyncClient) -> None:
    script = {"idLogicScript": ID, "logicScriptName": "Geo", "code": "é" * 5121}
    answer = await client.post("/logicscript/save/", json=script)
    assert answer.json() == {
        "code": 400,
        "message": "code must have at most 10240 bytes.",
        "field": "code",
    }


@pytest.mark.parametrize(
    ("routes", "field"),
    [
        ([{"idRoute": "a", "priority": 1}, {}], "routes[1].idRoute"),
        ([{"idRoute": "a", "priority": 1}, {"idRoute": "a", "priority": 2}], "routes[0].idRoute"),
        ([{"idRoute": "a", "priority": 1}, {"idRoute": "b", "priority": 1}], "routes[0].priority"),
        ([{"idRoute": "a", "priority": 1}], "routes"),
    ],
)
async def test_the_routes_of_a_condition_all_have_unique_ids_or_none_has(
    client: httpx.AsyncClient, routes: list[dict[str, Any]], field: str
) -> None:
    full = [{"routeName": "R", "operator": "or", "groups": [], **route} for route in routes]
    condition = {"idCondition": ID, "conditionName": "C", "routes": full}
    answer = await client.post("/condition/save/", json=condition)
    assert (answer.status_code, answer.json()["field"]) == (400, field)


async def test_both_views_of_funnel_groups_show_the_same_records(client: httpx.AsyncClient) -> None:
    await client.post("/funnelgroup/save/", json={"idFunnelGroup": ID, "funnelGroupName": "Utilities", "ours": 1})
    assert await read(client, "campaign", idCampaign=ID) == {
        "idCampaign": ID,
        "campaignName": "Utilities",
        "ours": 1,
        "status": "active",
    }
    await client.put("/campaign/save/", json={"idCampaign": ID, "campaignName": "Apps"})
    assert await read(client, "funnelgroup", idFunnelGroup=ID) == {
        "idFunnelGroup": ID,
        "funnelGroupName": "Apps",
        "status": "active",
    }
    listed = await client.get("/campaign/list/", params={"status": "active"})
    assert listed.json() == [{"idCampaign": ID, "campaignName": "Apps", "status": "active", "funnels": []}]
    answer = await client.post("/campaign/save/", json={"idCampaign": ID, "campaignName": "Again"})
    assert (answer.status_code, answer.json()["field"]) == (409, "idCampaign")


async def test_a_group_that_says_its_id_twice_is_refused(client: httpx.AsyncClient) -> None:
    both = {"idCampaign": ID, "campaignName": "A", "idFunnelGroup": OTHER}
    answer = await client.post("/campaign/save/", json=both)
    assert answer.json() == {
        "code": 400,
        "message": "idFunnelGroup is not a field here, where idCampaign is.",
        "field": "idFunnelGroup",
    }


async def test_every_revision_is_kept(client: httpx.AsyncClient, tracker: Any) -> None:
    await client.post("/offersource/save/", json=SOURCE)
    await client.put("/offersource/save/", json={**SOURCE, "offerSourceName": "New"})
    await client.put("/offersource/archive/", json={"entries": [ID]})
    with tracker._engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT revision, status, document FROM asset_revision ORDER BY 1")
        kept = [(row.revision, row.status, json.loads(row.document)["offerSourceName"]) for row in rows]
    assert kept == [(1, "active", "AdNet"), (2, "active", "New"), (3, "archived", "New")]
