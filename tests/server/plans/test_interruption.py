"""A plan that is cut short anywhere goes on, or is taken back; nothing is made twice."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import anyio
import pytest
from books import QUIZ, STORY, Books

from funnels.assets import Funnel, Page
from funnels.wire import Json
from server.errors import PlanError, StalePlan
from server.plans import PlanStore
from server.plans.apply import Progress

SUPPORT = Path(__file__).parents[2] / "support"

MIXED: tuple[Json, ...] = (
    {"do": "create", "family": "visitor_tag", "fields": {"name": "Buyer"}},
    {"do": "duplicate", "family": "page", "name": "Story", "as": "Story 2"},
    {"do": "update", "family": "page", "name": "Story", "fields": {"notes": "mine"}},
    {"do": "archive", "family": "offer_source", "name": "OtherNet"},
    {"do": "move", "family": "page", "name": "FoxVPN DE", "category": "Autumn"},
    {"do": "delete", "family": "page", "name": "Quiz"},
)


class CutShort(Exception):
    pass


def cut(at: int) -> Progress:
    async def progress(done: float, total: float, what: str) -> None:
        if done == at:
            raise CutShort

    return progress


@pytest.mark.parametrize("at", range(7))
async def test_a_build_cut_short_at_any_change_goes_on_to_the_end(books: Books, at: int) -> None:
    plan = await books.build()
    with pytest.raises(CutShort):
        await books.apply(plan, progress=cut(at))
    assert books.store.get(plan.id).status == "applying"

    applied = await books.apply(plan)

    assert applied.verified
    intents = [one.position for one in books.store.journal(plan.id) if one.phase == "intent"]
    assert intents == list(range(7))
    assert len((await books.tracker.get(Funnel, plan.changes[2].id)).nodes) == 5


@pytest.mark.parametrize("at", range(1, 8))
async def test_a_build_cut_short_at_any_change_is_taken_back(books: Books, at: int) -> None:
    before = await books.everything()
    plan = await books.build()
    with pytest.raises(CutShort):
        await books.apply(plan, progress=cut(at))

    back = await books.done(await books.undo(plan))

    assert await books.everything() == before
    assert [one.do for one in back.changes] == ["delete"] * min(at, 6)
    assert books.store.get(plan.id).status == "undone"
    with pytest.raises(PlanError, match="is undone"):
        await books.apply(plan)


async def test_a_plan_that_made_nothing_has_nothing_to_take_back(books: Books) -> None:
    plan = await books.build()
    with pytest.raises(CutShort):
        await books.apply(plan, progress=cut(0))

    with pytest.raises(PlanError, match="Nothing is left of the plan"):
        await books.undo(plan)


async def test_a_cancelled_plan_can_go_on(books: Books) -> None:
    plan = await books.build()
    with anyio.CancelScope() as scope:

        async def stop(done: float, total: float, what: str) -> None:
            if done == 3:
                scope.cancel()

        await books.apply(plan, progress=stop)

    assert scope.cancelled_caught
    assert books.store.get(plan.id).status == "applying"
    assert (await books.apply(plan)).verified


def dies(home: Path, plan: Any, position: int, when: str) -> None:
    ended = subprocess.run(
        [sys.executable, SUPPORT / "dies_applying.py", home, plan.id, plan.fingerprint, str(position), when],
        env={"PYTHONPATH": str(SUPPORT.parents[1])},
        timeout=60,
        capture_output=True,
    )
    assert ended.returncode == -9, ended.stderr


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("position", range(len(MIXED)))
async def test_what_a_killed_process_left_another_ends_at_once(
    books: Books, home: Path, position: int, when: str
) -> None:
    plan = await books.changes(*MIXED)
    dies(home, plan, position, when)
    assert books.store.get(plan.id).status == "applying"

    applied = await books.apply(plan)

    assert applied.verified
    pages = sorted((one.name, one.status) for one in await books.tracker.entries(Page, status="not-deleted"))
    assert pages == [
        ("FoxVPN DE", "active"),
        ("ShieldVPN DE", "active"),
        ("Story", "active"),
        ("Story 2", "active"),
    ]
    tags = [value["tagName"] for (family, _), value in (await books.everything()).items() if family == "visitor_tag"]
    assert sorted(tags) == ["Buyer", "seen"]


@pytest.mark.parametrize(
    ("position", "when"), [(0, "after"), (1, "after"), (2, "before"), (3, "after"), (5, "after")]
)
async def test_what_a_killed_process_left_another_takes_back(
    books: Books, home: Path, position: int, when: str
) -> None:
    before = await books.everything()
    plan = await books.changes(*MIXED)
    dies(home, plan, position, when)

    await books.done(await books.undo(plan))

    assert await books.everything() == before


async def test_an_edit_by_others_to_what_was_made_does_not_stop_a_resumed_plan(books: Books, home: Path) -> None:
    plan = await books.changes(
        {"do": "update", "family": "page", "name": "Story", "fields": {"notes": "mine"}},
        {"do": "update", "family": "page", "name": "Quiz", "fields": {"notes": "mine"}},
    )
    dies(home, plan, 0, "after")
    story = await books.tracker.get(Page, STORY)
    assert story.notes == "mine"
    await books.tracker.replace(story.changed(base_url="https://theirs.example"))

    applied = await books.apply(plan)

    assert [one.status for one in applied.outcomes] == ["differs", "made"]  # said, for it is not what was planned
    assert (await books.tracker.get(Page, STORY)).base_url == "https://theirs.example"


async def test_a_resumed_plan_is_refused_where_others_changed_what_comes_next(books: Books) -> None:
    plan = await books.changes(
        {"do": "update", "family": "page", "name": "Story", "fields": {"notes": "mine"}},
        {"do": "update", "family": "page", "name": "Quiz", "fields": {"notes": "mine"}},
    )
    with pytest.raises(CutShort):
        await books.apply(plan, progress=cut(1))
    quiz = await books.tracker.get(Page, QUIZ)
    await books.tracker.replace(quiz.changed(notes="theirs"))

    with pytest.raises(StalePlan, match="page 'Quiz' notes was nothing, is theirs"):
        await books.apply(plan)

    await books.done(await books.undo(plan))
    assert (await books.tracker.get(Page, STORY)).notes == ""
    assert (await books.tracker.get(Page, QUIZ)).notes == "theirs"


async def test_an_undo_is_refused_when_the_plan_went_on_since(books: Books) -> None:
    plan = await books.changes(
        {"do": "update", "family": "page", "name": "Story", "fields": {"notes": "mine"}},
        {"do": "update", "family": "page", "name": "Quiz", "fields": {"notes": "mine"}},
    )
    with pytest.raises(CutShort):
        await books.apply(plan, progress=cut(1))
    half = await books.undo(plan)
    await books.done(plan)

    with pytest.raises(StalePlan, match="went on since its undo was planned"):
        await books.apply(half)

    assert (await books.tracker.get(Page, STORY)).notes == "mine"


async def test_while_one_applies_another_process_waits_its_turn(books: Books, home: Path) -> None:
    plan = await books.changes({"do": "archive", "family": "page", "name": "Quiz"})
    other = PlanStore.open(home)

    async def meddle(done: float, total: float, what: str) -> None:
        if what != "reading back":
            with pytest.raises(PlanError, match="Another plan is being applied right now"):
                other.lease("another:1:holder")

    await books.apply(plan, progress=meddle)

    other.lease("another:1:holder")
    other.close()
