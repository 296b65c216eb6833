"""A plan whose work is cancelled at any request: the journal is truthful, the lease is free, and it goes on."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import anyio
import pytest
from at_the_desk import AtTheDesk, at_the_desk

from funnels.assets import FunnelGroup, IntegrationKey, OfferSource, Page, VisitorTag
from funnels.errors import FunnelError
from funnels.wire import Json

CHANGES: tuple[Json, ...] = (
    {"do": "create", "family": "visitor_tag", "fields": {"name": "Buyer"}},
    {"do": "duplicate", "family": "page", "name": "Story", "as": "Story 2"},
    {"do": "update", "family": "page", "name": "Story", "fields": {"notes": "mine"}},
    {"do": "archive", "family": "offer_source", "name": "OtherNet"},
    {"do": "delete", "family": "page", "name": "Quiz"},
    {"do": "create", "family": "integration_key", "fields": {"name": "Optimizer"}},
)


def lander(id: str, name: str) -> Page:
    return Page(id=id, name=name, page_type="lander", base_url="https://p.example/x", redirect_type="307")


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[AtTheDesk]:
    async with at_the_desk(tmp_path) as one:
        await one.make(
            FunnelGroup(id="0GroupAAAAAA", name="Utilities"),
            OfferSource(id="0SourceAAAAA", name="OtherNet"),
            lander("0LanderAAAAA", "Story"),
            lander("0LanderBBBBB", "Quiz"),
        )
        yield one


async def cancelled(at: AtTheDesk, plan: Json, number: int, when: str) -> None:
    """Apply it, and cancel the work at a write: before it goes out, or when it is made and not yet answered."""
    start = len(at.road.written)
    with anyio.CancelScope() as scope:

        async def stop(one: int) -> None:
            if one == start + number:
                scope.cancel()
                await anyio.lowlevel.checkpoint()

        setattr(at.road, when, stop)
        await at.apply(plan)
    setattr(at.road, when, None)
    assert scope.cancelled_caught


def phases(at: AtTheDesk, plan: Json) -> list[tuple[int, str]]:
    return [(one.position, one.phase) for one in at.store.journal(plan["plan_id"])]


async def names(at: AtTheDesk, kind: Any) -> list[str]:
    return sorted(one.name for one in await at.tracker.entries(kind, status="not-deleted"))


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("number", range(len(CHANGES)))
async def test_cancelled_at_any_request_it_is_told_and_goes_on(at: AtTheDesk, number: int, when: str) -> None:
    plan = await at.changes(*CHANGES)

    await cancelled(at, plan, number, when)

    at.store.lease("another:1:process")  # given back at once
    at.store.release("another:1:process")
    report = await at.desk.report(plan["plan_id"])
    told = ["made"] * number + ["unknown"] + ["not made"] * (len(CHANGES) - number - 1)
    assert [one["status"] for one in report["changes"]] == told
    assert (report["status"], report["made"], report["unknown"]) == ("applying", number, 1)
    assert phases(at, plan)[-3:] == [(number, "intent"), (number, "answered"), (-1, "interrupted")]

    assert (await at.apply(plan))["verified"]

    sent = len(CHANGES) + (when == "before")
    assert len(at.road.written) == sent  # what had arrived is not sent again
    assert await names(at, Page) == ["Story", "Story 2"]
    assert await names(at, VisitorTag) == ["Buyer"]
    assert len(await at.tracker.entries(IntegrationKey)) == 1
    done = await at.desk.report(plan["plan_id"])
    assert [one["status"] for one in done["changes"]] == ["made"] * len(CHANGES)
    assert (done["status"], done["verified"]) == ("applied", True)


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("number", range(len(CHANGES)))
async def test_cancelled_at_any_request_it_can_be_abandoned(at: AtTheDesk, number: int, when: str) -> None:
    before = await at.account()
    plan = await at.changes(*CHANGES)
    await cancelled(at, plan, number, when)

    back = await at.desk.abandon(plan["plan_id"], keep=False)

    if back is not None:
        assert (await at.apply(back))["verified"]
        assert await at.status(plan) == "undone"
    else:
        assert (number, when) == (0, "before")
        assert await at.status(plan) == "abandoned"
    assert await at.account() == before


async def test_what_is_made_may_stay_when_a_plan_is_abandoned(at: AtTheDesk) -> None:
    before = await at.account()
    plan = await at.changes(*CHANGES)
    await cancelled(at, plan, 2, "after")

    assert await at.desk.abandon(plan["plan_id"], keep=True) is None

    report = await at.desk.report(plan["plan_id"])
    assert report["status"] == "abandoned"
    # the third was made, though nobody had answered: it was looked up
    assert [one["status"] for one in report["changes"]] == ["made"] * 3 + ["not made"] * 3
    assert await names(at, Page) == ["Quiz", "Story", "Story 2"]
    await at.take_back(plan)
    assert await at.account() == before


async def test_a_plan_nobody_began_is_closed_and_cannot_be_applied_any_more(at: AtTheDesk) -> None:
    plan = await at.changes(*CHANGES)
    assert await at.desk.abandon(plan["plan_id"], keep=False) is None
    with pytest.raises(FunnelError, match="is abandoned"):
        await at.apply(plan)
    with pytest.raises(FunnelError, match="is abandoned already"):
        await at.desk.abandon(plan["plan_id"], keep=False)
    assert at.road.written == []


async def test_an_edit_of_another_in_the_way_of_taking_back_offers_to_keep(at: AtTheDesk) -> None:
    plan = await at.changes(*CHANGES)
    await cancelled(at, plan, 3, "before")
    story = await at.tracker.get(Page, "0LanderAAAAA")
    await at.tracker.replace(story.changed(notes="theirs"))

    with pytest.raises(FunnelError, match=f"plans abandon {plan['plan_id']} --keep") as refused:
        await at.desk.abandon(plan["plan_id"], keep=False)

    assert "theirs" in str(refused.value)
    assert await at.desk.abandon(plan["plan_id"], keep=True) is None
    assert (await at.tracker.get(Page, "0LanderAAAAA")).notes == "theirs"


async def test_a_plan_that_is_being_applied_is_not_abandoned(at: AtTheDesk) -> None:
    plan = await at.changes(*CHANGES)
    refused: list[str] = []

    async def meddle(number: int) -> None:
        if number == 2:
            with pytest.raises(FunnelError, match="Another plan is being applied right now") as told:
                await at.desk.abandon(plan["plan_id"], keep=False)
            refused.append(str(told.value))

    at.road.before = meddle
    assert (await at.apply(plan))["verified"]
    assert len(refused) == 1
