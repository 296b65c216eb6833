"""What policy forbids, forbidden where plans are made and where they are applied."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from at_the_desk import AtTheDesk, at_the_desk
from policies import policies

from funnels.assets import Page
from funnels.wire import Json
from server.contracts import operation
from server.errors import PolicyError, SettingsError

NUTRA = 'protected_groups = ["nutra"]'
KETO = "Keto Facebook US"
IN_NUTRA = "the funnel 'Keto Facebook US' in the protected group 'Nutra'"

NEW: Json = {
    "funnel": "Sleep",
    "group": "Nutra",
    "sources": ["Facebook"],
    "start": "quiz",
    "steps": {"quiz": {"lander": "Sleep Quiz", "on": {"1": "drops"}}, "drops": {"offer": "DreamDrops"}},
}


@pytest.fixture
async def at(demo: Path) -> AsyncIterator[AtTheDesk]:
    async with at_the_desk(demo) as one:
        yield one


def renamed(family: str, name: str) -> Json:
    return {"do": "update", "family": family, "name": name, "fields": {"name": "Other"}}


TRESPASSES: list[tuple[Json, str]] = [
    (renamed("funnel", KETO), "the funnel 'Keto Facebook US' is in the protected group 'Nutra'"),
    ({"do": "archive", "family": "funnel", "name": KETO}, "is in the protected group 'Nutra'"),
    ({"do": "delete", "family": "funnel", "name": KETO}, f"'Keto Facebook US · Stories' belongs to {IN_NUTRA}"),
    (
        {"do": "move", "family": "funnel", "name": KETO, "category": "Utilities"},
        "the funnel 'Keto Facebook US' is in the protected group 'Nutra'",
    ),
    (
        {"do": "move", "family": "funnel", "name": "VPN Native DACH", "category": "Nutra"},
        "the funnel 'VPN Native DACH' would come into the protected group 'Nutra'",
    ),
    (
        {"do": "update", "family": "funnel", "name": "VPN Native DACH", "fields": {"id_campaign": "Nutra"}},
        "the funnel 'VPN Native DACH' would come into the protected group 'Nutra'",
    ),
    (
        {"do": "duplicate", "family": "funnel", "name": "VPN Native DACH", "as": "Copy", "parent": "Nutra"},
        "the funnel 'VPN Native DACH' would come into the protected group 'Nutra'",
    ),
    (renamed("page", "Keto Story"), f"the page 'Keto Story' is used by {IN_NUTRA}"),
    (renamed("page", "KetoBurn US"), f"the page 'KetoBurn US' is used by {IN_NUTRA}"),
    (renamed("offer_source", "NutraHub"), f"the offer source 'NutraHub' is used by {IN_NUTRA}"),
    ({"do": "archive", "family": "page", "name": "Keto Story"}, f"the page 'Keto Story' is used by {IN_NUTRA}"),
    (renamed("funnel_group", "Nutra"), "the funnel group 'Nutra' is protected"),
    (
        {"do": "delete", "family": "funnel_group", "name": "Nutra", "cascade": "move", "target": "Utilities"},
        "the funnel group 'Nutra' is protected",
    ),
]
IDS = [f"{one['do']} {one['family']} {one['name']}" for one, _ in TRESPASSES]


@pytest.mark.parametrize(("change", "reason"), TRESPASSES, ids=IDS)
async def test_nothing_of_a_protected_group_is_planned_or_applied(at: AtTheDesk, change: Json, reason: str) -> None:
    before = await at.account()
    plan = await at.changes(change)  # made before anybody said that it must not be
    policies(at.home, NUTRA)
    with pytest.raises(PolicyError) as refused:
        await at.apply(plan)
    again = await at.desk.plan_changes([change], request="")
    assert reason in str(refused.value)
    assert (again["status"], again.get("plan_id")) == ("blocked", None)
    assert reason in again["text"]
    assert await at.account() == before
    assert at.road.written == []
    policies(at.home)
    assert (await at.apply(plan))["status"] == "applied"


@pytest.mark.parametrize(
    "change",
    [
        {"do": "duplicate", "family": "funnel", "name": KETO, "as": "Keto 2", "parent": "Utilities"},
        renamed("funnel", "VPN Native DACH"),
        renamed("page", "SlimGummies"),
        renamed("funnel_group", "Utilities"),
        {"do": "create", "family": "visitor_tag", "fields": {"name": "t"}},
    ],
    ids=lambda one: f"{one['do']} {one['family']}",
)
async def test_what_a_protected_group_does_not_need_can_be_changed(at: AtTheDesk, change: Json) -> None:
    policies(at.home, NUTRA)
    await at.do(change)


async def test_no_funnel_is_built_or_edited_in_a_protected_group(at: AtTheDesk) -> None:
    policies(at.home, NUTRA)
    built = await at.desk.plan_funnel(NEW, words={}, request="")
    edited = await at.desk.plan_edit(KETO, [{"op": "rename", "name": "Keto 2"}], as_new=None, request="")
    elsewhere = await at.desk.plan_funnel({**NEW, "group": "Utilities"}, words={}, request="")
    assert built["status"] == edited["status"] == "blocked"
    assert "the funnel 'Sleep' would come into the protected group 'Nutra'" in built["text"]
    assert "the funnel 'Keto Facebook US' is in the protected group 'Nutra'" in edited["text"]
    assert elsewhere["status"] == "ready"


async def test_a_page_that_comes_to_a_protected_funnel_after_the_plan_was_made_is_protected_when_it_is_applied(
    at: AtTheDesk,
) -> None:
    """Policy goes by the account as it is then, not as it was when the plan was made."""
    plan = await at.changes({"do": "update", "family": "page", "name": "Sleep Quiz", "fields": {"notes": "mine"}})
    await at.build(NEW)
    policies(at.home, NUTRA)
    with pytest.raises(PolicyError, match="the page 'Sleep Quiz' is used by the funnel 'Sleep'"):
        await at.apply(plan)


async def test_a_name_no_group_has_protects_nothing_quietly(at: AtTheDesk) -> None:
    plan = await at.changes(renamed("page", "SlimGummies"))
    policies(at.home, 'protected_groups = ["Nutrra"]')
    for forbidden in (at.apply(plan), at.desk.plan_changes([renamed("page", "SlimGummies")], request="")):
        with pytest.raises(PolicyError, match=r"'Nutrra', and there is no such funnel group\. Did you mean 'Nutra'"):
            await forbidden
    assert at.road.written == []


async def test_a_plan_has_as_many_changes_as_it_may(at: AtTheDesk) -> None:
    tags = [{"do": "create", "family": "visitor_tag", "fields": {"name": f"t{number}"}} for number in range(3)]
    three = await at.changes(*tags)
    policies(at.home, "max_changes = 2")
    blocked = await at.desk.plan_changes(tags, request="")
    with pytest.raises(PolicyError, match="it has 3 changes, and a plan may have 2"):
        await at.apply(three)
    assert (blocked["status"], at.road.written) == ("blocked", [])
    await at.do(*tags[:2])


async def test_an_undo_is_bound_like_any_other_plan(at: AtTheDesk) -> None:
    done = await at.do(renamed("page", "Keto Story"))
    undo = await at.desk.plan_undo(done["plan_id"])
    after = await at.account()
    policies(at.home, NUTRA)
    with pytest.raises(PolicyError, match="is used by the funnel 'Keto Facebook US'"):
        await at.apply(undo)
    assert (await at.desk.plan_undo(done["plan_id"]))["status"] == "blocked"
    assert await at.account() == after


async def test_a_merged_plan_is_bound_like_any_other(at: AtTheDesk) -> None:
    plan = await at.changes({"do": "update", "family": "page", "name": "Keto Story", "fields": {"notes": "mine"}})
    page = next(one for one in await at.tracker.entries(Page) if one.name == "Keto Story")
    theirs = await at.tracker.get(Page, page.id)
    await at.tracker.replace(theirs.changed(base_url="https://human.example"))
    stale = await at.apply(plan)
    assert stale["status"] == "stale"
    after = await at.account()
    policies(at.home, NUTRA)
    with pytest.raises(PolicyError, match="is used by the funnel 'Keto Facebook US'"):
        await at.apply(stale["merged"])
    assert await at.account() == after


FREEZE = """
time_zone = "Europe/Berlin"
[[freeze]]
name = "weekend"
from = "fri 18:00"
until = "mon 08:00"
"""
SUNDAY, MONDAY = datetime(2026, 11, 22, 12, tzinfo=UTC), datetime(2026, 11, 23, 7, tzinfo=UTC)


async def test_in_a_freeze_plans_are_made_and_nothing_is_applied_until_it_ends(at: AtTheDesk) -> None:
    policies(at.home, FREEZE)
    at.clock[0] = SUNDAY
    before = await at.account()
    plan = await at.changes(renamed("page", "SlimGummies"))
    words = "The freeze 'weekend' is on until 2026-11-23 08:00 (Europe/Berlin); it can be lifted in policies.toml."
    assert plan["text"].endswith(f"It cannot be applied yet. {words}")
    for forbidden in (at.apply(plan), at.desk.question(plan["plan_id"], plan["fingerprint"])):
        with pytest.raises(PolicyError) as refused:
            await forbidden
        assert str(refused.value).startswith(words)
    assert await at.account() == before
    at.clock[0] = MONDAY
    assert (await at.apply(plan))["status"] == "applied"


async def test_a_freeze_stops_an_undo_too(at: AtTheDesk) -> None:
    at.clock[0] = SUNDAY
    await at.do(renamed("page", "SlimGummies"))
    after = await at.account()
    policies(at.home, FREEZE)
    undo = await at.desk.plan_undo("")
    with pytest.raises(PolicyError, match="The freeze 'weekend' is on"):
        await at.apply(undo)
    assert await at.account() == after


async def test_read_only_lets_plans_be_made_and_none_applied(at: AtTheDesk) -> None:
    policies(at.home, "read_only = true")
    plan = await at.changes(renamed("page", "SlimGummies"))
    assert "It cannot be applied yet. Everything is read-only here" in plan["text"]
    with pytest.raises(PolicyError, match=r"read-only here, by policies\.toml or FUNNELWRIGHT_READ_ONLY"):
        await at.apply(plan)
    assert at.road.written == []


async def test_a_policy_that_is_not_understood_lets_nothing_through(at: AtTheDesk) -> None:
    plan = await at.changes(renamed("page", "SlimGummies"))
    policies(at.home, "two_person = true")
    for forbidden in (at.apply(plan), at.desk.plan_changes([renamed("page", "SlimGummies")], request="")):
        with pytest.raises(SettingsError, match=r"no policy 'two_person'\. Did you mean 'two_persons'\?"):
            await forbidden
    assert at.road.written == []


TAG = {"idTag": "0TagAAAAAAAA", "tagName": "T"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("read_only = true", "Everything is read-only here"),
        ("max_changes = 5", "Policies are in force here, and single operations are not plans."),
        (NUTRA, "Use plan_changes and apply_plan."),
        ("two_persons = true", "Policies are in force here"),
        ('[[freeze]]\nname = "x"\nfrom = 2020-01-01T00:00:00\nuntil = 2090-01-01T00:00:00', "The freeze 'x' is on"),
    ],
)
async def test_single_operations_do_not_go_past_a_policy(at: AtTheDesk, text: str, reason: str) -> None:
    create, listed = operation("visitorTagCreate"), operation("visitorTagList")
    policies(at.home, text)
    with pytest.raises(PolicyError) as refused:
        await at.desk.call(create, {}, TAG)
    assert reason in str(refused.value)
    assert at.road.written == []
    before = await at.desk.call(listed, {"status": "active"}, None)
    policies(at.home)
    await at.desk.call(create, {}, TAG)
    assert len(await at.desk.call(listed, {"status": "active"}, None)) == len(before) + 1
