"""What our server class adds to the SDK's: strict arguments, our words, and logs as the process has them."""

import logging
from typing import Any

import pytest
from mcp import Client
from mcp.types import TextContent

from server.app import build_server
from server.errors import TrackerUnavailable
from server.tools import TOOLS


async def nothing_to_open() -> Any:
    raise AssertionError("nothing is opened")


async def broken() -> Any:
    raise RuntimeError("the password is hunter2")


async def away() -> Any:
    raise TrackerUnavailable("The tracker did not answer.", sent=False, hint="Try again later.")


async def said(opens: Any, tool: str, arguments: dict[str, Any]) -> str:
    async with Client(build_server(opens)) as client:
        result = await client.call_tool(tool, arguments)
    assert result.is_error
    [block] = result.content
    assert isinstance(block, TextContent)
    return block.text


@pytest.mark.parametrize(
    ("tool", "arguments", "says"),
    [
        (
            "get_links",
            {"funel": "x"},
            "get_links has no argument 'funel'. Did you mean 'funnel'? It takes: funnel, sources.",
        ),
        ("get_funnel", {"funnel": "x", "pictures": "none"}, "Did you mean 'picture'?"),
        ("get_funnel", {"funnel": "x", "ctx": 1}, "get_funnel has no argument 'ctx'."),
        ("apply_plan", {"plan_id": "x", "fingerprint": "y", "approval": {"approve": True}}, "no argument 'approval'"),
        ("plan_funel", {}, "There is no tool 'plan_funel'. Did you mean 'plan_funnel'? There are: find_assets, "),
        ("qqqq", {}, "There is no tool 'qqqq'. There are: find_assets, "),
        ("apply_plan", {"plan_id": "x"}, "fingerprint: Field required"),
    ],
)
async def test_what_a_tool_does_not_take_is_refused_with_the_nearest(
    tool: str, arguments: dict[str, Any], says: str
) -> None:
    assert says in await said(nothing_to_open, tool, arguments)


async def test_a_wrong_argument_is_not_repeated_for_it_may_be_a_secret() -> None:
    words = await said(nothing_to_open, "plan_changes", {"changes": {"password": "hunter2"}})
    assert words == "changes: Input should be a valid list"
    assert await said(nothing_to_open, "find_assets", {"limit": 1000}) == (
        "limit: Input should be less than or equal to 200, not 1000"
    )


async def test_our_errors_are_words_without_a_preamble() -> None:
    assert await said(away, "find_assets", {}) == "The tracker did not answer. Try again later."


async def test_a_crash_is_logged_once_and_its_text_stays_here(caplog: pytest.LogCaptureFixture) -> None:
    words = await said(broken, "find_assets", {})
    assert words == "Something went wrong on our side in find_assets; it has been logged."
    [record] = [one for one in caplog.records if one.levelno >= logging.ERROR]
    text = logging.Formatter().format(record)
    assert text.count("Traceback (most recent call last)") == 2
    assert "RuntimeError: the password is hunter2" in text
    assert "╭" not in text


def test_building_a_server_leaves_logging_as_it_is() -> None:
    root = logging.getLogger()
    before, kept = (root.level, list(root.handlers)), list(root.handlers)
    try:
        for handler in kept:
            root.removeHandler(handler)
        build_server(nothing_to_open)
        assert root.handlers == []
    finally:
        for handler in kept:
            root.addHandler(handler)
    assert (root.level, root.handlers) == before


async def test_tools_are_listed_for_long_and_for_all() -> None:
    async with Client(build_server(nothing_to_open)) as client:
        listed = await client.list_tools()
    assert (listed.ttl_ms, listed.cache_scope) == (300_000, "public")
    assert [tool.name for tool in listed.tools] == [tool.name for tool in TOOLS]


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_a_client_learns_whom_it_talks_to(mode: str) -> None:
    async with Client(build_server(nothing_to_open, version="1.2.3"), mode=mode) as client:
        assert client.server_info is not None
        assert (client.server_info.name, client.server_info.version) == ("funnelwright", "1.2.3")
        assert "nothing is written before their yes" in (client.instructions or "")
