"""Every operation of the contract as a tool: reading runs at once, writing asks, and the contract decides."""

from pathlib import Path

import pytest
from mcp import Client
from mcp_desk import ERAS, Json, Person, answer, assets_in, connected, demo_id, no, refusal, size, yes
from policies import policies

TAG: Json = {"idTag": "0Tag00000001", "tagName": "Seen twice", "color": "22c55e"}


@pytest.mark.parametrize("mode", ERAS)
async def test_reading_runs_at_once(demo: Path, mode: str) -> None:
    async with connected(demo, mode=mode, surface="operations") as client:
        found = await answer(client, "visitorTagFindById", idTag=demo_id("Quiz finished"))
    assert {**found, "data": found["data"]["tagName"]} == {"status": "done", "data": "Quiz finished", "left_out": 0}


@pytest.mark.parametrize("mode", ERAS)
async def test_writing_asks_with_the_whole_request(demo: Path, mode: str) -> None:
    before = assets_in(demo)
    person = Person(yes)
    async with connected(demo, person, mode=mode, surface="operations") as client:
        made = await answer(client, "visitorTagCreate", body=TAG)
        found = await answer(client, "visitorTagFindById", idTag=TAG["idTag"])
    assert made["status"] == "done"
    assert found["data"]["tagName"] == "Seen twice"
    [question] = person.asked
    assert "(POST /" in question
    assert '"tagName": "Seen twice"' in question
    assert len(assets_in(demo)) == len(before) + 1


@pytest.mark.parametrize("mode", ERAS)
async def test_a_no_writes_nothing(demo: Path, mode: str) -> None:
    before = assets_in(demo)
    async with connected(demo, Person(no), mode=mode, surface="operations") as client:
        assert await answer(client, "visitorTagCreate", body=TAG) == {"status": "declined", "left_out": 0}
    assert assets_in(demo) == before


async def test_a_client_that_cannot_ask_learns_the_next_step(demo: Path) -> None:
    before = assets_in(demo)
    async with connected(demo, surface="operations") as client:
        said = await refusal(client, "visitorTagCreate", body=TAG)
    assert said.startswith("This client cannot put a question to a person")
    assert "Plan the change and apply it in a terminal instead." in said
    assert assets_in(demo) == before


async def test_where_the_host_is_trusted_writing_runs(demo: Path) -> None:
    async with connected(demo, trusts_host=True, surface="operations") as client:
        assert (await answer(client, "visitorTagCreate", body=TAG))["status"] == "done"


@pytest.mark.parametrize(
    ("tool", "arguments", "says"),
    [
        ("visitorTagCreate", {"body": {"idTag": "0Tag00000001"}}, "tagName: is required"),
        ("visitorTagCreate", {"body": {**TAG, "tagName": 7}}, "tagName: "),
        ("visitorTagCreate", {"body": {**TAG, "idTag": "short"}}, "idTag: "),
        ("visitorTagCreate", {}, "body: is required"),
        ("pageList", {}, "status: is required"),
        ("pageList", {"staus": "all"}, "pageList has no argument 'staus'. Did you mean 'status'?"),
        ("visitorTagFindById", {"idTag": "0Nobody00000"}, "0Nobody00000"),
    ],
)
async def test_what_the_contract_does_not_allow_is_refused_before_anybody_is_asked(
    demo: Path, tool: str, arguments: Json, says: str
) -> None:
    before = assets_in(demo)
    person = Person(yes)
    async with connected(demo, person, surface="operations") as client:
        assert says in await refusal(client, tool, **arguments)
    assert person.asked == []
    assert assets_in(demo) == before


async def names(client: Client) -> list[str]:
    return [tool.name for tool in (await client.list_tools()).tools]


async def test_read_only_offers_only_what_reads(demo: Path) -> None:
    async with connected(demo, surface="operations", read_only=True) as client:
        offered = await names(client)
        said = await refusal(client, "visitorTagCreate", body=TAG)
    assert "visitorTagFindById" in offered
    assert "visitorTagCreate" not in offered
    assert said.startswith("There is no tool 'visitorTagCreate'.")


async def test_a_long_list_is_cut_and_says_so(demo: Path) -> None:
    async with connected(demo, surface="operations") as client:
        assert await size(client, "pageList", status="all") <= 6_000
        found = await answer(client, "pageList", status="all")
    assert len(found["data"]) + found["left_out"] == 31


async def test_a_lookup_after_a_write_sees_it(demo: Path) -> None:
    """Names may be kept for some seconds where the account is remote, but never over a write of our own."""
    async with connected(demo, trusts_host=True, surface="operations") as client:
        await answer(client, "visitorTagCreate", body=TAG)
        found = await answer(client, "visitorTagList", status="active")
    assert "Seen twice" in [one["tagName"] for one in found["data"]]


@pytest.mark.parametrize("mode", ERAS)
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("read_only = true", "Everything is read-only here"),
        ("two_persons = true", "Policies are in force here, and single operations are not plans."),
        ("read_onyl = true", "there is no policy 'read_onyl'. Did you mean 'read_only'?"),
    ],
)
async def test_with_policies_in_force_nobody_is_asked_about_an_operation_that_writes(
    demo: Path, mode: str, text: str, reason: str
) -> None:
    before, person = assets_in(demo), Person(yes)
    policies(demo, text)
    async with connected(demo, person, mode=mode, surface="operations") as client:
        said = await refusal(client, "visitorTagCreate", body=TAG)
        found = await answer(client, "visitorTagFindById", idTag=demo_id("Quiz finished"))
    assert reason in said
    assert (person.asked, found["status"]) == ([], "done")
    assert assets_in(demo) == before
