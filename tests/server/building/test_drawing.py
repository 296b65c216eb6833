"""A plan as a picture: its funnels before and after, with what is added, changed and removed marked."""

from collections.abc import AsyncIterator
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from funnels.errors import InputError
from funnels.wire import Json
from server.building import Desk, open_desk
from server.settings import Settings

SVG = "{http://www.w3.org/2000/svg}"
EDIT: list[Json] = [
    {
        "op": "add_step",
        "key": "us",
        "step": {"name": "US <offers> \x1b[2J& co", "offers": [{"page": "KetoBurn US"}]},
    },
    {"op": "set_weights", "step": "vpn", "weights": {"ShieldVPN DE": 80, "FoxVPN DE": 20}},
    {"op": "set_otherwise", "step": "geo", "to": "us"},
    {"op": "remove_step", "step": "elsewhere"},
]


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with open_desk(Settings(home=tmp_path), surface="test") as desk:
        yield desk


async def picture(desk: Desk, plan: Json) -> Element:
    return fromstring(await desk.plan_picture(plan["plan_id"]))


def nodes(drawn: Element) -> dict[str, str]:
    """Name of each node -> what happens to it."""
    found = {}
    for group in drawn.iter(f"{SVG}g"):
        classes = str(group.get("class", "")).split()
        if "node" in classes:
            name = next(str(one.text) for one in group.iter(f"{SVG}text") if one.get("class") == "name")
            found[name] = next((one for one in classes if one in ("added", "changed", "removed")), "")
    return found


def ways(drawn: Element) -> list[str]:
    marks = [str(one.get("class")).split()[1:] for one in drawn.iter(f"{SVG}path") if "way" in str(one.get("class"))]
    return sorted(one[0] if one else "" for one in marks)


def words(drawn: Element) -> list[str]:
    return [str(one.text) for one in drawn.iter(f"{SVG}text") if str(one.get("class")).startswith(("sub", "head"))]


async def apply(desk: Desk, plan: Json) -> None:
    async def quiet(done: float, total: float, what: str) -> None:
        pass

    typed = await desk.name_of(plan["plan_id"])
    done = await desk.apply(plan["plan_id"], plan["fingerprint"], typed=typed, progress=quiet)
    assert done["verified"], done


async def edited(desk: Desk) -> Json:
    return await desk.plan_edit("VPN Native DACH", EDIT, as_new=None, request="x")


async def test_an_edit_marks_what_it_adds_changes_and_removes(desk: Desk) -> None:
    drawn = await picture(desk, await edited(desk))
    assert nodes(drawn) == {
        "Traffic": "",
        "Geo": "",
        "Story": "",
        "VPN": "changed",
        "US <offers> & co": "added",
        "Elsewhere": "removed",
    }
    assert ways(drawn) == ["", "", "", "changed"]
    said = words(drawn)
    assert said[0] == "Change 'VPN Native DACH'"
    assert "• page group VPN Native DACH · VPN: page 'ShieldVPN DE' weight 60 % → 80 %" in said
    assert said[-3:] == ["added", "changed", "removed"]


async def test_an_applied_plan_looks_as_before(desk: Desk) -> None:
    plan = await edited(desk)
    before = await desk.plan_picture(plan["plan_id"])
    await apply(desk, plan)
    assert await desk.plan_picture(plan["plan_id"]) == before


async def test_a_deleted_a_copied_and_an_archived_funnel_stand_below_each_other(desk: Desk) -> None:
    plan = await desk.plan_changes(
        [
            {"do": "delete", "family": "funnel", "name": "VPN Native DACH"},
            {"do": "duplicate", "family": "funnel", "name": "Keto Facebook US", "as": "Keto 2"},
            {"do": "archive", "family": "funnel", "name": "Solar Quiz Google"},
        ],
        request="y",
    )
    drawn = await picture(desk, plan)
    marks = nodes(drawn)
    assert {name: marks[name] for name in ("Elsewhere", "Stories", "Quiz")} == {
        "Elsewhere": "removed",
        "Stories": "added",
        "Quiz": "",
    }
    headings = [one for one in words(drawn) if one in ("VPN Native DACH", "Keto 2", "Solar Quiz Google")]
    assert headings == ["VPN Native DACH", "Keto 2", "Solar Quiz Google"]
    assert [one.partition(",")[0] for one in words(drawn) if "nodes" in one] == ["deleted", "a copy", "archived"]
    await apply(desk, plan)
    assert nodes(await picture(desk, plan)) == marks  # the deleted funnel is drawn from the plan


async def test_a_plan_that_touches_no_funnel_is_no_picture(desk: Desk) -> None:
    plan = await desk.plan_changes(
        [{"do": "update", "family": "page", "name": "Keto Story", "fields": {"notes": "x"}}], request=""
    )
    with pytest.raises(InputError, match="touches no funnel, so there is nothing to draw"):
        await desk.plan_picture(plan["plan_id"])


async def test_the_picture_is_one_file_with_nothing_outside_it(desk: Desk) -> None:
    text = await desk.plan_picture((await edited(desk))["plan_id"])
    assert "prefers-color-scheme:dark" in text
    assert [one for one in ("href", "url(http", "@import", "<script", "\x1b") if one in text] == []
