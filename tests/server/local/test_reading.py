from typing import Any

import pytest

A, B, C = "3a0HFXE0000A", "3a0HFXE0000B", "3a0HFXE0000C"
F, G = "3a0HFXE0000F", "3a0HFXE0000G"
CATEGORY = "3a0HFXE0000K"


async def test_lists_are_filtered_by_state(account: Any) -> None:
    for id in (A, B, C):
        await account.save("offersource", id)
    await account.ask("PUT", "/offersource/archive/", {"entries": [B]})
    await account.ask("DELETE", "/offersource/delete/", {"entries": [C]})
    assert await account.listed("offersource", "active") == [A]
    assert await account.listed("offersource", "archived") == [B]
    assert await account.listed("offersource", "not-deleted") == [A, B]
    assert await account.listed("offersource", "all") == [A, B, C]
    found = await account.ask("GET", "/offersource/find/byStatus/", status="archived")
    assert found == [{"idOfferSource": B, "offerSourceName": B, "status": "archived"}]


async def test_a_middleware_list_without_a_state_leaves_deleted_ones_out(account: Any) -> None:
    for id in (A, B, C):
        await account.save("middlewareconfig", id, status="disabled" if id == B else "active")
    await account.ask("DELETE", "/middlewareconfig/delete/", {"entries": [C]})
    for query in ({}, {"status": ""}, {"status": "not-deleted"}):
        found = await account.ask("GET", "/middlewareconfig/list/", **query)
        assert [short["idMiddlewareConfig"] for short in found] == [A, B]
    assert await account.listed("middlewareconfig", "disabled") == [B]
    assert await account.listed("middlewareconfig", "deleted") == [C]


async def test_short_forms_name_what_they_refer_to(account: Any) -> None:
    await account.save("category", CATEGORY, categoryName="VPN", categoryType="offer")
    await account.save("offersource", A, offerSourceName="AdNet", idCategory=CATEGORY)
    offer = {"pageType": "offer", "offerParams": {"idOfferSource": A, "payout": "14.50"}}
    await account.save("page", B, **offer, idCategory=CATEGORY, notes="not in lists")
    await account.save("page", C)
    assert await account.ask("GET", "/page/list/", status="active") == [
        {
            "idPage": B,
            "pageName": B,
            "status": "active",
            "pageType": "offer",
            "idOfferSource": A,
            "idCategory": CATEGORY,
            "categoryName": "VPN",
            "offerSourceName": "AdNet",
        },
        {
            "idPage": C,
            "pageName": C,
            "status": "active",
            "pageType": "lander",
            "idOfferSource": "",
            "idCategory": "",
        },
    ]
    assert await account.listed("page", pageType="offer") == [B]
    assert await account.listed("page", idCategory=CATEGORY) == [B]
    assert await account.listed("offersource", idCategory="3a0HFXE0none") == []


async def test_funnels_are_listed_with_their_group_and_groups_with_their_funnels(account: Any) -> None:
    await account.save("funnelgroup", G, funnelGroupName="Utilities")
    await account.save("funnel", A, idCampaign=G)
    await account.save("funnel", B, idCampaign=G, funnelType="flow", status="archived")
    short = {"idFunnel": A, "funnelName": A, "status": "active", "idFunnelGroup": G}
    assert await account.ask("GET", "/funnel/list/", status="active") == [{**short, "funnelGroupName": "Utilities"}]
    assert await account.listed("funnel", funnelType="flow") == [B]
    assert await account.listed("funnel", funnelType="visual") == [A]
    assert await account.ask("GET", "/funnelgroup/list/", status="active") == [
        {
            "idFunnelGroup": G,
            "funnelGroupName": "Utilities",
            "status": "active",
            "funnels": [{**short, "funnelGroupName": "Utilities"}],
        }
    ]
    full = await account.ask("GET", "/funnel/find/byCategory/", idCategory=G)
    assert full == [await account.read("funnel", A), await account.read("funnel", B)]
    assert await account.ask("GET", "/funnel/find/byType/", funnelType="flow") == full[1:]
    assert await account.ask("GET", "/funnel/find/byType/", type="flow") == full[1:]


async def test_what_only_one_funnel_may_use_is_hidden_unless_asked_for(account: Any) -> None:
    await account.save("condition", A)
    await account.save("condition", B, restrictToFunnelId=F)
    assert await account.listed("condition") == [A]
    assert await account.listed("condition", globalOnly="true") == [A]
    assert await account.listed("condition", globalOnly="false") == [A, B]
    assert await account.listed("condition", globalOnly="true", idFunnel=F) == [B]
    found = await account.ask("GET", "/condition/find/byStatus/", status="all", idFunnel=F)
    assert [short["idCondition"] for short in found] == [B]
    await account.save("pagegroup", A, idCategory=CATEGORY)
    await account.save("pagegroup", B, restrictToFunnelId=F, idCategory=CATEGORY)
    assert await account.listed("pagegroup") == [A]
    for path in ("/pagegroup", "/campaign/funnel/pagegroup"):
        found = await account.ask("GET", f"{path}/find/byCategory/", idCategory=CATEGORY)
        assert [group["idPageGroup"] for group in found] == [A]
    found = await account.ask("GET", "/pagegroup/find/byType/", pageType="lander")
    assert [group["idPageGroup"] for group in found] == [A]
    assert (await account.read("pagegroup", B))["restrictToFunnelId"] == F


async def test_several_come_in_the_order_asked_for_without_the_unknown(account: Any) -> None:
    for id in (A, B, C):
        await account.save("visitortag", id)
        await account.save("page", id)
    await account.ask("DELETE", "/page/delete/", {"entries": [C]})
    found = await account.ask("GET", "/page/find/byIds/", idPages=f"{C},3a0HFXE0none, {A},{A}")
    assert [(page["idPage"], page["status"]) for page in found] == [(C, "deleted"), (A, "active")]


async def test_more_ids_than_a_statement_takes_are_found(account: Any) -> None:
    await account.save("page", A)
    asked = ",".join([*(f"3a0HFXE{number:05d}" for number in range(1200)), A])
    found = await account.ask("GET", "/page/find/byIds/", idPages=asked)
    assert [page["idPage"] for page in found] == [A]


async def test_scripts_are_found_by_their_whole_name(account: Any) -> None:
    await account.save("logicscript", A, logicScriptName="Geo")
    await account.save("logicscript", B, logicScriptName="Geo 2")
    found = await account.ask("GET", "/logicscript/find/byName/", logicScriptName="Geo")
    assert [script["idLogicScript"] for script in found] == [A]


async def test_an_unknown_id_is_not_found(account: Any) -> None:
    assert await account.refused("GET", "/page/find/byId/", idPage=A) == (404, "idPage")
    assert await account.refused("GET", "/campaign/find/byId/", idCampaign=A) == (404, "idCampaign")


@pytest.mark.parametrize(
    ("path", "query", "field"),
    [
        ("/page/list/", {}, "status"),
        ("/page/list/", {"status": ""}, "status"),
        ("/page/list/", {"status": "Active"}, "status"),
        ("/page/list/", {"status": ["active", "all"]}, "status"),
        ("/page/list/", {"status": "all", "pageType": "advert"}, "pageType"),
        ("/page/list/", {"status": "all", "idCategory": ""}, "idCategory"),
        ("/page/find/byId/", {}, "idPage"),
        ("/page/find/byId/", {"idPage": ""}, "idPage"),
        ("/page/find/byId/", {"idPage": "a\0b"}, "idPage"),
        ("/page/find/byIds/", {}, "idPages"),
        ("/condition/list/", {"status": "all", "globalOnly": "maybe"}, "globalOnly"),
        ("/middlewareconfig/list/", {"status": "gone"}, "status"),
    ],
)
async def test_a_parameter_that_is_missing_empty_or_unknown_is_refused(
    account: Any, path: str, query: dict[str, Any], field: str
) -> None:
    assert await account.refused("GET", path, **query) == (400, field)
