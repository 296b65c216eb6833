"""What was and what others did, at the desk; and how a way back is shown before the yes."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from at_the_desk import AtTheDesk, at_the_desk

from funnels.assets import Funnel, FunnelGroup, OfferSource, Page, PageGroup, TrafficSource
from funnels.errors import AmbiguousError, NotFoundError
from funnels.wire import Json

GROUP, SOURCE = "0GroupAAAAAA", "0SourceAAAAA"
STORY, OFFER = "0LanderAAAAA", "0OfferAAAAAA"

BLUEPRINT: Json = {
    "funnel": "VPN",
    "group": "Utilities",
    "sources": ["Outbrain"],
    "start": "story",
    "steps": {
        "story": {"landers": [{"page": "Story", "weight": 70}, {"page": "Quiz", "weight": 30}], "on": {1: "vpn"}},
        "vpn": {"offer": "Shield"},
    },
}
OTHER_SHARES: Json = {"op": "set_weights", "step": "story", "weights": {"Story": 80, "Quiz": 20}}


def page(id: str, name: str, **more: object) -> Page:
    kind = "offer" if more else "lander"
    base = {"idPage": id, "pageName": name, "pageType": kind, "baseURL": "https://p.example", "redirectType": "307"}
    return Page.read({**base, **more})


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[AtTheDesk]:
    async with at_the_desk(tmp_path) as one:
        await one.make(
            FunnelGroup(id=GROUP, name="Utilities"),
            OfferSource(id=SOURCE, name="AdNet"),
            TrafficSource(id="0TrafficAAAA", name="Outbrain", cost_type="cpe"),
            page(STORY, "Story"),
            page("0LanderBBBBB", "Quiz"),
            page(OFFER, "Shield", offerParams={"idOfferSource": SOURCE, "payout": "9"}),
        )
        await one.build(BLUEPRINT)
        yield one


async def edited(at: AtTheDesk, *operations: Json) -> None:
    plan = await at.desk.plan_edit("VPN", list(operations), as_new=None, request="")
    assert (await at.apply(plan))["verified"]


async def first(at: AtTheDesk, asset: str) -> int:
    """The number of the oldest version."""
    return int((await at.desk.history(asset))["versions"][-1]["number"])


async def test_a_way_back_is_shown_with_names_and_a_picture_of_what_changes(at: AtTheDesk) -> None:
    await edited(at, OTHER_SHARES)

    plan = await at.desk.plan_restore(await first(at, "VPN"))

    assert [one["said"] for one in plan["changes"]] == [
        ["page 'Story' weight 80 % → 70 %", "page 'Quiz' weight 20 % → 30 %"]
    ]
    assert plan["funnel"]["name"] == "VPN"
    assert "Story" in plan["picture"]
    assert plan["level"] == "change"


async def test_what_would_be_wrong_with_the_funnel_then_is_said_but_is_no_obstacle(at: AtTheDesk) -> None:
    await edited(at, {"op": "remove_page", "page": "Story", "step": "story"})
    await at.do({"do": "archive", "family": "page", "name": "Story"})

    plan = await at.desk.plan_restore(await first(at, "VPN"))

    assert plan["status"] == "ready"
    assert [(one["rule"], one["place"]) for one in plan["findings"]] == [
        ("click-id-lost", "vpn"),
        ("archived-asset", "story"),
    ]
    assert "Story" in plan["text"]


async def test_a_page_that_others_deleted_comes_back_where_it_was_seen_before(at: AtTheDesk) -> None:
    await at.do({"do": "update", "family": "page", "name": "Story", "fields": {"notes": "x"}})
    await edited(at, OTHER_SHARES)
    before = await at.account()
    number = (await at.desk.history("VPN"))["versions"][0]["number"]
    await at.tracker.delete(Page, [STORY])

    plan = await at.desk.plan_restore(number)

    assert [(one["do"], one["name"]) for one in plan["changes"]] == [("create", "Story")]
    await at.apply(plan)
    assert await at.account() == before


async def test_what_is_gone_is_found_by_its_last_name(at: AtTheDesk) -> None:
    await at.do({"do": "delete", "family": "funnel", "name": "VPN"})
    found = await at.desk.history("vpn")
    assert [one["changes"][0]["do"] for one in found["versions"]] == ["delete", "create"]


async def test_the_history_of_a_funnel_tells_what_others_did_to_what_is_its_own(at: AtTheDesk) -> None:
    funnel = await at.tracker.get(Funnel, at.store.latest(limit=1)[0].plan.changes[0].id)
    (group,) = await at.tracker.get_many(*_group_of(funnel))
    await at.tracker.replace(group.changed(name="Theirs"))
    found = await at.desk.history("VPN")
    assert [(one["family"], one["said"]) for one in found["drift"]] == [("page_group", ["name VPN · story → Theirs"])]


async def test_two_of_one_name_are_told_apart_by_family(at: AtTheDesk) -> None:
    await at.make(OfferSource(id="0SourceBBBBB", name="Story"))
    with pytest.raises(AmbiguousError, match="2 assets are called 'Story'"):
        await at.desk.history("Story")
    assert (await at.desk.history("Story", family="page"))["versions"] == []


async def test_what_never_was_is_said_with_the_nearest(at: AtTheDesk) -> None:
    with pytest.raises(NotFoundError, match=r"No asset is called 'Storry'\. Nearest: 'Story'"):
        await at.desk.history("Storry")


async def test_the_oldest_versions_are_left_out_first_and_that_is_said(at: AtTheDesk) -> None:
    for number in range(4):
        await at.do({"do": "update", "family": "page", "name": "Story", "fields": {"notes": str(number)}})
    found = await at.desk.history("Story", limit=2)
    assert [one["changes"][0]["said"] for one in found["versions"]] == [["notes 2 → 3"], ["notes 1 → 2"]]
    assert found["more"]


def _group_of(funnel: Funnel) -> tuple[type[PageGroup], list[str]]:
    return PageGroup, [one.node_page_group_params.id_page_group for one in funnel.nodes if one.node_page_group_params]
