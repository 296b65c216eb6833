from typing import Any

import pytest

A, B = "3a0HFXE0000A", "3a0HFXE0000B"
LANDERS, OFFERS = "3a0HFXE0000L", "3a0HFXE0000M"


async def categories(account: Any, landers: str, offers: str) -> None:
    await account.save("category", LANDERS, categoryType=landers, categoryName="Stories")
    await account.save("category", OFFERS, categoryType=offers)


async def test_assets_enter_and_leave_a_category(account: Any) -> None:
    await categories(account, "lander", "offer")
    await account.save("page", A)
    await account.ask("PUT", "/page/move-category/", {"entries": [A], "idCategory": LANDERS})
    assert (await account.read("page", A))["idCategory"] == LANDERS
    await account.ask("PUT", "/page/move-category/", {"entries": [A], "idCategory": ""})
    assert (await account.read("page", A))["idCategory"] == ""


async def test_the_name_of_the_category_that_a_tag_repeats_follows(account: Any) -> None:
    await categories(account, "visitorTag", "offer")
    await account.save("visitortag", A, idCategory="", categoryName="")
    await account.ask("PUT", "/visitortag/move-category/", {"entries": [A], "idCategory": LANDERS})
    assert await account.read("visitortag", A) == {
        "idTag": A,
        "tagName": A,
        "idCategory": LANDERS,
        "categoryName": "Stories",
        "status": "active",
    }


@pytest.mark.parametrize(
    ("entries", "target", "expected"),
    [
        ([A], "3a0HFXE0none", (404, "idCategory")),
        ([A], OFFERS, (400, "idCategory")),
        ([A, B], LANDERS, (404, "entries[1]")),
    ],
)
async def test_a_move_that_does_not_fit_is_refused(
    account: Any, entries: list[str], target: str, expected: tuple[int, str]
) -> None:
    await categories(account, "lander", "offer")
    await account.save("page", A)
    body = {"entries": entries, "idCategory": target}
    assert await account.refused("PUT", "/page/move-category/", body) == expected
    assert "idCategory" not in await account.read("page", A)


@pytest.mark.parametrize("path", ["/pagegroup", "/campaign/funnel/pagegroup"])
async def test_page_groups_move_within_their_kind(account: Any, path: str) -> None:
    await categories(account, "landerGroup", "offerGroup")
    await account.save("pagegroup", A)
    await account.save("pagegroup", B, restrictToFunnelId="3a0HFXE0000F")

    def body(entry: str, target: str, kind: str) -> dict[str, Any]:
        return {"entries": [entry], "idCategory": target, "categoryType": kind}

    move = f"{path}/move-category/"
    assert await account.refused("PUT", move, body(A, OFFERS, "offerGroup")) == (400, "categoryType")
    assert await account.refused("PUT", move, body(A, OFFERS, "landerGroup")) == (400, "idCategory")
    assert await account.refused("PUT", move, body(B, LANDERS, "landerGroup")) == (400, "entries[0]")
    assert await account.refused("PUT", move, {"entries": [A], "idCategory": LANDERS}) == (400, "categoryType")
    await account.ask("PUT", move, body(A, LANDERS, "landerGroup"))
    assert (await account.read("pagegroup", A))["idCategory"] == LANDERS


async def test_a_funnel_moves_to_another_group_and_never_to_none(account: Any) -> None:
    for group in (A, B):
        await account.save("funnelgroup", group)
    await account.save("funnel", "3a0HFXE0000F", idCampaign=A)
    move = {"entries": ["3a0HFXE0000F"]}
    assert await account.refused("PUT", "/funnel/move-category/", {**move, "idCategory": ""}) == (404, "idCategory")
    await account.ask("PUT", "/funnel/move-category/", {**move, "idCategory": B})
    moved = await account.read("funnel", "3a0HFXE0000F")
    assert (moved["idCampaign"], moved["idFunnelGroup"]) == (B, B)
