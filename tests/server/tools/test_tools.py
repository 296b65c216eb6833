"""House rules over the whole list of tools, and their schemas as the model sees them."""

import json
import subprocess
import sys
from pathlib import Path

from mcp import Client
from mcp.types import Tool

from server import tools
from server.app import build_server
from server.contracts import operations
from server.tools import TOOLS
from server.tools.operations import operation_tools

SNAPSHOT = Path(__file__).parent / "tools.json"
MOST_TOKENS = 6000
NOT_TOOLS = {"tool", "asking", "schemas", "operations", "plan_answer", "room", "tables"}
NOT_TOOLS |= {"half_characters", "endless_texts", "unseen"}


async def nothing_to_open() -> None:
    raise AssertionError("listing tools opens nothing")


async def listed(**options: object) -> list[Tool]:
    async with Client(build_server(nothing_to_open, **options)) as client:  # type: ignore[arg-type]  # never called
        return (await client.list_tools()).tools


def as_json(found: list[Tool]) -> list[dict[str, object]]:
    return [tool.model_dump(mode="json", by_alias=True, exclude_none=True) for tool in found]


def test_no_tool_file_is_left_out() -> None:
    files = {file.stem for file in Path(tools.__file__).parent.glob("[!_]*.py")} - NOT_TOOLS
    assert files == {tool.name for tool in TOOLS}


async def test_the_tools_are_those_of_the_snapshot() -> None:
    """A change here costs or breaks every conversation: look at the difference before you write it down.

    To write it: python -m pytest tests/server/tools/test_tools.py, then copy the printed file.
    """
    found = as_json(await listed())
    written = json.dumps(found, indent=1, ensure_ascii=False) + "\n"
    assert json.loads(SNAPSHOT.read_text(encoding="utf-8")) == found, written


async def test_the_list_of_tools_costs_a_conversation_little() -> None:
    size = len(json.dumps({"tools": as_json(await listed())}, separators=(",", ":")).encode())
    assert size / 4 < MOST_TOKENS


def test_listing_tools_loads_nothing_that_only_results_need() -> None:
    listing = (
        "import asyncio, sys\n"
        "from mcp import Client\n"
        "from server.app import build_server\n"
        "async def listed():\n"
        "    async with Client(build_server(None)) as client:\n"
        "        assert (await client.list_tools()).tools\n"
        "asyncio.run(listed())\n"
        "print({'matplotlib', 'numpy', 'duckdb', 'sqlalchemy'} & set(sys.modules))"
    )
    found = subprocess.run([sys.executable, "-c", listing], check=True, capture_output=True, text=True, timeout=60)
    assert found.stdout.strip() == "set()"


async def test_every_tool_says_all_that_a_host_needs_to_know() -> None:
    for tool in await listed():
        assert tool.description
        assert tool.title
        assert tool.output_schema
        assert tool.input_schema["additionalProperties"] is False
        assert tool.annotations is not None
        assert None not in (tool.annotations.read_only_hint, tool.annotations.destructive_hint)


async def test_read_only_leaves_out_what_writes() -> None:
    names = {tool.name for tool in await listed(read_only=True)}
    assert names == {tool.name for tool in TOOLS} - {"apply_plan"}


async def test_toolsets_narrow_the_list() -> None:
    assert {tool.name for tool in await listed(toolsets=["apply"])} == {"apply_plan"}


async def test_every_operation_of_the_contract_is_a_tool_of_its_own() -> None:
    found = await listed(tools=operation_tools())
    assert [tool.name for tool in found] == [operation.id for operation in operations()]
    assert len(found) == 176
    by_name = {tool.name: tool for tool in found}
    assert by_name["pageCreate"].input_schema["additionalProperties"] is False
    reading = {operation.id for operation in operations() if operation.effect == "read"}
    assert {tool.name for tool in found if tool.annotations and tool.annotations.read_only_hint} == reading
