"""Others come in between a plan and its yes, as clients of both eras see it."""

import re
from pathlib import Path

import pytest
from mcp import Client
from mcp.types import ElicitResult
from mcp_desk import ERAS, Json, Person, answer, assets_in, connected, demo_id, refusal, size, words, yes

from funnels.assets import Page
from server.tracker import embedded_tracker

MOST_TOKENS = 6_000
KETO = demo_id("KetoBurn US")


async def others(home: Path, **fields: object) -> None:
    async with embedded_tracker(home) as tracker:
        page = await tracker.get(Page, KETO)
        await tracker.replace(page.changed(**fields))


async def planned(client: Client, **fields: object) -> Json:
    change = {"do": "update", "family": "page", "name": "KetoBurn US", "fields": fields}
    plan = await answer(client, "plan_changes", changes=[change])
    return {"plan_id": plan["plan_id"], "fingerprint": plan["fingerprint"]}


@pytest.mark.parametrize("mode", ERAS)
async def test_the_merged_plan_is_answered_with_what_moved_and_is_asked_about_anew(demo: Path, mode: str) -> None:
    person = Person(yes)
    async with connected(demo, person, mode=mode) as client:
        plan = await planned(client, notes="ours")
        await others(demo, base_url="https://theirs.example")
        before = assets_in(demo)
        stale = await answer(client, "apply_plan", **plan)
        assert assets_in(demo) == before
        merged = stale["merged"]
        applied = await answer(client, "apply_plan", plan_id=merged["plan_id"], fingerprint=merged["fingerprint"])
        plans = await answer(client, "list_plans")
    was = stale["moved"][0]["planned_on"]
    place = {"family": "page", "id": KETO, "name": "KetoBurn US", "field": "baseURL"}
    assert stale == {
        "plan_id": plan["plan_id"],
        "status": "stale",
        "verified": False,
        "changes": [],
        "links": [],
        "message": stale["message"],
        "moved": [{**place, "planned_on": was, "now": "https://theirs.example", "wanted": ""}],
        "merged": {**merged, "level": "change", "subject": "KetoBurn US"},
    }
    assert len(person.asked) == 2
    assert person.asked[1].endswith(
        "- change page 'KetoBurn US': notes Demo account → ours\n\n"
        f"This plan brings {plan['plan_id']} together with what others changed since."
    )
    assert (applied["status"], applied["verified"]) == ("applied", True)
    assert [(one["plan_id"], one["status"]) for one in plans["plans"]] == [
        (merged["plan_id"], "applied"),
        (plan["plan_id"], "superseded"),
    ]


async def test_the_words_say_what_to_do_first_and_then_what_moved(demo: Path) -> None:
    async with connected(demo, Person(yes)) as client:
        plan = await planned(client, notes="ours")
        await others(demo, base_url="https://theirs.example")
        said = await words(client, "apply_plan", **plan)
        again = await refusal(client, "apply_plan", **plan)
    head, ways, empty, title, moved = said.split("\n")
    assert (
        head == "**Others changed the account since \"Update page 'KetoBurn US'\" was planned.** Nothing was written."
    )
    assert ways.startswith("Both can stay: approve the merged plan 0Made")
    assert "Call apply_plan with it and fingerprint " in ways
    assert (empty, title) == ("", "What moved:")
    assert moved.startswith("- page 'KetoBurn US' baseURL: https://")
    assert moved.endswith(" when planned, https://theirs.example now; the plan leaves it alone")
    assert again.startswith(
        f"The plan {plan['plan_id']} is superseded. Others came in between, and it was merged into "
    )


@pytest.mark.parametrize("mode", ERAS)
async def test_what_both_changed_is_answered_side_by_side(demo: Path, mode: str) -> None:
    async with connected(demo, Person(yes), mode=mode) as client:
        plan = await planned(client, notes="ours")
        await others(demo, notes="theirs")
        stale = await answer(client, "apply_plan", **plan)
        said = await words(client, "apply_plan", **plan)
    place = {"family": "page", "id": KETO, "name": "KetoBurn US", "field": "notes"}
    assert stale["overlaps"] == [
        {**place, "planned_on": "Demo account", "theirs": "theirs", "ours": "ours", "why": ""}
    ]
    assert stale["moved"] == [{**place, "planned_on": "Demo account", "now": "theirs", "wanted": "ours"}]
    assert "merged" not in stale
    assert "Side by side:\n- page 'KetoBurn US' notes: was Demo account, theirs theirs, ours ours." in said


def named(question: str) -> ElicitResult:
    """Yes, with the name that the question wants typed back."""
    name = re.search(r"type the name '(.+)' back", question)
    return ElicitResult(action="accept", content={"approve": True, "name": name[1] if name else ""})


async def test_an_answer_about_much_that_moved_still_fits(demo: Path) -> None:
    long = "long " * 40
    async with connected(demo, Person(named)) as client:
        found = (await answer(client, "find_assets", family="page", limit=40))["assets"]
        changes = [
            {
                "do": "update",
                "family": "page",
                "name": one["name"],
                "fields": {"notes": f"ours {long}"},
            }
            for one in found
        ]
        plan = await answer(client, "plan_changes", changes=changes)
        async with embedded_tracker(demo) as tracker:
            for page in await tracker.get_many(Page, [one["id"] for one in found]):
                theirs = {f"s{number}": f"theirs {long}" for number in range(9)}
                await tracker.replace(page.changed(notes=f"theirs {long}", query_params=theirs))
        wanted = {"plan_id": plan["plan_id"], "fingerprint": plan["fingerprint"]}
        assert await size(client, "apply_plan", **wanted) <= MOST_TOKENS
        stale = await answer(client, "apply_plan", **wanted)
    assert stale["status"] == "stale"
    assert len(stale["overlaps"]) >= 10
    assert stale["message"].count("\n") >= 19
