"""What a plan deletes may be used by others: that is told before the yes, and nothing of theirs leads nowhere."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from at_the_desk import AtTheDesk, at_the_desk
from many_funnels import FOX, KETO, fill, funnel

from funnels.assets import Funnel, Page, PageGroup
from funnels.wire import Json
from server.errors import StalePlan

FRESH: Json = {
    "name": "Fresh",
    "page_type": "offer",
    "base_url": "https://fresh.example",
    "redirect_type": "307",
    "offer_params": {"id_offer_source": "0SourceNET00", "payout": "1"},
}


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[AtTheDesk]:
    await fill(tmp_path)
    async with at_the_desk(tmp_path) as at:
        yield at


def delete(name: str) -> Json:
    return {"do": "delete", "family": "page", "name": name}


async def lead(at: AtTheDesk, name: str, *, to: str) -> Funnel:
    """Somebody else puts the page in the place of what the funnel shows."""
    old = await funnel(at, name)
    nodes = [
        node.changed(node_page_params=node.node_page_params.changed(id_page=to)) if node.node_page_params else node
        for node in old.nodes
    ]
    await at.tracker.replace(old.changed(nodes=tuple(nodes)))
    return await at.tracker.get(Funnel, old.id)


async def test_what_got_into_use_since_the_plan_is_not_deleted_with_its_yes(at: AtTheDesk) -> None:
    plan = await at.changes(delete("Fox"))
    await lead(at, "Keto", to=FOX)
    before = await at.account()
    answer = await at.apply(plan)
    assert answer["status"] == "stale"
    assert ("funnel", "Keto") in {(one["family"], one["name"]) for one in answer["moved"]}
    assert "It leads to 'Fox', which the plan deletes." in answer["message"]
    assert await at.account() == before


async def test_also_where_it_is_a_page_group_that_took_it(at: AtTheDesk) -> None:
    plan = await at.changes(delete("Fox"))
    both = await at.tracker.get(PageGroup, "0GroupBOTH00")
    await at.tracker.replace(both.changed(pages=(both.pages[0].changed(id_page=FOX), *both.pages[1:])))
    assert (await at.apply(plan))["status"] == "stale"
    assert (await at.tracker.get(Page, FOX)).status == "active"


async def test_what_is_used_when_it_is_planned_is_deleted_with_a_yes_that_was_told_so(at: AtTheDesk) -> None:
    plan = await at.changes(delete("Keto"))
    assert "go on to lead to it" in plan["text"]
    assert (await at.apply(plan))["status"] == "applied"


async def test_a_plan_that_leads_them_elsewhere_first_has_nothing_to_tell(at: AtTheDesk) -> None:
    await at.make(Page.read({**(await at.tracker.get(Page, FOX)).document(), "idPage": "0PageOther00"}))
    group: Json = {"do": "update", "family": "page_group", "name": "Both"}
    plan = await at.changes(
        {**group, "fields": {"pages": [{"id_page": KETO, "weight": 0.5}, {"id_page": FOX, "weight": 0.5}]}},
        delete("0PageOther00"),
    )
    assert "lead to it" not in plan["text"]
    assert (await at.apply(plan))["status"] == "applied"


async def test_what_a_plan_made_is_not_taken_back_from_under_those_who_use_it(at: AtTheDesk) -> None:
    plan = await at.do({"do": "create", "family": "page", "fields": FRESH})
    back = await at.desk.plan_undo(plan["plan_id"])
    theirs = await lead(at, "Keto", to=plan["changes"][0]["id"])
    with pytest.raises(StalePlan, match="funnel 'Keto' to page 'Fresh'"):
        await at.desk.plan_undo(plan["plan_id"])
    assert (await at.apply(back))["status"] == "stale"
    assert await at.tracker.get(Funnel, theirs.id) == theirs
    await lead(at, "Keto", to=KETO)
    await at.take_back(plan)


async def test_an_undo_of_an_undo_deletes_again_what_is_used(at: AtTheDesk) -> None:
    plan = await at.do(delete("Keto"))
    gone = await at.account()
    back = await at.take_back(plan)
    again = await at.desk.plan_undo(back["plan_id"])
    assert again["level"] == "dangerous"
    assert "go on to lead to it" in again["text"]
    await at.apply(again)
    assert await at.account() == gone
