"""Questions to the client, as the conformance suites want them asked in each of the two eras."""

from typing import Annotated, Any

from mcp.server import MCPServer
from mcp.server.mcpserver import Context, Resolve, Sample
from mcp.types import (
    CallToolResult,
    CreateMessageRequest,
    CreateMessageRequestParams,
    CreateMessageResult,
    ElicitRequest,
    ElicitRequestFormParams,
    ElicitResult,
    InputRequiredResult,
    InputResponses,
    ListRootsRequest,
    SamplingMessage,
    TextContent,
)
from pydantic import BaseModel, Field

from server.tools import Opens

Ctx = Context[Opens, Any]


def text(words: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(type="text", text=words)])


class Answer(BaseModel):
    username: str = Field(description="User's response")
    email: str = Field(description="User's email address")


class Defaults(BaseModel):
    name: str = Field(default="John Doe")
    age: int = Field(default=30)
    score: float = Field(default=95.5)
    status: str = Field(default="active", json_schema_extra={"enum": ["active", "inactive", "pending"]})
    verified: bool = Field(default=True)


_TITLED = [{"const": f"value{number}", "title": f"Option {number}"} for number in (1, 2, 3)]


class Enums(BaseModel):
    untitledSingle: str = Field(json_schema_extra={"enum": ["option1", "option2", "option3"]})
    titledSingle: str = Field(json_schema_extra={"oneOf": list(_TITLED)})
    untitledMulti: list[str] = Field(
        json_schema_extra={"items": {"type": "string", "enum": ["option1", "option2", "option3"]}}
    )
    titledMulti: list[str] = Field(json_schema_extra={"items": {"anyOf": list(_TITLED)}})
    legacyEnum: str = Field(
        json_schema_extra={"enum": ["opt1", "opt2", "opt3"], "enumNames": ["One", "Two", "Three"]}
    )


def add_questions(server: MCPServer[Opens]) -> None:
    """Questions as the revision of 2025-11-25 asks them, while a call is running."""

    async def asked(ctx: Ctx, message: str, schema: type[BaseModel]) -> CallToolResult:
        said = await ctx.elicit(message, schema)
        data = said.data.model_dump_json() if said.action == "accept" else "{}"
        return text(f"Elicitation completed: action={said.action}, content={data}")

    @server.tool()
    async def test_elicitation(message: str, ctx: Ctx) -> CallToolResult:
        """Asks the person."""
        return await asked(ctx, message, Answer)

    @server.tool()
    async def test_elicitation_sep1034_defaults(ctx: Ctx) -> CallToolResult:
        """Asks with default answers."""
        return await asked(ctx, "Please provide user information", Defaults)

    @server.tool()
    async def test_elicitation_sep1330_enums(ctx: Ctx) -> CallToolResult:
        """Asks for choices."""
        return await asked(ctx, "Please choose", Enums)


async def capital(ctx: Ctx) -> Sample:
    """The SDK refuses this, with its own code, to a client that has no model."""
    words = TextContent(type="text", text="What is the capital of France?")
    return Sample([SamplingMessage(role="user", content=words)], max_tokens=100)


def add_sampling(server: MCPServer[Opens]) -> None:
    @server.tool()
    async def test_missing_capability(said: Annotated[CreateMessageResult, Resolve(capital)]) -> CallToolResult:
        """Needs the client's model."""
        return text(str(said.content))

    @server.tool()
    async def test_sampling(prompt: str, ctx: Ctx) -> CallToolResult:
        """Asks the client's model while the call is running."""
        message = SamplingMessage(role="user", content=TextContent(type="text", text=prompt))
        said = await ctx.session.create_message([message], max_tokens=100, related_request_id=ctx.request_id)
        return text(f"LLM response: {said.content}")


def form(message: str, field: str, kind: str = "string") -> ElicitRequest:
    schema = {"type": "object", "properties": {field: {"type": kind}}, "required": [field]}
    return ElicitRequest(params=ElicitRequestFormParams(message=message, requested_schema=schema))


def sampling(words: str) -> CreateMessageRequest:
    message = SamplingMessage(role="user", content=TextContent(type="text", text=words))
    return CreateMessageRequest(params=CreateMessageRequestParams(messages=[message], max_tokens=100))


def answers(ctx: Ctx) -> InputResponses:
    return ctx.input_responses or {}


def add_rounds(server: MCPServer[Opens]) -> None:
    """Questions as the revision of 2026-07-28 asks them: the call is repeated with the answers."""

    @server.tool()
    async def test_input_required_result_elicitation(ctx: Ctx) -> CallToolResult | InputRequiredResult:
        """Asks for a name."""
        said = answers(ctx).get("user_name")
        if isinstance(said, ElicitResult) and said.content:
            return text(f"Hello, {said.content['name']}!")
        return InputRequiredResult(input_requests={"user_name": form("What is your name?", "name")})

    @server.tool()
    async def test_input_required_result_sampling(ctx: Ctx) -> CallToolResult | InputRequiredResult:
        """Asks the client's model."""
        said = answers(ctx).get("capital_question")
        if isinstance(said, CreateMessageResult):
            return text(str(said.content))
        return InputRequiredResult(input_requests={"capital_question": sampling("What is the capital of France?")})

    @server.tool()
    async def test_input_required_result_list_roots(ctx: Ctx) -> CallToolResult | InputRequiredResult:
        """Asks for the client's roots."""
        said = answers(ctx).get("client_roots")
        if said is not None:
            return text(said.model_dump_json())
        return InputRequiredResult(input_requests={"client_roots": ListRootsRequest()})


def add_further_rounds(server: MCPServer[Opens]) -> None:
    @server.tool()
    async def test_input_required_result_multiple_inputs(ctx: Ctx) -> CallToolResult | InputRequiredResult:
        """Asks three things at once."""
        if len(answers(ctx)) == 3:
            return text("Thank you.")
        return InputRequiredResult(
            input_requests={
                "user_name": form("What is your name?", "name"),
                "greeting": sampling("Generate a greeting"),
                "client_roots": ListRootsRequest(),
            },
            request_state="asked",
        )

    @server.tool()
    async def test_input_required_result_capabilities(ctx: Ctx) -> CallToolResult | InputRequiredResult:
        """Asks only what the client can answer."""
        can = ctx.client_capabilities
        if can is None or can.sampling is None:
            return text("This client has no model.")
        return InputRequiredResult(input_requests={"question": sampling("What is the capital of France?")})


def add_states(server: MCPServer[Opens]) -> None:
    """Rounds that carry a state, which the server class seals and the client sends back."""

    def confirmed(ctx: Ctx) -> CallToolResult | InputRequiredResult:
        if answers(ctx).get("confirm") and ctx.request_state == "asked":
            return text("state-ok")
        return InputRequiredResult(
            input_requests={"confirm": form("Please confirm", "ok", "boolean")}, request_state="asked"
        )

    @server.tool()
    async def test_input_required_result_request_state(ctx: Ctx) -> CallToolResult | InputRequiredResult:
        """Asks, and knows the state again."""
        return confirmed(ctx)

    @server.tool()
    async def test_input_required_result_tampered_state(ctx: Ctx) -> CallToolResult | InputRequiredResult:
        """Asks; a state that was altered is refused before the tool runs."""
        return confirmed(ctx)

    @server.tool()
    async def test_input_required_result_multi_round(ctx: Ctx) -> CallToolResult | InputRequiredResult:
        """Asks twice."""
        if ctx.request_state == "second":
            return text("Thank you.")
        if ctx.request_state == "first":
            question = form("Step 2: What is your favorite color?", "color")
            return InputRequiredResult(input_requests={"step2": question}, request_state="second")
        question = form("Step 1: What is your name?", "name")
        return InputRequiredResult(input_requests={"step1": question}, request_state="first")
