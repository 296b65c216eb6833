"""What may happen to a plan between its making and its end."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import httpx
import pytest
from at_the_desk import AtTheDesk, at_the_desk

from funnels.assets import Page
from funnels.wire import Json
from server.errors import PlanError, PolicyError
from server.plans import close

NAMES = ("Story", "Quiz", "List", "Guide", "Test")


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[AtTheDesk]:
    async with at_the_desk(tmp_path) as at:
        await at.make(*map(page, NAMES))
        yield at


def page(name: str) -> Page:
    document = {"idPage": f"0P{name}".ljust(12, "A"), "pageName": name, "pageType": "lander", "redirectType": "307"}
    return Page.read({**document, "baseURL": f"https://{name.casefold()}.example"})


def noted() -> list[Json]:
    return [{"do": "update", "family": "page", "name": name, "fields": {"notes": "ours"}} for name in NAMES]


def gone_after(at: AtTheDesk, count: int) -> Callable[[int], Awaitable[None]]:
    """The tracker takes so many more writes."""
    last = len(at.road.written) + count

    async def before(number: int) -> None:
        if number >= last:
            raise httpx.ConnectError("gone")

    return before


async def notes(at: AtTheDesk) -> list[object]:
    return [row.get("notes") for (family, _), row in sorted((await at.account()).items()) if family == "page"]


async def test_a_plan_that_is_half_taken_back_waits_for_that(at: AtTheDesk) -> None:
    plan = await at.changes(*noted())
    at.road.before = gone_after(at, 3)
    with pytest.raises(PlanError):
        await at.apply(plan)
    at.road.before = None
    back = await at.desk.abandon(plan["plan_id"], keep=False)
    assert back is not None
    at.road.before = gone_after(at, 1)
    with pytest.raises(PlanError):
        await at.apply(back)
    at.road.before = None

    with pytest.raises(PlanError, match=f"{back['plan_id']}, which takes {plan['plan_id']} back, is made in part"):
        await at.apply(plan)

    assert (await at.apply(back))["verified"]
    assert await notes(at) == [None] * len(NAMES)
    assert (await at.status(plan), await at.status(back)) == ("undone", "applied")


async def test_a_plan_is_as_dangerous_as_the_policies_have_it_when_it_is_applied(at: AtTheDesk) -> None:
    plan = await at.changes(*noted())
    assert plan["level"] == "change"
    (at.home / "policies.toml").write_text("bulk = 4\n")

    with pytest.raises(PolicyError, match="is dangerous: 5 changes to what stood before"):
        await at.apply(plan)

    assert await notes(at) == [None] * len(NAMES)
    again = await at.changes(*noted())
    assert again["level"] == "dangerous"
    assert (await at.apply(again))["verified"]


async def test_a_plan_that_another_process_has_begun_is_not_ended_from_here(at: AtTheDesk) -> None:
    plan = await at.changes(*noted())
    seen = at.store.get(plan["plan_id"])
    at.store.move(plan["plan_id"], of=["ready"], to="applying")

    with pytest.raises(PlanError, match="is applying, so it cannot be superseded"):
        close(at.store, seen, by="")

    assert await at.status(plan) == "applying"
