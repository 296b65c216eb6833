"""Start of the MCP server and a tool call over stdio, against an empty server of the same SDK; size of tools/list.

Run: python benchmarks/server.py
"""

import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from mcp import Client, StdioServerParameters

PAIRS = 9
CALLS = 200
BYTES_PER_TOKEN = 4
GOAL_TOKENS = 6000

HERE = Path(__file__).parent
EMPTY = StdioServerParameters(command=sys.executable, args=[str(HERE / "empty_server.py")])


def ours(home: str) -> StdioServerParameters:
    return StdioServerParameters(
        command=sys.executable,
        args=["-c", "from server.main import main; raise SystemExit(main([]))"],
        env={**os.environ, "FUNNELWRIGHT_HOME": home},
        cwd=str(HERE.parent),
    )


async def started(parameters: StdioServerParameters) -> float:
    """Seconds from starting the process to the first answer."""
    begun = time.perf_counter()
    async with Client(parameters) as client:
        await client.list_tools()
        return time.perf_counter() - begun


async def called(parameters: StdioServerParameters, tool: str, arguments: dict[str, object]) -> float:
    """Median seconds of a call, the first ones left out."""
    async with Client(parameters) as client:
        times = []
        for _ in range(CALLS):
            begun = time.perf_counter()
            result = await client.call_tool(tool, arguments)
            times.append(time.perf_counter() - begun)
            assert not result.is_error, result.content
    return statistics.median(times[10:])


async def listed(parameters: StdioServerParameters) -> tuple[int, int]:
    async with Client(parameters) as client:
        tools = (await client.list_tools()).tools
    documents = [tool.model_dump(mode="json", by_alias=True, exclude_none=True) for tool in tools]
    return len(tools), len(json.dumps({"tools": documents}, separators=(",", ":")).encode())


def shown(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


async def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        mine = ours(home)
        count, size = await listed(mine)
        tokens = size / BYTES_PER_TOKEN
        print(f"tools/list: {count} tools, {size} bytes, {tokens:.0f} tokens (bytes/4; goal under {GOAL_TOKENS})")
        pairs = [(await started(EMPTY), await started(mine)) for _ in range(PAIRS)]
        ratio = statistics.median(own / empty for empty, own in pairs)
        empty, own = (statistics.median(column) for column in zip(*pairs, strict=True))
        print(f"start to first answer: {shown(own)}, empty server {shown(empty)}, ratio {ratio:.2f} (goal 1.15)")
        nothing = await called(EMPTY, "nothing", {})
        for tool, arguments in (
            ("describe_family", {"topic": "blueprint"}),
            ("find_assets", {"query": "keto"}),
            ("get_funnel", {"funnel": "VPN Native DACH"}),
        ):
            took = await called(mine, tool, dict(arguments))
            print(f"{tool} over stdio: {shown(took)}, empty tool {shown(nothing)}, ratio {took / nothing:.1f}")


if __name__ == "__main__":
    asyncio.run(main())
