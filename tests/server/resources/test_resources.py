"""What an assistant may read beside the tools, the prompts it offers, and completions."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from mcp import Client, MCPError
from mcp.types import INVALID_PARAMS, PromptReference, TextContent, TextResourceContents
from mcp_desk import ERAS, answer, connected, demo_id


async def read(client: Client, path: str) -> str:
    [content] = (await client.read_resource(f"funnelwright://{path}")).contents
    assert isinstance(content, TextResourceContents)
    return content.text


async def refused(client: Client, path: str) -> str:
    with pytest.raises(MCPError) as error:
        await client.read_resource(f"funnelwright://{path}")
    assert error.value.code == INVALID_PARAMS
    return error.value.message


@pytest.mark.parametrize("mode", ERAS)
async def test_resources_and_templates_are_listed(demo: Path, mode: str) -> None:
    async with connected(demo, mode=mode) as client:
        fixed = [one.uri for one in (await client.list_resources()).resources]
        templates = [one.uri_template for one in (await client.list_resource_templates()).resource_templates]
    assert list(map(str, fixed)) == ["funnelwright://funnels", "funnelwright://overview"]
    assert templates == [
        "funnelwright://topics/{topic}",
        "funnelwright://funnels/{funnel}/picture",
        "funnelwright://funnels/{funnel}/blueprint",
        "funnelwright://plans/{plan_id}/picture",
        "funnelwright://plans/{plan_id}",
    ]


async def test_the_funnels_of_the_account_are_read(demo: Path) -> None:
    async with connected(demo) as client:
        funnels = json.loads(await read(client, "funnels"))
    assert [(one["name"], one["parent"]) for one in funnels] == [
        ("Keto Facebook US", "Nutra"),
        ("Solar Quiz Google", "Lead Gen"),
        ("VPN Native DACH", "Utilities"),
    ]


async def test_the_account_at_a_glance_has_counts_newest_names_and_the_plans_that_wait(demo: Path) -> None:
    changes = [{"do": "create", "family": "funnel_group", "fields": {"name": f"Group {n:02}"}} for n in range(25)]
    async with connected(demo, trusts_host=True) as client:
        before = json.loads(await read(client, "overview"))
        planned = await answer(client, "plan_changes", changes=changes)
        waiting = json.loads(await read(client, "overview"))
        await client.call_tool("apply_plan", {name: planned[name] for name in ("plan_id", "fingerprint")})
        after = json.loads(await read(client, "overview"))
    assert (before["assets"]["funnel"], before["open_plans"]) == (3, [])
    assert sorted(before["funnels"]["all"]) == ["Keto Facebook US", "Solar Quiz Google", "VPN Native DACH"]
    assert "Outbrain" in before["traffic_sources"]["all"]
    fields = ("plan_id", "fingerprint", "title", "status")
    assert waiting["open_plans"] == [{name: planned[name] for name in fields}]
    assert after["open_plans"] == []
    assert after["assets"]["funnel_group"] == before["assets"]["funnel_group"] + 25
    assert len(after["funnel_groups"]["newest"]) == 20
    assert after["funnel_groups"]["more"] == before["assets"]["funnel_group"] + 5
    assert len(json.dumps(after)) < 4000


@pytest.mark.parametrize("mode", ERAS)
@pytest.mark.parametrize("by", ["id", "name"])
async def test_a_funnels_picture_is_an_image_of_its_steps(demo: Path, mode: str, by: str) -> None:
    wanted = demo_id("VPN Native DACH") if by == "id" else "VPN%20Native%20DACH"
    async with connected(demo, mode=mode) as client:
        picture = await read(client, f"funnels/{wanted}/picture")
    root = ElementTree.fromstring(picture)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "VPN Advertorial DE" in "".join(root.itertext())


async def test_a_funnels_blueprint_is_the_one_of_get_funnel(demo: Path) -> None:
    async with connected(demo) as client:
        blueprint = json.loads(await read(client, f"funnels/{demo_id('VPN Native DACH')}/blueprint"))
        funnel = await answer(client, "get_funnel", funnel="VPN Native DACH")
    assert blueprint == funnel["blueprint"]


async def test_a_plan_is_read_as_a_person_reads_it(demo: Path) -> None:
    async with connected(demo) as client:
        changes = [{"do": "archive", "family": "page", "name": "Sleep Quiz"}]
        plan = await answer(client, "plan_changes", changes=changes)
        assert await read(client, f"plans/{plan['plan_id']}") == plan["text"]


async def test_a_topic_is_read(demo: Path) -> None:
    async with connected(demo) as client:
        assert (await read(client, "topics/page")).startswith("**page** (`page`)")


@pytest.mark.parametrize("mode", ERAS)
@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("topics/pgae", "Nothing is known about 'pgae'. Did you mean 'page'?"),
        ("funnels/Solar%20Quizz/picture", "No funnel is called 'Solar Quizz'. Nearest: 'Solar Quiz Google'"),
        ("funnels/nobody/blueprint", "No funnel is called 'nobody'."),
        ("plans/zzz", "No plan has the id 'zzz'."),
        ("nothing/here", "Unknown resource"),
    ],
)
async def test_what_does_not_exist_is_said_to_be_unknown(demo: Path, mode: str, path: str, says: str) -> None:
    async with connected(demo, mode=mode) as client:
        assert says in await refused(client, path)


async def test_a_name_that_several_funnels_have_is_refused_with_the_candidates(demo: Path) -> None:
    async with connected(demo, trusts_host=True) as client:
        copy = {"do": "duplicate", "family": "funnel", "name": "Keto Facebook US", "as": "VPN Native DACH"}
        plan = await answer(client, "plan_changes", changes=[copy])
        await answer(client, "apply_plan", plan_id=plan["plan_id"], fingerprint=plan["fingerprint"])
        said = await refused(client, "funnels/VPN%20Native%20DACH/picture")
    assert "2 funnels are called 'VPN Native DACH'" in said


@pytest.mark.parametrize("mode", ERAS)
async def test_prompts_carry_the_persons_words(demo: Path, mode: str) -> None:
    async with connected(demo, mode=mode) as client:
        names = [one.name for one in (await client.list_prompts()).prompts]
        prompt = await client.get_prompt("build", {"wish": "Facebook to Keto Story"})
    [message] = prompt.messages
    assert names == ["build", "clone", "diagnose", "daily_report", "optimise"]
    assert isinstance(message.content, TextContent)
    assert "Facebook to Keto Story" in message.content.text


@pytest.mark.parametrize(
    ("name", "arguments", "says"),
    [
        (
            "biuld",
            {},
            (
                "There is no prompt 'biuld'. Did you mean 'build'? "
                "There are: build, clone, diagnose, daily_report, optimise."
            ),
        ),
        ("build", {}, "build needs the argument 'wish'."),
        ("build", {"wsh": "x"}, "build has no argument 'wsh'. Did you mean 'wish'? It takes: wish."),
    ],
)
async def test_a_wrong_prompt_is_refused_with_the_nearest(
    demo: Path, name: str, arguments: dict[str, str], says: str
) -> None:
    async with connected(demo) as client:
        with pytest.raises(MCPError) as error:
            await client.get_prompt(name, arguments)
    assert (error.value.code, error.value.message) == (INVALID_PARAMS, says)


@pytest.mark.parametrize("mode", ERAS)
async def test_names_of_funnels_are_completed(demo: Path, mode: str) -> None:
    async with connected(demo, mode=mode) as client:
        clone = PromptReference(type="ref/prompt", name="clone")
        found = (await client.complete(clone, {"name": "funnel", "value": "vpn"})).completion
        other = (await client.complete(clone, {"name": "changes", "value": "vpn"})).completion
    assert (found.values, found.has_more) == (["VPN Native DACH"], False)
    assert other.values == []
