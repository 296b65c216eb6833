"""What is told of each change of a plan that ended otherwise than it was meant."""

from collections.abc import AsyncIterator
from pathlib import Path

import anyio
import httpx
import pytest
from at_the_desk import AtTheDesk, at_the_desk

from funnels.assets import Page
from funnels.errors import FunnelError
from funnels.wire import Json

STORY, QUIZ = "0LanderAAAAA", "0LanderBBBBB"
NOTES: tuple[Json, ...] = tuple(
    {"do": "update", "family": "page", "name": name, "fields": {"notes": "ours"}} for name in ("Story", "Quiz")
)


def lander(id: str, name: str) -> Page:
    return Page(id=id, name=name, page_type="lander", base_url="https://p.example/x", redirect_type="307")


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[AtTheDesk]:
    async with at_the_desk(tmp_path) as one:
        await one.make(lander(STORY, "Story"), lander(QUIZ, "Quiz"))
        yield one


async def told(at: AtTheDesk, plan: Json) -> tuple[str, list[str]]:
    report = await at.desk.report(plan["plan_id"])
    return report["status"], [one["status"] for one in report["changes"]]


async def test_what_reads_back_otherwise_differs(at: AtTheDesk) -> None:
    plan = await at.changes(*NOTES)

    async def meddle(done: float, total: float, what: str) -> None:
        if what == "reading back":
            await at.tracker.replace((await at.tracker.get(Page, QUIZ)).changed(notes="theirs"))

    done = await at.apply(plan, progress=meddle)

    assert not done["verified"]
    assert await told(at, plan) == ("applied", ["made", "differs"])
    last = (await at.desk.audit(plan["plan_id"], None))[-1]
    assert (last["phase"], last["verified"]) == ("verified", False)


async def test_what_never_went_out_is_not_made_and_says_why(at: AtTheDesk) -> None:
    plan = await at.changes(NOTES[0], {"do": "archive", "family": "page", "name": "Quiz"})

    async def refuse(number: int) -> None:
        if number >= 1:
            raise httpx.ConnectError("nobody there")

    at.road.before = refuse
    with pytest.raises(FunnelError, match="1 of 2 changes are made"):
        await at.apply(plan)
    at.road.before = None

    assert await told(at, plan) == ("failed", ["made", "not made"])
    report = await at.desk.report(plan["plan_id"])
    assert "could not be reached" in report["changes"][1]["error"]
    assert report["changes"][0]["error"] == ""
    assert (await at.apply(plan))["verified"]
    assert await told(at, plan) == ("applied", ["made", "made"])


async def test_a_plan_interrupted_while_it_reads_back_is_made_but_not_called_verified(at: AtTheDesk) -> None:
    plan = await at.changes(*NOTES)
    with anyio.CancelScope() as scope:

        async def stop(done: float, total: float, what: str) -> None:
            if what == "reading back":
                scope.cancel()

        await at.apply(plan, progress=stop)

    report = await at.desk.report(plan["plan_id"])
    assert (report["status"], report["verified"]) == ("applying", None)
    assert [one["status"] for one in report["changes"]] == ["made", "made"]
    written = len(at.road.written)
    assert (await at.apply(plan))["verified"]
    assert len(at.road.written) == written  # it is only read back


async def test_more_changes_than_are_told_are_counted(at: AtTheDesk) -> None:
    tags = [{"do": "create", "family": "visitor_tag", "fields": {"name": f"T{number}"}} for number in range(45)]
    done = await at.apply(await at.changes(*tags))
    assert (len(done["changes"]), done["more_changes"]) == (40, 5)
