"""One conversation. Every channel talks to this."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Any, Self

from mcp import Client, MCPError
from mcp.client.context import ClientRequestContext
from mcp.server import MCPServer
from mcp.types import ElicitRequestFormParams, ElicitRequestParams, ElicitResult, TextContent, TextResourceContents
from mcp.types import Tool as ListedTool

from funnels.errors import FunnelError, InputError
from prompts import load

from .answers import event_of
from .approval import Approval, form_content
from .ceiling import Ceiling
from .conversation import Conversation
from .errors import CeilingReached, LoopStopped, ModelError, ModelRefused
from .events import (
    Answer,
    Cost,
    Done,
    Event,
    Failed,
    Progress,
    Question,
    ToolFinished,
    ToolStarted,
)
from .loop import MAX_STEPS, converse
from .models.base import Call, Json, Model, Reply, Result, ToolSpec, Turn, wants_account
from .overview import RESOURCE as OVERVIEW
from .overview import news
from .redaction import Redaction
from .toolbox import Tool, Toolbox
from .whole_text import whole

Work = Callable[[], Awaitable[None]]


class Session:
    """Open while used as a context manager. One thing at a time: `say` and `use` do not overlap."""

    def __init__(
        self,
        model: Model,
        server: MCPServer[Any],
        conversation: Conversation,
        *,
        redaction: Redaction | None = None,
        max_steps: int = MAX_STEPS,
        ceiling: Ceiling | None = None,
        mode: str = "auto",
    ) -> None:
        self.model = model
        self.conversation = conversation
        self._redaction = redaction or Redaction()
        self._max_steps = max_steps
        self._ceiling = ceiling or Ceiling()
        self._client = Client(server, mode=mode, elicitation_callback=self._elicited)
        self._stack = AsyncExitStack()
        self._tools: tuple[Tool, ...] = ()
        self._events: asyncio.Queue[Event | None] = asyncio.Queue()
        self._approval = Approval(self._emit)
        self._running: Call | None = None
        self._plans: dict[str, Json] = {}
        self._working = False
        self.spent = conversation.spent

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(self._client)
            self._tools = tuple(map(_tool, (await self._client.list_tools()).tools))
            await self.conversation.settle()
            self._stack = stack.pop_all()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.__aexit__(kind, error, trace)

    def say(self, text: str) -> AsyncIterator[Event]:
        """What happens until the model's turn is over; always ends with `Done`, unless it is left before.

        Leave it with `aclose` (or `contextlib.aclosing`) to interrupt the turn.
        """
        return self._run(lambda: self._say(text))

    def use(self, tool: str, **arguments: object) -> AsyncIterator[Event]:
        """The same for one tool the person uses directly, without a model; the conversation does not grow."""
        return self._run(lambda: self._use(Call(f"person-{tool}", tool, arguments)))

    def shown(self, plan: Json) -> None:
        """A saved plan that the person sees, though no tool of this conversation answered it."""
        self._plans[str(plan.get("plan_id"))] = plan

    def answer(self, answer: Answer) -> None:
        """The person's answer to the open `approval`; InputError where none is open."""
        self._approval.answer(answer)

    def covered(self, text: str) -> str:
        """The text without the secrets of this process."""
        return self._redaction.text(text)

    async def _run(self, work: Work) -> AsyncIterator[Event]:
        if self._working:
            raise InputError("The last request is still being worked on.", hint="Wait for it, or interrupt it.")
        self._working = True
        self._events = asyncio.Queue()
        self._approval = Approval(self._emit)
        task = asyncio.ensure_future(work())
        task.add_done_callback(lambda _: self._events.put_nowait(None))
        try:
            while (event := await self._events.get()) is not None:
                yield event
            await task
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            self._working = False

    async def _say(self, text: str) -> None:
        said_before = len(self.conversation.turns)
        done = [result for turn in self.conversation.turns for result in turn.results]
        tools = Toolbox(self._tools, self._execute, self._emit, done)
        await self.conversation.add(Turn("person", self.covered(whole(text)), context=await self._news()))
        reply: Reply | None = None
        try:
            reply = await self._converse(tools)
        except ModelRefused as error:
            # a refused request, left in the conversation, would be refused again with everything after it
            if len(tools.results) == len(done):
                await self.conversation.withdraw(said_before)
            self._failed(error)
        except (ModelError, LoopStopped, CeilingReached) as error:
            self._failed(error)
        finally:
            await self.conversation.settle(tools.results)
        if reply and reply.asks:
            asks = reply.asks
            self._emit(Question(asks.text, "choice" if asks.choices else "open", asks.choices))
        self._emit(Done(reply.understood if reply else True))

    async def _news(self) -> Json | None:
        """None also where the server has nothing to tell: the model can look for itself."""
        if not wants_account(self.model):
            return None
        try:
            read = (await self._client.read_resource(OVERVIEW)).contents
        except MCPError:
            return None
        texts = [one.text for one in read if isinstance(one, TextResourceContents)]
        found: Json | None = self._redaction.answer(whole(news(self.conversation.turns, texts[0]))) if texts else None
        return found

    async def _converse(self, tools: Toolbox) -> Reply:
        system = load("system")
        return await converse(
            self.model,
            system,
            self.conversation,
            tools,
            self._emit,
            spent=self.spent,
            max_steps=self._max_steps,
            ceiling=self._ceiling,
        )

    async def _use(self, call: Call) -> None:
        self._emit(ToolStarted(call))
        result = await self._execute(call)
        self._emit(ToolFinished(result))
        if result.failed:
            self._emit(Failed(result.text))
        self._emit(Done())

    async def _execute(self, call: Call) -> Result:
        self._running = call
        try:
            answer = await self._client.call_tool(call.tool, dict(call.arguments), progress_callback=self._progressed)
        except MCPError as error:
            return Result(call.id, call.tool, f"{call.tool} could not be used: {error.message}", failed=True)
        text = whole("\n".join(block.text for block in answer.content if isinstance(block, TextContent)))
        text = text.removeprefix(f"Error executing tool {call.tool}: ")  # the SDK's words before the tool's own
        content = whole(answer.structured_content)
        data = self._redaction.answer(content) if isinstance(content, dict) and not answer.is_error else None
        result = Result(call.id, call.tool, self.covered(text), data, failed=bool(answer.is_error))
        if event := event_of(result):
            self._emit(event)
        for plan in _plans_in(data or {}):
            self._plans.setdefault(str(plan["plan_id"]), plan)
        return result

    async def _elicited(self, context: ClientRequestContext, params: ElicitRequestParams) -> ElicitResult:
        if not isinstance(params, ElicitRequestFormParams):
            return ElicitResult(action="cancel")
        plan_id = str(self._running.arguments.get("plan_id", "")) if self._running else ""
        plan = self._plans.get(plan_id) or self.conversation.plan(plan_id)
        answer = await self._approval.ask(params.message, self._running, plan)
        if not answer.yes:
            return ElicitResult(action="cancel" if answer.gone else "decline")
        fields = params.requested_schema.get("properties", {})
        return ElicitResult(action="accept", content=form_content(fields, answer))

    async def _progressed(self, progress: float, total: float | None, message: str | None) -> None:
        self._emit(Progress(progress, total, message or ""))

    def _failed(self, error: FunnelError) -> None:
        self._emit(Failed(str(error.args[0]), error.hint))

    def _emit(self, event: Event) -> None:
        if isinstance(event, Cost):
            self.spent = event.total
        self._events.put_nowait(event)


def _plans_in(data: Json) -> Iterator[Json]:
    """Plans that an answer tells of with their level: what it takes to say yes to them has to be known."""
    for plan in (data, data.get("merged"), *(data.get("plans") or ())):
        if isinstance(plan, dict) and plan.get("plan_id") and plan.get("level"):
            yield plan


def _tool(listed: ListedTool) -> Tool:
    reads = bool(listed.annotations and listed.annotations.read_only_hint)
    return Tool(ToolSpec(listed.name, listed.description or "", listed.input_schema), reads)
