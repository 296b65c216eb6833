"""A person who talks to the offline planner over a folder, in this process; the time is NOW."""

from contextlib import ExitStack, aclosing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from anyio.from_thread import BlockingPortal, start_blocking_portal
from mcp_desk import NOW

from agent.conversation import Conversation
from agent.events import Answer, Question, Said, ToolFinished, ToolStarted
from agent.models.base import Call, Result
from agent.models.offline.planner import OfflinePlanner
from agent.session import Session
from server.building import Desk
from server.main import offered
from server.settings import Settings
from server.workspace import open_workspace


@dataclass
class Heard:
    """What came of one thing said."""

    text: str = ""
    """All that was replied."""
    calls: list[Call] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)
    choices: tuple[str, ...] = ()
    asked: bool = False

    def answer(self, tool: str) -> dict[str, Any]:
        """The structured answer of the last call of a tool."""
        found = [one for one in self.results if one.tool == tool]
        assert found, [one.tool for one in self.results]
        assert found[-1].data is not None, found[-1].text
        return found[-1].data


@dataclass
class Speaker:
    """Says yes to plans, and types the name where one is wanted."""

    session: Session
    portal: BlockingPortal
    yes: bool = True

    def says(self, text: str) -> Heard:
        return self.portal.call(self._heard, text)

    async def _heard(self, text: str) -> Heard:
        heard = Heard()
        async with aclosing(self.session.say(text)) as events:  # type: ignore[type-var]  # an async generator
            async for event in events:
                self._take(event, heard)
        return heard

    def _take(self, event: object, heard: Heard) -> None:
        match event:
            case Said(text):
                heard.text += f"{text}\n"
            case ToolStarted(call):
                heard.calls.append(call)
            case ToolFinished(result):
                heard.results.append(result)
            case Question(kind="approval"):
                self.session.answer(Answer(yes=self.yes, typed=event.to_type))
            case Question():
                heard.asked, heard.choices = True, event.choices


class Room:
    """One folder, opened once, in which any number of conversations begin; nothing of them is kept."""

    def __init__(self, home: Path) -> None:
        self._settings = Settings(home=home)
        self._stack = ExitStack()
        self._conversations = 0

    def __enter__(self) -> Self:
        self._portal = self._stack.enter_context(start_blocking_portal())
        workspace = open_workspace(self._settings, now=lambda: NOW)
        self._desk = Desk(self._stack.enter_context(self._portal.wrap_async_context_manager(workspace)))
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def person(self) -> Speaker:
        self._conversations += 1
        server = offered(self._settings, self._opened)
        session = Session(OfflinePlanner(), server, Conversation(f"c{self._conversations}"))
        self._stack.enter_context(self._portal.wrap_async_context_manager(session))
        return Speaker(session, self._portal)

    async def _opened(self) -> Desk:
        return self._desk
