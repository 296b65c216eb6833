"""What assets were, who made them so, and what others did since, as tools answer it."""

from pathlib import Path

import pytest
from mcp_desk import Json, Person, answer, assets_in, connected, demo_id, refusal, size, words, yes

from funnels.assets import Page
from server.settings import Settings
from server.tracker import embedded_tracker

OFFER = "KetoBurn US"


async def pays(client: object, amount: str) -> Json:
    change = {"do": "update", "family": "page", "name": OFFER, "fields": {"offer_params": {"payout": amount}}}
    plan = await answer(client, "plan_changes", changes=[change])  # type: ignore[arg-type]
    await answer(client, "apply_plan", plan_id=plan["plan_id"], fingerprint=plan["fingerprint"])  # type: ignore[arg-type]
    return plan


async def others_note(home: Path, notes: str) -> None:
    async with embedded_tracker(home) as tracker:
        page = await tracker.get(Page, demo_id(OFFER))
        await tracker.replace(page.changed(notes=notes))


async def test_a_version_says_its_number_time_person_plan_and_what_differs(demo: Path) -> None:
    async with connected(demo, Person(yes)) as client:
        plan = await pays(client, "40")
        found = await answer(client, "history", asset=OFFER)

    newest, oldest = found["versions"]
    id = demo_id(OFFER)
    assert newest == {
        "number": 2,
        "at": newest["at"],
        "by": Settings(home=demo).person,
        "plan_id": plan["plan_id"],
        "title": plan["title"],
        "surface": "mcp (mcp 0.1.0)",
        "model": "",
        "changes": [
            {
                "do": "update",
                "family": "page",
                "id": id,
                "name": OFFER,
                "fields": [{"field": "offerParams.payout", "before": "42.00", "after": "40"}],
                "said": ["payout 42.00 → 40"],
            }
        ],
        "more_changes": 0,
    }
    assert (oldest["by"], oldest["plan_id"], oldest["changes"][0]["do"]) == ("others", "", "seen")
    assert (found["asset"], found["drift"], found["more"]) == (OFFER, [], False)


async def test_what_others_changed_is_told_until_it_becomes_a_version(demo: Path) -> None:
    async with connected(demo, Person(yes)) as client:
        await pays(client, "40")
        await others_note(demo, "theirs")
        found = await answer(client, "history")
        text = await words(client, "history")
        await pays(client, "41")
        later = await answer(client, "history")
        versions = (await answer(client, "history", asset=OFFER))["versions"]

    assert found["versions"] == []
    assert [(one["do"], one["said"], one["version"], one["plan_id"]) for one in found["drift"]] == [
        ("update", ["notes Demo account → theirs"], 2, "")
    ]
    assert text.startswith(
        "Others changed since (the tracker does not say who):\n- page 'KetoBurn US' changed: notes"
    )
    assert later["drift"] == []
    assert [one["by"] == "others" for one in versions] == [False, True, False, True]


async def test_a_version_can_be_gone_back_to_and_the_plan_says_what_of_others_it_takes_back(demo: Path) -> None:
    async with connected(demo, Person(yes)) as client:
        await pays(client, "40")
        await others_note(demo, "theirs")
        written = assets_in(demo)
        plan = await answer(client, "undo", version=1)
        assert assets_in(demo) == written
        await answer(client, "apply_plan", plan_id=plan["plan_id"], fingerprint=plan["fingerprint"])
        nothing = await answer(client, "undo", version=1)

    assert plan["title"].startswith("Go back to page 'KetoBurn US' of ")
    assert "takes back what others changed since: notes" in plan["text"]
    assert nothing["status"] == "nothing_to_do"


async def test_an_asset_that_was_never_touched_has_no_versions(demo: Path) -> None:
    async with connected(demo) as client:
        found = await answer(client, "history", asset="Keto Story", family="page")
        text = await words(client, "history", asset="Keto Story", family="page")

    assert found["versions"] == []
    assert text == "Nothing of 'Keto Story' was written here yet."


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"asset": "KetoBurn UZ", "family": "page"}, "No page is called 'KetoBurn UZ'"),
        ({"asset": OFFER, "family": "pages"}, "No asset family 'pages'. Did you mean 'page'?"),
    ],
)
async def test_what_there_is_not_is_refused_with_the_nearest(demo: Path, arguments: Json, told: str) -> None:
    async with connected(demo) as client:
        assert told in await refusal(client, "history", **arguments)


async def test_a_wrong_version_is_refused(demo: Path) -> None:
    async with connected(demo) as client:
        assert "There is no version 7" in await refusal(client, "undo", version=7)
        assert "version: goes without plan_id" in await refusal(client, "undo", version=7, plan_id="x")


async def test_a_long_history_fits_an_answer(demo: Path) -> None:
    long = {"notes": "x" * 200, "query_params": {f"s{number}": "y" * 100 for number in range(12)}}
    async with connected(demo, Person(yes)) as client:
        for number in range(12):
            fields = {**long, "notes": f"{number} {long['notes']}", "query_params": {f"s{number}": "z" * 100}}
            change = {"do": "update", "family": "page", "name": OFFER, "fields": fields}
            plan = await answer(client, "plan_changes", changes=[change])
            await answer(client, "apply_plan", plan_id=plan["plan_id"], fingerprint=plan["fingerprint"])
        assert await size(client, "history", asset=OFFER) < 6000
