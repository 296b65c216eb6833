import subprocess
import sys
from pathlib import Path

import pytest
from at_the_desk import AtTheDesk, at_the_desk

from funnels.assets import FunnelGroup, OfferSource, Page

SUPPORT = Path(__file__).parents[2] / "support"
CHANGES = [
    {"do": "create", "family": "visitor_tag", "fields": {"name": "Buyer"}},
    {"do": "duplicate", "family": "page", "name": "Story", "as": "Story 2"},
    {"do": "update", "family": "page", "name": "Story", "fields": {"notes": "mine"}},
    {"do": "archive", "family": "offer_source", "name": "AdNet"},
    {"do": "delete", "family": "page", "name": "Quiz"},
]


def page(id: str, name: str) -> Page:
    return Page.read(
        {"idPage": id, "pageName": name, "pageType": "lander", "baseURL": "https://p.example", "redirectType": "307"}
    )


async def fill(at: AtTheDesk) -> None:
    await at.make(
        FunnelGroup(id="0GroupAAAAAA", name="G"),
        OfferSource(id="0SourceAAAAA", name="AdNet"),
        page("0LanderAAAAA", "Story"),
        page("0LanderBBBBB", "Quiz"),
    )


def killed(home: Path, plan: dict[str, str], number: int, when: str) -> None:
    arguments = [str(home), plan["plan_id"], plan["fingerprint"], str(number), when]
    paths = f"{SUPPORT}:{SUPPORT.parents[1]}"
    run = subprocess.run(
        [sys.executable, SUPPORT / "killed.py", *arguments],
        env={"PYTHONPATH": paths},
        timeout=60,
        capture_output=True,
    )
    assert run.returncode == -9, run.stderr


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("number", range(5))
async def test_a_killed_plan_goes_on_at_once_and_makes_nothing_twice(tmp_path: Path, number: int, when: str) -> None:
    async with at_the_desk(tmp_path) as at:
        await fill(at)
        before = await at.account()
        plan = await at.changes(*CHANGES)
        killed(tmp_path, plan, number, when)
        assert await at.status(plan) == "applying"
        assert (await at.apply(plan))["verified"]
        after = await at.account()
        names = sorted(
            (family, row.get("pageName") or row.get("tagName"), row.get("notes"), row["status"])
            for (family, _), row in after.items()
            if family in ("page", "visitor_tag")
        )
        assert names == [
            ("page", "Story", "mine", "active"),
            ("page", "Story 2", None, "active"),
            ("visitor_tag", "Buyer", None, "active"),
        ]
        assert after["offer_source", "0SourceAAAAA"]["status"] == "archived"
        await at.take_back(plan)
        assert await at.account() == before


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("number", range(5))
async def test_a_killed_plan_can_be_taken_back_at_once(tmp_path: Path, number: int, when: str) -> None:
    async with at_the_desk(tmp_path) as at:
        await fill(at)
        before = await at.account()
        plan = await at.changes(*CHANGES)
        killed(tmp_path, plan, number, when)
        if (number, when) != (0, "before"):
            await at.take_back(plan)
        assert await at.account() == before
