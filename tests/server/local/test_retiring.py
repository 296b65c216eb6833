from typing import Any

import pytest

A, B, C = "3a0HFXE0000A", "3a0HFXE0000B", "3a0HFXE0000C"
P, Q = "3a0HFXE0000P", "3a0HFXE0000Q"
F, G = "3a0HFXE0000F", "3a0HFXE0000G"


async def offer(account: Any, id: str, source: str) -> None:
    await account.save("page", id, pageType="offer", offerParams={"idOfferSource": source, "payout": "2.00", "x": 1})


async def states(account: Any, family: str, *ids: str) -> list[str]:
    return [(await account.read(family, id))["status"] for id in ids]


async def test_archived_assets_come_back(account: Any) -> None:
    await account.save("page", A, ours=1)
    await account.ask("PUT", "/page/archive/", {"entries": [A]})
    assert await states(account, "page", A) == ["archived"]
    await account.ask("PUT", "/page/archive/", {"entries": [A]})
    await account.ask("PUT", "/page/unarchive/", {"entries": [A]})
    assert await states(account, "page", A) == ["active"]
    assert (await account.read("page", A))["ours"] == 1


async def test_a_deleted_asset_reads_as_deleted_and_deleting_it_again_is_no_error(account: Any) -> None:
    await account.save("logicscript", A)
    await account.ask("DELETE", "/logicscript/delete/", idLogicScript=A)
    await account.ask("DELETE", "/logicscript/delete/", {"entries": [A, A]})
    assert await states(account, "logicscript", A) == ["deleted"]
    for path in ("archive", "unarchive"):
        assert await account.refused("PUT", f"/logicscript/{path}/", {"entries": [A]}) == (404, "entries[0]")


async def test_where_one_entry_is_unknown_none_is_touched(account: Any) -> None:
    await account.save("page", A)
    assert await account.refused("DELETE", "/page/delete/", {"entries": [A, B]}) == (404, "entries[1]")
    assert await account.refused("PUT", "/page/archive/", {"entries": [A, B]}) == (404, "entries[1]")
    assert await states(account, "page", A) == ["active"]


async def test_what_to_delete_is_said_in_one_way(account: Any) -> None:
    await account.save("page", A)
    assert await account.refused("DELETE", "/page/delete/") == (400, "entries")
    assert await account.refused("DELETE", "/page/delete/", {"entries": [A]}, idPage=A) == (400, "entries")
    assert await states(account, "page", A) == ["active"]


@pytest.mark.parametrize(
    ("method", "path", "state"), [("DELETE", "delete", "deleted"), ("PUT", "archive", "archived")]
)
async def test_offers_share_the_fate_of_their_source(account: Any, method: str, path: str, state: str) -> None:
    for source in (A, B):
        await account.save("offersource", source)
    await offer(account, P, A)
    await offer(account, Q, B)
    await account.ask(method, f"/offersource/{path}/", {"entries": [A], "cascadeAction": "cascade"})
    assert await states(account, "offersource", A, B) == [state, "active"]
    assert await states(account, "page", P, Q) == [state, "active"]


async def test_offers_move_to_another_source(account: Any) -> None:
    for source in (A, B):
        await account.save("offersource", source)
    await offer(account, P, A)
    body = {"entries": [A], "cascadeAction": "move", "targetParentID": B}
    await account.ask("DELETE", "/offersource/delete/", body)
    assert (await account.read("page", P))["offerParams"] == {"idOfferSource": B, "payout": "2.00", "x": 1}
    assert await states(account, "page", P) == ["active"]


async def test_orphans_lose_their_source_and_without_an_action_nothing_happens_to_them(account: Any) -> None:
    for source in (A, B):
        await account.save("offersource", source)
    await offer(account, P, A)
    await offer(account, Q, B)
    await account.ask("PUT", "/offersource/archive/", {"entries": [A], "cascadeAction": "orphan"})
    await account.ask("PUT", "/offersource/archive/", {"entries": [B]})
    assert (await account.read("page", P))["offerParams"]["idOfferSource"] == ""
    assert (await account.read("page", Q))["offerParams"]["idOfferSource"] == B


@pytest.mark.parametrize("group_path", ["funnelgroup", "campaign"])
async def test_funnels_go_with_their_group(account: Any, group_path: str) -> None:
    for group in (A, B):
        await account.save("funnelgroup", group)
    await account.save("funnel", F, idCampaign=A, idFunnelGroup=A)
    body = {"entries": [A], "cascadeAction": "move", "targetParentID": B}
    await account.ask("PUT", f"/{group_path}/archive/", body)
    moved = await account.read("funnel", F)
    assert (moved["idCampaign"], moved["idFunnelGroup"]) == (B, B)
    await account.ask("DELETE", f"/{group_path}/delete/", {"entries": [B], "cascadeAction": "orphan"})
    orphan = await account.read("funnel", F)
    assert (orphan["idCampaign"], orphan["idFunnelGroup"], orphan["status"]) == ("", "", "active")
    await account.ask("PUT", "/funnel/save/", orphan)


async def test_the_assets_of_a_category_are_its_children(account: Any) -> None:
    for category in (A, B):
        await account.save("category", category, categoryType="lander")
    await account.save("page", P, idCategory=A)
    await account.save("trafficsource", Q, idCategory=A)
    body = {"entries": [A], "cascadeAction": "move", "targetParentID": B}
    await account.ask("PUT", "/category/archive/", body)
    assert (await account.read("page", P))["idCategory"] == B
    assert (await account.read("trafficsource", Q))["idCategory"] == B
    await account.ask("DELETE", "/category/delete/", {"entries": [B], "cascadeAction": "orphan"})
    assert (await account.read("page", P))["idCategory"] == ""
    assert await states(account, "category", A, B) == ["archived", "deleted"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"entries": [A], "cascadeAction": "move"}, (400, "targetParentID")),
        ({"entries": [A], "cascadeAction": "orphan", "targetParentID": B}, (400, "targetParentID")),
        ({"entries": [A], "targetParentID": B}, (400, "targetParentID")),
        ({"entries": [A], "cascadeAction": "move", "targetParentID": A}, (400, "targetParentID")),
        ({"entries": [A], "cascadeAction": "move", "targetParentID": C}, (404, "targetParentID")),
        ({"entries": [A], "cascadeAction": "destroy"}, (400, "cascadeAction")),
        ({"entries": []}, (400, "entries")),
        ({"entries": A}, (400, "entries")),
        ({"entries": [1]}, (400, "entries[0]")),
    ],
)
async def test_an_action_that_makes_no_sense_is_refused(
    account: Any, body: dict[str, Any], expected: tuple[int, str]
) -> None:
    for source in (A, B):
        await account.save("offersource", source)
    assert await account.refused("DELETE", "/offersource/delete/", body) == expected
    assert await states(account, "offersource", A, B) == ["active", "active"]
