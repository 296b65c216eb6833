"""No answer is longer than 6,000 tokens, however large the account; what was left out is said."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from mcp import Client
from mcp_desk import Json, Person, answer, connected, size, words

from funnels.assets import FunnelGroup, Page, TrafficSource
from server.building.describing import TOPICS
from server.tracker import embedded_tracker

MOST_TOKENS = 6_000
URL = "https://a.example.net/somewhere/that/is/not/short"


async def filled(home: Path, count: int) -> None:
    """An account with long names."""
    async with embedded_tracker(home) as tracker:
        await tracker.create(FunnelGroup(id="0GroupAAAAAA", name="Group of one who likes long names for everything"))
        for number in range(count):
            name = f"Lander number {number:04d} of one who likes long names for everything there is to be named"
            page = Page(
                id=f"0Page{number:07d}",
                name=name,
                page_type="lander",
                base_url=URL,
                redirect_type="307",
                notes="n" * 200,
            )
            await tracker.create(page)
            await tracker.create(TrafficSource(id=f"0Tsrc{number:07d}", name=f"Source {name}", cost_type="cpe"))


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
async def large(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Client]:
    home = tmp_path_factory.mktemp("large")
    await filled(home, 210)
    async with connected(home, Person(), demo=False) as client:
        yield client


def wide(steps: int) -> Json:
    """A long funnel of pages that lead on, each by two buttons, to addresses."""
    made: Json = {f"page_{number:04d}": lander(number, number + 1) for number in range(steps - 1)}
    made[f"page_{steps - 1:04d}"] = {"url": URL}
    return {"funnel": "Long", "group": "0GroupAAAAAA", "start": "page_0000", "steps": made}


def lander(number: int, to: int) -> Json:
    return {"lander": f"[0Page{number % 200:07d}]", "on": {"1": f"page_{to:04d}"}}


async def built(client: Client, steps: int) -> Json:
    plan = await answer(client, "plan_funnel", blueprint=wide(steps))
    await answer(client, "apply_plan", plan_id=plan["plan_id"], fingerprint=plan["fingerprint"])
    return plan


async def test_a_list_of_assets_is_cut_and_goes_on(large: Client) -> None:
    assert await size(large, "find_assets", family="page", limit=200) <= MOST_TOKENS
    first = await answer(large, "find_assets", family="page", limit=200)
    shown = len(first["assets"])
    assert (first["more"], 40 < shown < 200) == (True, True)
    assert "There are more: narrow the query, or go on with offset." in await words(large, "find_assets", limit=200)
    then = await answer(large, "find_assets", family="page", limit=200, offset=shown)
    assert then["assets"][0]["name"].startswith(f"Lander number {shown:04d}")


async def test_the_names_in_a_long_sentence_are_cut(large: Client) -> None:
    sentence = " and ".join(f"Lander number {number:04d} of one who likes long names" for number in range(140))[:7900]
    assert await size(large, "find_assets", mentioned_in=sentence) <= MOST_TOKENS


async def test_documents_that_do_not_fit_are_named(large: Client) -> None:
    ids = [f"0Page{number:07d}" for number in range(50)]
    assert await size(large, "get_assets", family="page", ids=ids) <= MOST_TOKENS
    found = await answer(large, "get_assets", family="page", ids=ids)
    assert [one["idPage"] for one in found["assets"]] + found["left_out"] == ids
    assert len(found["left_out"]) > 0


async def test_links_of_many_sources_are_cut(large: Client) -> None:
    await built(large, 3)
    assert await size(large, "get_links", funnel="Long") <= MOST_TOKENS
    found = await answer(large, "get_links", funnel="Long")
    assert len(found["links"]) + len(found["actions"]) + found["more"] == 210 + 2
    assert (await words(large, "get_links", funnel="Long")).endswith("more: name the sources whose links you want.")


async def test_a_plan_of_very_many_changes_is_cut_and_the_whole_is_a_resource(large: Client) -> None:
    fields = {"page_type": "lander", "base_url": URL, "redirect_type": "307", "notes": "n" * 300}
    changes = [{"do": "create", "family": "page", "fields": {"name": f"New {n}", **fields}} for n in range(500)]
    assert await size(large, "plan_changes", changes=changes) <= MOST_TOKENS
    plan = await answer(large, "plan_changes", changes=changes)
    assert len(plan["changes"]) + plan["more_changes"] == 500
    assert plan["shortened"] is True
    said = await words(large, "plan_changes", changes=changes)
    assert "This answer was shortened; the whole plan is the resource funnelwright://plans/" in said


async def test_many_plans_are_cut(large: Client) -> None:
    for number in range(100):
        change = {"do": "update", "family": "page", "id": "0Page0000001", "fields": {"name": f"{number} {'x' * 200}"}}
        await answer(large, "plan_changes", changes=[change])
    assert await size(large, "list_plans", limit=100) <= MOST_TOKENS
    assert (await answer(large, "list_plans", limit=100))["more"] is True


@pytest.mark.parametrize("topic", [*TOPICS, "funnel", "condition", "traffic_source"])
async def test_descriptions_fit(large: Client, topic: str) -> None:
    assert await size(large, "describe_family", topic=topic) <= MOST_TOKENS


@pytest.fixture(scope="module")
async def huge(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Client]:
    """An account with one funnel of 3,000 nodes."""
    home = tmp_path_factory.mktemp("huge")
    await filled(home, 200)
    async with connected(home, Person(), demo=False) as client:
        await built(client, 3000)
        yield client


async def test_a_funnel_of_3000_nodes_is_read_step_by_step(huge: Client) -> None:
    assert await size(huge, "get_funnel", funnel="Long", picture="terminal") <= MOST_TOKENS
    found = await answer(huge, "get_funnel", funnel="Long")
    steps = list(found["blueprint"]["steps"])
    assert len(steps) > 50
    assert found["steps_left"] == 3000 - len(steps)
    assert found["goes_on"] == f"page_{len(steps):04d}"
    assert list(found["keys"]) == steps
    then = await answer(huge, "get_funnel", funnel="Long", from_step=found["goes_on"])
    assert next(iter(then["blueprint"]["steps"])) == found["goes_on"]
    said = await words(huge, "get_funnel", funnel="Long")
    assert f"{3000 - len(steps)} more steps; they go on with from_step 'page_{len(steps):04d}'." in said


async def test_a_plan_for_a_funnel_of_3000_nodes_is_short(huge: Client) -> None:
    edit = [{"op": "set_url", "step": "page_2999", "url": "https://b.example.net"}]
    assert await size(huge, "plan_edit", funnel="Long", operations=edit) <= MOST_TOKENS
    again = {"funnel": "Long again", "group": ""}
    assert await size(huge, "plan_edit", funnel="Long", operations=[], as_new=again) <= MOST_TOKENS


async def test_the_findings_of_a_bad_long_funnel_are_counted_whole(huge: Client) -> None:
    lost: Json = {f"s{number}": {"lander": f"[0Page{number % 200:07d}]"} for number in range(300)}
    blueprint = {"funnel": "Lost", "group": "0GroupAAAAAA", "start": "s0", "steps": lost}
    assert await size(huge, "check_funnel", blueprint=blueprint) <= MOST_TOKENS
    found = await answer(huge, "check_funnel", blueprint=blueprint)
    assert found["more"] > 0
    assert found["errors"] + found["warnings"] > len(found["findings"])
    said = await words(huge, "check_funnel", blueprint=blueprint)
    assert said.endswith(f"… and {found['more']} more, no worse than these: mend these first, then check again.")


async def test_the_answer_after_applying_many_changes_fits(huge: Client) -> None:
    fields = {"page_type": "lander", "base_url": URL, "redirect_type": "307"}
    changes = [
        {"do": "create", "family": "page", "fields": {"name": f"N{n} {'x' * 180}", **fields}} for n in range(25)
    ]
    plan = await answer(huge, "plan_changes", changes=changes)
    assert await size(huge, "apply_plan", plan_id=plan["plan_id"], fingerprint=plan["fingerprint"]) <= MOST_TOKENS
