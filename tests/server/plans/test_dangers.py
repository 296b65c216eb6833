"""What makes a plan dangerous, in the words a person reads before the name is typed back."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from at_the_desk import AtTheDesk, at_the_desk
from mcp_desk import demo_id
from policies import policies
from reporting import Reporting, report

from funnels.assets import Condition, Funnel
from funnels.funnel import Node
from funnels.wire import Json

KETO, VPN = demo_id("Keto Facebook US"), demo_id("VPN Native DACH")


def renamed(family: str, name: str) -> Json:
    return {"do": "update", "family": family, "name": name, "fields": {"name": f"{name} 2"}}


def reasons(plan: Json) -> list[str]:
    """The lines under the sentence that the plan is dangerous; empty where it is not."""
    _, said, rest = plan["text"].partition("This plan is dangerous:\n")
    assert bool(said) == (plan["level"] == "dangerous") == ("To approve it, type the name" in rest)
    found = [line.removeprefix("- ") for line in rest.splitlines() if line.startswith("- ")]
    assert plan["dangers"] == (found or None)
    return found


async def told(home: Path, *changes: Json, answer: Any = None, **settings: Any) -> list[str]:
    serves: Callable[[Any], Any] = partial(Reporting, answer=answer) if answer else lambda app: app
    async with at_the_desk(home, serves, **settings) as at:
        return reasons(await at.changes(*changes))


async def test_each_delete_is_named(demo: Path) -> None:
    found = await told(
        demo,
        {"do": "delete", "family": "page", "name": "SlimGummies"},
        {"do": "delete", "family": "visitor_tag", "name": "Quiz finished"},
    )
    assert found == ["deletes the page 'SlimGummies'", "deletes the visitor tag 'Quiz finished'"]


async def test_what_takes_nothing_away_and_touches_little_is_not_dangerous(demo: Path) -> None:
    assert await told(demo, renamed("page", "SlimGummies"), renamed("funnel", "Keto Facebook US")) == []


@pytest.mark.parametrize(("bulk", "expected"), [(2, ["3 changes to what stood before"]), (3, [])])
async def test_the_policy_says_how_many_changes_are_many(demo: Path, bulk: int, expected: list[str]) -> None:
    policies(demo, f"bulk = {bulk}")
    names = ("SlimGummies", "DreamDrops", "FlexJoint")
    new = {"do": "create", "family": "visitor_tag", "fields": {"name": "made by it"}}
    assert await told(demo, *(renamed("page", one) for one in names), new) == expected


@pytest.mark.parametrize(
    ("visits", "expected"),
    [
        ({KETO: 1204}, ["the funnel 'Keto Facebook US' had 1,204 visits in the last 7 days"]),
        ({KETO: 1}, ["the funnel 'Keto Facebook US' had 1 visit in the last 7 days"]),
        ({KETO: 0}, []),
        ({VPN: 1204}, []),
    ],
)
async def test_a_funnel_that_had_visits_lately_is_live(
    demo: Path, visits: dict[str, int], expected: list[str]
) -> None:
    assert await told(demo, renamed("funnel", "Keto Facebook US"), answer=report(visits)) == expected


async def test_what_only_a_live_funnel_uses_is_as_live(demo: Path) -> None:
    async with at_the_desk(demo, partial(Reporting, answer=report({KETO: 7}))) as at:
        account = await at.account()
        id = next(
            id for (family, id), one in account.items() if one.get("pageGroupName") == "Keto Facebook US · Keto"
        )
        change = {"do": "update", "family": "page_group", "id": id, "fields": {"name": "Other"}}
        plan = await at.changes(change)
    assert reasons(plan) == ["the funnel 'Keto Facebook US' had 7 visits in the last 7 days"]


async def test_the_tracker_is_asked_once_about_the_days_that_the_policy_says(demo: Path) -> None:
    policies(demo, "recent_days = 1")
    asked: list[Json] = []

    def serves(app: Any) -> Reporting:
        return Reporting(app, report({VPN: 3}), asked)

    async with at_the_desk(demo, serves) as at:
        plan = await at.changes(renamed("funnel", "Keto Facebook US"), renamed("funnel", "VPN Native DACH"))
        hours = f"{at.clock[0]:%Y-%m-%dT%H:%M:%SZ}"
    assert reasons(plan) == ["the funnel 'VPN Native DACH' had 3 visits in the last day"]
    assert [one["timeEnd"] for one in asked] == [hours]
    assert asked[0]["attributes"][0]["whitelistFilters"] == [KETO, VPN]
    policies(demo, "recent_days = 0")
    async with at_the_desk(demo, serves) as at:
        assert reasons(await at.changes(renamed("funnel", "VPN Native DACH"))) == []
    assert len(asked) == 1


def refusing(status: int, document: Any) -> Callable[[Json], tuple[int, Any]]:
    return lambda asked: (status, document)


UNKNOWN = ["whether the funnel 'Keto Facebook US' had visits in the last 7 days could not be read"]


@pytest.mark.parametrize(
    ("answer", "is_remote", "expected"),
    [
        (refusing(500, {"code": 500, "message": "x"}), False, UNKNOWN),
        (refusing(504, {}), True, UNKNOWN),
        (refusing(403, {"code": 403, "message": "x"}), True, UNKNOWN),
        (refusing(404, {"code": 404, "message": "x"}), True, UNKNOWN),
        (refusing(404, {"code": 404, "message": "x"}), False, []),
        (refusing(200, {"rows": "none"}), True, UNKNOWN),
    ],
)
async def test_where_visits_cannot_be_read_a_funnel_is_taken_for_live(
    demo: Path, answer: Any, is_remote: bool, expected: list[str]
) -> None:
    """The embedded tracker serves no reports, and no visitor ever comes there."""
    remote = {"token": "access"} if is_remote else {}
    assert await told(demo, renamed("funnel", "Keto Facebook US"), answer=answer, **remote) == expected


async def test_a_new_funnel_and_a_copy_have_no_visits_to_ask_about(demo: Path) -> None:
    copy = {"do": "duplicate", "family": "funnel", "name": "Keto Facebook US", "as": "K", "parent": "Utilities"}
    assert await told(demo, copy, answer=refusing(500, {})) == []


async def test_an_undo_takes_away_what_it_made_but_not_what_has_visitors_by_now(demo: Path) -> None:
    visits: dict[str, int] = {}
    async with at_the_desk(demo, partial(Reporting, answer=lambda asked: report(visits)(asked))) as at:
        tag = await at.do({"do": "create", "family": "visitor_tag", "fields": {"name": "new"}})
        built = await at.build(FUNNEL)
        assert reasons(await at.desk.plan_undo(tag["plan_id"])) == []
        assert reasons(await at.desk.plan_undo(built["plan_id"])) == []
        visits[built["funnel"]["id"]] = 12
        undo = await at.desk.plan_undo(built["plan_id"])
    assert reasons(undo) == ["the funnel 'Sleep' had 12 visits in the last 7 days"]


FUNNEL: Json = {
    "funnel": "Sleep",
    "group": "Nutra",
    "sources": ["Facebook"],
    "start": "quiz",
    "steps": {"quiz": {"lander": "Sleep Quiz", "on": {"1": "drops"}}, "drops": {"offer": "DreamDrops"}},
}


async def test_what_other_funnels_share_is_named_with_them(at_two: AtTheDesk) -> None:
    plan = await at_two.changes({"do": "archive", "family": "condition", "name": "Mobile or desktop"})
    assert reasons(plan) == ["the condition 'Mobile or desktop' is used by 2 other funnels: 'One', 'Two'"]


@pytest.fixture
async def at_two(demo: Path) -> Any:
    """Two funnels over one condition."""
    async with at_the_desk(demo) as at:
        for name in ("One", "Two"):
            account = await at.account()
            condition = next(
                id for (_, id), one in account.items() if one.get("conditionName") == "Mobile or desktop"
            )
            plan = await at.build({**FUNNEL, "funnel": name})
            await use(at, plan["funnel"]["id"], condition)
        yield at


async def use(at: AtTheDesk, funnel: str, condition: str) -> None:
    document = await at.tracker.get(Funnel, funnel)
    known = await at.tracker.get(Condition, condition)
    node = Node.model_validate(
        {
            "idNode": f"0Node{funnel[-7:]}",
            "nodeName": known.name,
            "nodeType": "condition",
            "nodeConditionParams": {"idCondition": condition},
        }
    )
    await at.tracker.replace(document.changed(nodes=(*document.nodes, node)))
