"""A person's yes: to what was shown, for one use, for an hour, by name."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from at_the_desk import AtTheDesk, at_the_desk, quiet
from mcp_desk import demo_id
from policies import policies

from funnels.assets import Page
from funnels.wire import Json
from server.database import open_database
from server.errors import PlanError, StalePlan
from server.plans import Change, Plan, PlanStore

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
CHANGE = Change(do="create", family="visitor_tag", id="0TagAAAAAAAA", name="T", after={"tagName": "T"})
DELETE: Json = {"do": "delete", "family": "page", "name": "SlimGummies"}


class Hours:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def hours() -> Hours:
    return Hours()


@pytest.fixture
def store(tmp_path: Path, hours: Hours) -> PlanStore:
    return PlanStore(open_database(tmp_path / "plans.db"), hours)


def saved(store: PlanStore, id: str = "0PlanAAAAAAA", **more: object) -> Plan:
    plan = Plan.model_validate({"id": id, "title": "T", "changes": (CHANGE,), "created": NOON, **more})
    store.save(plan, {})
    return plan


def give(store: PlanStore, plan: Plan, person: str = "Anna", *, shown: str = "", typed: str = "") -> int:
    return store.approvals.give(plan, shown=shown or plan.fingerprint, typed=typed, person=person, surface="terminal")


def persons(store: PlanStore, plan: Plan) -> list[str]:
    return [one.person for one in store.approvals.waiting(plan)]


def test_a_yes_is_used_once(store: PlanStore) -> None:
    plan = saved(store)
    give(store, plan)
    assert [one.person for one in store.approvals.use(plan)] == ["Anna"]
    with pytest.raises(PlanError, match="Nobody has said yes"):
        store.approvals.use(plan)


def test_a_yes_is_to_the_plan_that_was_shown_and_to_no_other(store: PlanStore) -> None:
    plan = saved(store)
    with pytest.raises(StalePlan, match="not the plan that was shown"):
        give(store, plan, shown="f" * 64)
    give(store, plan)
    other = plan.model_copy(update={"changes": (CHANGE.model_copy(update={"name": "U"}),)})
    assert (persons(store, plan), persons(store, other), persons(store, saved(store, "0PlanBBBBBBB"))) == (
        ["Anna"],
        [],
        [],
    )


def test_a_yes_lasts_an_hour(store: PlanStore, hours: Hours) -> None:
    plan = saved(store)
    give(store, plan)
    hours.now = NOON + timedelta(minutes=59, seconds=59)
    assert persons(store, plan) == ["Anna"]
    hours.now = NOON + timedelta(hours=1)
    assert persons(store, plan) == []
    with pytest.raises(PlanError, match="Nobody has said yes"):
        store.approvals.use(plan)


def test_a_dangerous_plan_needs_its_name_typed_back(store: PlanStore) -> None:
    plan = saved(store, level="dangerous", dangers=("deletes the page 'Quiz'",))
    for typed in ("", "t", "TT"):
        with pytest.raises(PlanError, match="needs its name typed back: 'T'"):
            give(store, plan, typed=typed)
    give(store, plan, typed=" T ")
    assert persons(store, plan) == ["Anna"]


def test_two_persons_are_two_however_they_write_themselves(store: PlanStore) -> None:
    plan = saved(store)
    for name in ("Anna Berg", "anna  berg", " ANNA BERG "):
        give(store, plan, name)
    with pytest.raises(PlanError, match="needs 2 persons; so far said yes: "):
        store.approvals.use(plan, 2)
    give(store, plan, "Ben")
    assert [one.person for one in store.approvals.use(plan, 2)] == ["ANNA BERG", "Ben"]
    assert persons(store, plan) == []


def test_a_yes_that_is_withdrawn_was_never_given_and_one_that_was_used_stays(store: PlanStore) -> None:
    plan = saved(store)
    store.approvals.withdraw(give(store, plan))
    assert persons(store, plan) == []
    used = give(store, plan)
    store.approvals.use(plan)
    store.approvals.withdraw(used)
    assert store.approvals.used_by([plan.id]) == {plan.id: ["Anna"]}


@pytest.fixture
async def at(demo: Path) -> AsyncIterator[AtTheDesk]:
    async with at_the_desk(demo, person="Anna") as one:
        yield one


def approved_by(at: AtTheDesk, plan: Json) -> list[list[str]]:
    noted = [one.detail["by"] for one in at.store.journal(plan["plan_id"]) if one.phase == "approved"]
    return [[one["person"] for one in by] for by in noted]


async def approve(at: AtTheDesk, plan: Json, person: str = "") -> Json:
    typed = await at.desk.name_of(plan["plan_id"])
    return await at.desk.through("", person).approve(plan["plan_id"], plan["fingerprint"], typed=typed)


async def test_the_journal_names_who_said_yes(at: AtTheDesk) -> None:
    plan = await at.do(DELETE)
    assert approved_by(at, plan) == [["Anna"]]


async def test_a_plan_is_applied_with_the_yes_somebody_gave_before(at: AtTheDesk) -> None:
    plan = await at.changes(DELETE)
    assert not at.desk.is_approved(plan["plan_id"])
    before = await at.account()
    kept = await approve(at, plan, "Ben")
    id = plan["plan_id"]
    assert kept == {
        "plan_id": id,
        "status": "approved",
        "verified": False,
        "changes": [],
        "links": [],
        "message": f"Approved by Ben; within the hour it can be applied with: funnelwright apply {id}. "
        "Nothing was written.",
    }
    assert await at.account() == before
    assert at.desk.is_approved(id)
    done = await at.desk.apply(id, plan["fingerprint"], typed="", progress=quiet, already_approved=True)
    assert done["status"] == "applied"
    assert approved_by(at, plan) == [["Ben"]]
    assert not at.desk.is_approved(id)


async def test_what_nobody_approved_is_not_applied_by_saying_so(at: AtTheDesk) -> None:
    plan = await at.changes(DELETE)
    with pytest.raises(PlanError, match="Nobody has said yes"):
        await at.desk.apply(plan["plan_id"], plan["fingerprint"], typed="", progress=quiet, already_approved=True)
    assert at.road.written == []


async def test_a_dangerous_plan_is_applied_at_the_second_persons_yes(at: AtTheDesk) -> None:
    policies(at.home, "two_persons = true")
    plan, before = await at.changes(DELETE), await at.account()
    how = f"A second person applies it with: funnelwright apply {plan['plan_id']}. Nothing was written."
    assert plan["text"].endswith("Two different persons have to say yes to it.")
    first = await at.apply(plan)
    again = await at.apply(plan, person=" anna")
    assert (first["status"], first["verified"]) == (again["status"], again["verified"]) == ("approved", False)
    assert first["message"] == f"One of two: Anna said yes. {how}"
    assert again["message"] == f"One of two: anna said yes already, and twice does not count. {how}"
    assert (await at.account(), at.road.written) == (before, [])
    question = await at.desk.question(plan["plan_id"], plan["fingerprint"])
    assert question.endswith("Two different persons have to say yes to it; so far: anna.")
    done = await at.apply(plan, person="Ben")
    assert (done["status"], done["verified"]) == ("applied", True)
    assert approved_by(at, plan) == [["anna", "Ben"]]


async def test_one_yes_is_enough_for_what_is_not_dangerous(at: AtTheDesk) -> None:
    policies(at.home, "two_persons = true")
    await at.do({"do": "create", "family": "visitor_tag", "fields": {"name": "t"}})


async def test_a_yes_to_what_could_not_be_applied_is_not_left_lying_about(at: AtTheDesk) -> None:
    """Else a model could apply it later, when the person has thought better of it."""
    plan = await at.changes({"do": "update", "family": "page", "name": "SlimGummies", "fields": {"notes": "mine"}})
    page = await at.tracker.get(Page, demo_id("SlimGummies"))
    await at.tracker.replace(page.changed(notes="theirs"))
    assert (await at.apply(plan))["status"] == "stale"
    assert not at.desk.is_approved(plan["plan_id"])
