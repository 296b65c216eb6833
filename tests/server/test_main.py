"""`funnelwright-mcp` as a program: its options, its streams, and what it loads."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters
from mcp_desk import ERAS, Json, Person, answer, assets_in, no, yes

from server.tools import TOOLS

PROGRAM = str(Path(sys.executable).parent / "funnelwright-mcp")


def program(home: Path, *options: str, **environment: str) -> StdioServerParameters:
    return StdioServerParameters(
        command=PROGRAM, args=list(options), env={"FUNNELWRIGHT_HOME": str(home), **environment}
    )


@pytest.mark.parametrize("mode", ERAS)
async def test_a_plan_is_asked_about_and_applied_over_stdio(demo: Path, mode: str) -> None:
    before = assets_in(demo)
    answers = iter([no, yes])
    person = Person(lambda question: next(answers)(question))
    lander = {"lander": "Keto Story", "on": {"1": "offer"}}
    steps = {"story": lander, "offer": {"offer": "KetoBurn US"}}
    blueprint = {"funnel": "FB keto", "group": "Nutra", "sources": ["Facebook"], "start": "story", "steps": steps}
    async with Client(program(demo), mode=mode, elicitation_callback=person) as client:
        assert len((await client.list_tools()).tools) == len(TOOLS)
        plan = await answer(client, "plan_funnel", blueprint=blueprint)
        chosen = {key: plan[key] for key in ("plan_id", "fingerprint")}
        declined = await answer(client, "apply_plan", **chosen)
        assert assets_in(demo) == before
        applied = await answer(client, "apply_plan", **chosen)
    assert person.asked[0] == person.asked[1]
    assert (declined["status"], applied["status"], applied["verified"]) == ("declined", "applied", True)
    assert [one["source"] for one in applied["links"]] == ["Facebook"]


async def test_the_hosts_own_question_counts_where_that_is_said(demo: Path) -> None:
    async with Client(program(demo, "--approval", "host")) as client:
        changes = [{"do": "archive", "family": "page", "name": "Sleep Quiz"}]
        plan = await answer(client, "plan_changes", changes=changes)
        applied = await answer(client, "apply_plan", plan_id=plan["plan_id"], fingerprint=plan["fingerprint"])
    assert applied["status"] == "applied"


async def test_options_go_before_the_environment(demo: Path) -> None:
    narrow = program(demo, "--toolsets", " read , plan", "--read-only", FUNNELWRIGHT_TOOLSETS="apply")
    async with Client(narrow) as client:
        names = {tool.name for tool in (await client.list_tools()).tools}
    assert "apply_plan" not in names
    assert {"find_assets", "plan_funnel"} <= names


async def test_operations_are_offered_by_what_they_are_about(demo: Path) -> None:
    async with Client(program(demo, "--surface", "operations", "--toolsets", "funnel_groups")) as client:
        names = [tool.name for tool in (await client.list_tools()).tools]
    assert names
    assert all("unnelGroup" in name or "ampaign" in name for name in names)


def ended(home: Path, *options: str, **environment: str) -> tuple[int, str]:
    run = subprocess.run(
        [PROGRAM, *options],
        env={"FUNNELWRIGHT_HOME": str(home), **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.stdout == ""
    return run.returncode, run.stderr


@pytest.mark.parametrize(
    ("options", "environment", "says"),
    [
        (
            ["--toolsets", "raed"],
            {},
            "There is no tool set 'raed'. Known are: apply, plan, read, report.",
        ),
        ([], {"FUNNELWRIGHT_TOOLSETS": "write"}, "There is no tool set 'write'."),
        (["--surface", "operations", "--toolsets", "read"], {}, "There is no tool set 'read'. Known are: "),
        (["--surface", "everything"], {}, "invalid choice: 'everything'"),
        ([], {"FUNNELWRIGHT_STATE_KEY": "short"}, "FUNNELWRIGHT_STATE_KEY is 5 characters long"),
        ([], {"FUNNELWRIGHT_SURFACE": "intents"}, "FUNNELWRIGHT_SURFACE is 'intents'"),
    ],
)
def test_what_cannot_be_meant_ends_the_program_at_once(
    tmp_path: Path, options: list[str], environment: dict[str, str], says: str
) -> None:
    code, said = ended(tmp_path, *options, **environment)
    assert code == 2
    assert says in said
    assert "Traceback" not in said


def test_the_program_says_its_version(tmp_path: Path) -> None:
    run = subprocess.run([PROGRAM, "--version"], capture_output=True, text=True, timeout=60)
    assert run.returncode == 0
    assert run.stdout.strip().count(".") == 2


def lines(calls: Sequence[Json]) -> bytes:
    """A session of the older revision, as it travels."""
    client = {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "t", "version": "0"}}
    opening: list[Json] = [
        {"id": 0, "method": "initialize", "params": client},
        {"method": "notifications/initialized"},
    ]
    messages = [*opening, *({"id": number, **call} for number, call in enumerate(calls, 1))]
    return b"".join(json.dumps({"jsonrpc": "2.0", **one}).encode() + b"\n" for one in messages)


def call(tool: str, **arguments: Any) -> Json:
    return {"method": "tools/call", "params": {"name": tool, "arguments": arguments}}


def conversation(home: Path, calls: Sequence[Json]) -> tuple[dict[int, Json], bytes]:
    """Answers by id from everything on standard output, each line of which must be the protocol; and the log."""
    process = subprocess.Popen(
        [PROGRAM],
        env={"FUNNELWRIGHT_HOME": str(home), "FUNNELWRIGHT_LOG_LEVEL": "DEBUG"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin
    assert process.stdout
    process.stdin.write(lines(calls))
    process.stdin.flush()
    answers: dict[int, Json] = {}
    while len(answers) < len(calls) + 1:
        line = process.stdout.readline()
        assert line, process.stderr.read() if process.stderr else ""
        said = json.loads(line)
        assert said["jsonrpc"] == "2.0"
        if "id" in said:
            answers[said["id"]] = said
    rest, log = process.communicate(timeout=60)
    assert rest == b""
    assert process.returncode == 0
    return answers, log


def test_nothing_but_the_protocol_goes_to_standard_output(demo: Path) -> None:
    answers, log = conversation(
        demo,
        [
            call("find_assets", query="keto"),
            call("find_assets", qurey="keto"),
            call("nothing_like_it"),
            call("plan_funnel", blueprint={"funel": "x"}),
            call("apply_plan", plan_id="x", fingerprint="y"),
            {"method": "resources/read", "params": {"uri": "funnelwright://plans/none"}},
            {"method": "prompts/get", "params": {"name": "none"}},
            {"method": "no/such/method"},
        ],
    )
    assert "KetoBurn US" in answers[1]["result"]["content"][0]["text"]
    assert [answers[number]["result"]["isError"] for number in (2, 3, 4, 5)] == [True] * 4
    assert [answers[number]["error"]["code"] for number in (6, 7, 8)] == [-32602, -32602, -32601]
    assert log


def test_a_folder_that_cannot_be_used_is_named_and_tried_again(tmp_path: Path) -> None:
    """The first calls fail; another program mends the folder; the same process then works."""
    (tmp_path / "file").write_text("not a folder")
    home = tmp_path / "file" / "home"
    answers, _ = conversation(home, [call("find_assets"), call("list_plans")])
    for number in (1, 2):
        said = answers[number]["result"]["content"][0]["text"]
        assert said == (
            f"The folder {str(home)!r} cannot be used: Not a directory. "
            "Set FUNNELWRIGHT_HOME to a folder that can be written."
        )


LOADS = """
import sys, anyio
from mcp import Client
from server.main import offered, opened_once
from server.settings import Settings
from contextlib import AsyncExitStack
from pathlib import Path
async def run():
    async with AsyncExitStack() as stack:
        settings = Settings(home=Path(sys.argv[1]))
        async with Client(offered(settings, opened_once(settings, stack))) as client:
            await client.list_tools()
            await client.list_resources()
            await client.list_prompts()
anyio.run(run)
print(*sorted(name for name in sys.modules if name in sys.argv[2:]))
"""
HEAVY = (
    "jsonschema",
    "sqlalchemy",
    "httpx",
    "funnels.assets",
    "rapidfuzz",
    "platformdirs",
    "server.building",
    "anthropic",
)


def test_listing_loads_neither_databases_nor_clients_nor_models(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", LOADS, str(tmp_path), *HEAVY], capture_output=True, text=True, check=True, timeout=60
    )
    assert run.stdout.split() == []
    assert list(tmp_path.iterdir()) == []
