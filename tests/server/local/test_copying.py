from typing import Any

import pytest

A, B = "3a0HFXE0000A", "3a0HFXE0000B"
F, G, H = "3a0HFXE0000F", "3a0HFXE0000G", "3a0HFXE0000H"
N1, N2, N3, N4 = "3a0HFXE000N1", "3a0HFXE000N2", "3a0HFXE000N3", "3a0HFXE000N4"
C1, C2, C3 = "3a0HFXE000C1", "3a0HFXE000C2", "3a0HFXE000C3"


async def copy(account: Any, family: str, id_field: str, id: str, **body: Any) -> Any:
    made = await account.ask("POST", f"/{family}/duplicate/", {"name": "Copy", **body}, **{id_field: id})
    assert list(made) == ["id"]
    assert len(made["id"]) == 12
    return await account.read(family, made["id"])


async def test_a_copy_has_a_new_id_its_own_name_and_everything_else(account: Any) -> None:
    await account.save("offersource", A, queryParams={"s1": "{hit}"}, ours=[1, 0.5], status="archived")
    made = await copy(account, "offersource", "idOfferSource", A)
    assert made["idOfferSource"] not in (A, "")
    assert made == {
        "idOfferSource": made["idOfferSource"],
        "offerSourceName": "Copy",
        "queryParams": {"s1": "{hit}"},
        "ours": [1, 0.5],
        "status": "active",
    }
    assert (await account.read("offersource", A))["offerSourceName"] == A


async def test_fields_are_overwritten_but_never_those_the_tracker_sets(account: Any) -> None:
    await account.save("page", A, notes="old")
    updates = {"notes": "new", "more": 1, "idPage": B, "pageName": "Other", "status": "archived"}
    made = await copy(account, "page", "idPage", A, bodyUpdates=updates)
    assert made["idPage"] != B
    assert (made["notes"], made["more"], made["pageName"], made["status"]) == ("new", 1, "Copy", "active")


async def test_a_copy_that_the_contract_does_not_allow_is_refused(account: Any) -> None:
    await account.save("page", A)
    body = {"name": "Copy", "bodyUpdates": {"pageType": "offer"}}
    refusal = await account.refused("POST", "/page/duplicate/", body, idPage=A)
    assert refusal == (400, "bodyUpdates.offerParams")
    assert await account.listed("page") == [A]


async def test_of_a_script_only_the_description_and_the_category_may_change(account: Any) -> None:
    await account.save("logicscript", A)
    updates = {"code": 'return "other"', "description": "D", "idCategory": "K", "ours": 1}
    made = await copy(account, "logicscript", "idLogicScript", A, bodyUpdates=updates)
    assert (made["code"], made["description"], made["idCategory"]) == ('return "default"', "D", "K")
    assert "ours" not in made


async def test_the_parent_of_a_copy_is_its_category(account: Any) -> None:
    await account.save("page", A)
    await account.save("category", B)
    assert (await copy(account, "page", "idPage", A, parentId=B))["idCategory"] == B
    for family, field in (("page", "idPage"), ("funnelgroup", "idFunnelGroup")):
        if family == "funnelgroup":
            await account.save(family, A)
        body = {"name": "Copy", "parentId": G}
        status, place = await account.refused("POST", f"/{family}/duplicate/", body, **{field: A})
        assert (status, place) == ({"page": 404, "funnelgroup": 400}[family], "parentId")


async def test_groups_are_copied_in_both_spellings(account: Any) -> None:
    await account.save("funnelgroup", G, defaultCost="0.10")
    made = await copy(account, "campaign", "idCampaign", G, bodyUpdates={"campaignName": "X", "defaultCost": "1"})
    assert made == {
        "idCampaign": made["idCampaign"],
        "campaignName": "Copy",
        "defaultCost": "1",
        "status": "active",
    }


@pytest.mark.parametrize("state", ["unknown", "deleted"])
async def test_only_what_exists_is_copied(account: Any, state: str) -> None:
    if state == "deleted":
        await account.save("page", A, status="deleted")
    assert await account.refused("POST", "/page/duplicate/", {"name": "Copy"}, idPage=A) == (404, "idPage")


async def funnel(account: Any) -> None:
    for group in (G, H):
        await account.save("funnelgroup", group)
    await account.save("pagegroup", A, restrictToFunnelId=F, pages=[{"idPage": B, "weight": 1}])
    await account.save("pagegroup", B)
    await account.save("condition", A, restrictToFunnelId=F)
    nodes = [
        {"idNode": N1, "nodeName": "Traffic", "nodeType": "root"},
        {"idNode": N2, "nodeName": "?", "nodeType": "condition", "nodeConditionParams": {"idCondition": A}},
        {
            "idNode": N3,
            "nodeName": "L",
            "nodeType": "landerGroup",
            "nodePageGroupParams": {"idPageGroup": A},
        },
        {
            "idNode": N4,
            "nodeName": "M",
            "nodeType": "landerGroup",
            "nodePageGroupParams": {"idPageGroup": B},
        },
    ]
    number = {"connectionConditionParams": {"onRouteNumber": 0}}
    connections = [
        {
            "idConnection": C1,
            "idSourceNode": N1,
            "idTargetNode": N2,
            "connectionRotatorParams": {"weight": 1},
        },
        {"idConnection": C2, "idSourceNode": N2, "idTargetNode": N3, **number},
        {"idConnection": C3, "idSourceNode": N2, "idTargetNode": N4, **number},
    ]
    await account.save("funnel", F, idCampaign=G, idFunnelGroup=G, nodes=nodes, connections=connections)


async def test_a_copied_funnel_shares_no_id_with_the_original(account: Any) -> None:
    await funnel(account)
    made = await copy(account, "funnel", "idFunnel", F, parentId=H, bodyUpdates={"idFunnelGroup": G})
    assert (made["idCampaign"], made["idFunnelGroup"], made["funnelName"]) == (H, H, "Copy")
    ids = [node["idNode"] for node in made["nodes"]]
    ids += [connection["idConnection"] for connection in made["connections"]]
    assert len(set(ids)) == 7
    assert not set(ids) & {N1, N2, N3, N4, C1, C2, C3}
    at = {node["idNode"]: index for index, node in enumerate(made["nodes"])}
    ends = [(at[c["idSourceNode"]], at[c["idTargetNode"]]) for c in made["connections"]]
    assert ends == [(0, 1), (1, 2), (1, 3)]


async def test_a_copied_funnel_gets_what_only_the_original_may_use(account: Any) -> None:
    await funnel(account)
    made = await copy(account, "funnel", "idFunnel", F, parentId=G)
    local = made["nodes"][2]["nodePageGroupParams"]["idPageGroup"]
    assert await account.read("pagegroup", local) == {
        **await account.read("pagegroup", A),
        "idPageGroup": local,
        "restrictToFunnelId": made["idFunnel"],
    }
    assert made["nodes"][3]["nodePageGroupParams"]["idPageGroup"] == B
    condition = made["nodes"][1]["nodeConditionParams"]["idCondition"]
    assert (await account.read("condition", condition))["restrictToFunnelId"] == made["idFunnel"]
    assert (await account.read("condition", A))["restrictToFunnelId"] == F


async def test_a_copied_funnel_needs_a_group_that_exists(account: Any) -> None:
    await funnel(account)
    duplicate = "/funnel/duplicate/"
    assert await account.refused("POST", duplicate, {"name": "Copy"}, idFunnel=F) == (400, "parentId")
    body = {"name": "Copy", "parentId": B}
    assert await account.refused("POST", duplicate, body, idFunnel=F) == (404, "parentId")
    assert await account.listed("funnel") == [F]
