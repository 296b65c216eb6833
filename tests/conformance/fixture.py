"""What the conformance suites ask of a server's tools, resources and prompts, on our server class and our web app.

Run: python tests/conformance/fixture.py PORT
"""

import asyncio
import base64
import json
import sys
import tempfile
from pathlib import Path

import uvicorn
from fixture_questions import (
    Ctx,
    add_further_rounds,
    add_questions,
    add_rounds,
    add_sampling,
    add_states,
    answers,
    form,
    text,
)
from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.prompts.base import UserMessage
from mcp.types import (
    AudioContent,
    CallToolResult,
    Completion,
    CompletionArgument,
    CompletionContext,
    ContentBlock,
    ElicitResult,
    EmbeddedResource,
    ImageContent,
    InputRequiredResult,
    PromptReference,
    ResourceTemplateReference,
    TextContent,
    TextResourceContents,
)

from server.app import FunnelwrightServer
from server.http import http_app
from server.settings import Settings
from server.tools import Opens

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg=="
SILENCE = "UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAA="
IMAGE = ImageContent(type="image", data=PIXEL, mime_type="image/png")


def embedded(uri: str, words: str, mime_type: str = "text/plain") -> EmbeddedResource:
    return EmbeddedResource(type="resource", resource=TextResourceContents(uri=uri, mime_type=mime_type, text=words))


def add_contents(server: MCPServer[Opens]) -> None:
    @server.tool()
    async def test_simple_text() -> CallToolResult:
        """Plain text."""
        return text("This is a simple text response for testing.")

    @server.tool()
    async def test_image_content() -> CallToolResult:
        """An image."""
        return CallToolResult(content=[IMAGE])

    @server.tool()
    async def test_audio_content() -> CallToolResult:
        """A sound."""
        return CallToolResult(content=[AudioContent(type="audio", data=SILENCE, mime_type="audio/wav")])

    @server.tool()
    async def test_embedded_resource() -> CallToolResult:
        """A resource in an answer."""
        return CallToolResult(content=[embedded("test://embedded-resource", "This is an embedded resource content.")])

    @server.tool()
    async def test_multiple_content_types() -> CallToolResult:
        """Text, an image and a resource."""
        document = embedded("test://mixed-content-resource", '{"test":"data","value":123}', "application/json")
        contents: list[ContentBlock] = [
            TextContent(type="text", text="Multiple content types test:"),
            IMAGE,
            document,
        ]
        return CallToolResult(content=contents)

    @server.tool()
    async def test_error_handling() -> CallToolResult:
        """Fails."""
        raise ToolError("This tool intentionally returns an error for testing")

    @server.tool()
    async def test_tool_with_progress(ctx: Ctx) -> CallToolResult:
        """Says how far it is."""
        for done in (0, 50, 100):
            await ctx.report_progress(done, 100, f"Completed step {done} of 100")
        return text("Done.")


def add_subscriptions(server: MCPServer[Opens]) -> None:
    """Lists of the product never change while it runs; that subscribers would hear of it is tested all the same."""

    @server.tool()
    async def test_trigger_tool_change(ctx: Ctx) -> CallToolResult:
        """Tells subscribers that the tools changed."""
        await ctx.notify_tools_changed()
        return text("Told.")

    @server.tool()
    async def test_trigger_prompt_change(ctx: Ctx) -> CallToolResult:
        """Tells subscribers that the prompts changed."""
        await ctx.notify_prompts_changed()
        return text("Told.")


def add_resources(server: MCPServer[Opens]) -> None:
    @server.resource("test://static-text", mime_type="text/plain")
    async def static_text() -> str:
        """Text."""
        return "This is the content of the static text resource."

    @server.resource("test://static-binary", mime_type="image/png")
    async def static_binary() -> bytes:
        """A picture."""
        return base64.b64decode(PIXEL)

    @server.resource("test://template/{id}/data", mime_type="application/json")
    async def template(id: str) -> str:
        """Whatever is asked for."""
        return json.dumps({"id": id, "templateTest": True, "data": f"Data for ID: {id}"})


def add_prompts(server: MCPServer[Opens]) -> None:
    @server.prompt()
    async def test_simple_prompt() -> str:
        """Takes nothing."""
        return "This is a simple prompt for testing."

    @server.prompt()
    async def test_prompt_with_arguments(arg1: str, arg2: str) -> str:
        """Takes two words."""
        return f"Prompt with arguments: arg1='{arg1}', arg2='{arg2}'"

    @server.prompt()
    async def test_prompt_with_embedded_resource(resourceUri: str) -> list[UserMessage]:
        """Carries a resource."""
        return [UserMessage(embedded(resourceUri, "Embedded resource content for testing."))]

    @server.prompt()
    async def test_prompt_with_image() -> list[UserMessage]:
        """Carries a picture."""
        return [UserMessage(IMAGE), UserMessage("Please analyze the image above.")]

    @server.prompt()
    async def test_input_required_result_prompt(ctx: Ctx) -> list[UserMessage] | InputRequiredResult:
        """Asks before it answers."""
        said = answers(ctx).get("user_context")
        if isinstance(said, ElicitResult) and said.content:
            return [UserMessage(f"In the context of {said.content['context']}: hello.")]
        question = form("What context should the prompt use?", "context")
        return InputRequiredResult(input_requests={"user_context": question})


def add_completions(server: MCPServer[Opens]) -> None:
    @server.completion()  # type: ignore[no-untyped-call,untyped-decorator]  # the SDK leaves it untyped
    async def complete(
        ref: PromptReference | ResourceTemplateReference,
        argument: CompletionArgument,
        context: CompletionContext | None,
    ) -> Completion:
        return Completion(values=[f"{argument.value}s"])


ADDED = (
    add_contents,
    add_subscriptions,
    add_questions,
    add_sampling,
    add_rounds,
    add_further_rounds,
    add_states,
    add_resources,
    add_prompts,
    add_completions,
)


def build_fixture() -> MCPServer[Opens]:
    server = FunnelwrightServer("funnelwright-conformance", version="0", log_level="WARNING")
    for add in ADDED:
        add(server)
    return server


async def main(port: int) -> None:
    with tempfile.TemporaryDirectory() as home:
        app = http_app(build_fixture(), Settings(home=Path(home)), "127.0.0.1", [])
        await uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_config=None, ws="none")).serve()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
