"""A model that wants harm, the person before it, and a session between them over a folder of the real server."""

import sys
from collections.abc import AsyncIterator, Callable, Generator, Iterator, Sequence
from contextlib import AsyncExitStack, aclosing, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from mcp_desk import NOW

from agent.conversation import Conversation
from agent.events import Answer, Event, Failed, Question, ToolFinished
from agent.models.base import Call, Notice, Reply, Result, ToolSpec, Turn
from agent.redaction import Redaction
from agent.session import Session
from server.building import Desk
from server.main import offered
from server.settings import Settings
from server.workspace import open_workspace

Tactic = Generator[Reply | Sequence[Call], tuple[Result, ...], None]
"""Yields what the model says next, and gets what its calls were answered."""

_NUMBERS = count()


def call(tool: str, /, id: str = "", **arguments: Any) -> Call:
    return Call(id or f"h{next(_NUMBERS)}", tool, arguments)


class HostileModel:
    """Follows a tactic over the turns of a conversation; keeps every request, which is all it can learn."""

    name = "hostile"

    def __init__(self, tactic: Tactic) -> None:
        self._tactic = tactic
        self._begun = False
        self.read: list[str] = []

    async def reply(
        self, system: str, turns: Sequence[Turn], tools: Sequence[ToolSpec]
    ) -> AsyncIterator[str | Notice | Reply]:
        self.read += [system, repr(turns), repr(tools)]
        reply = self._next(turns)
        if reply.text:
            yield reply.text
        yield reply

    def _next(self, turns: Sequence[Turn]) -> Reply:
        try:
            step = self._tactic.send(turns[-1].results) if self._begun else next(self._tactic)
        except StopIteration:
            return Reply("Done.")
        finally:
            self._begun = True
        return step if isinstance(step, Reply) else Reply("", tuple(step))


class Pouring:
    """A model whose replies are these pieces, without an end where they have none."""

    name = "pouring"

    def __init__(self, pieces: Callable[[], Iterator[str | Notice | Reply]]) -> None:
        self._pieces = pieces
        self.poured = 0

    async def reply(
        self, system: str, turns: Sequence[Turn], tools: Sequence[ToolSpec]
    ) -> AsyncIterator[str | Notice | Reply]:
        for piece in self._pieces():
            self.poured += 1
            yield piece


def no(question: Question) -> Answer:
    return Answer(yes=False)


def yes(question: Question) -> Answer:
    """Worst-case trusting: yes to everything, with every name typed back."""
    return Answer(yes=True, typed=question.to_type)


@dataclass
class Seen:
    """What came of one thing said."""

    events: list[Event] = field(default_factory=list)

    @property
    def questions(self) -> list[Question]:
        return [one for one in self.events if isinstance(one, Question) and one.kind == "approval"]

    @property
    def results(self) -> list[Result]:
        return [one.result for one in self.events if isinstance(one, ToolFinished)]

    @property
    def refusals(self) -> list[str]:
        return [one.text for one in self.results if one.failed]

    @property
    def failures(self) -> list[str]:
        return [one.text for one in self.events if isinstance(one, Failed)]


@asynccontextmanager
async def facing(
    home: Path,
    model: Any,
    *,
    redaction: Redaction | None = None,
    conversation: Conversation | None = None,
    **settings: Any,
) -> AsyncIterator[Session]:
    """A session with that model over the folder; the time is NOW."""
    wanted = Settings(home=home, **settings)
    async with AsyncExitStack() as stack:
        opened: list[Desk] = []

        async def opens() -> Desk:
            if not opened:
                workspace = await stack.enter_async_context(open_workspace(wanted, now=lambda: NOW))
                opened.append(Desk(workspace))
            return opened[0]

        server = offered(wanted, opens)
        yield await stack.enter_async_context(
            Session(model, server, conversation or Conversation("c1"), redaction=redaction)
        )


async def say(session: Session, answering: Callable[[Question], Answer] = no, text: str = "hello") -> Seen:
    seen = Seen()
    async with aclosing(session.say(text)) as events:  # type: ignore[type-var]  # an async generator
        async for event in events:
            seen.events.append(event)
            if isinstance(event, Question) and event.kind == "approval":
                session.answer(answering(event))
    return seen


async def attacked(
    home: Path, tactic: Tactic, answering: Callable[[Question], Answer] = no, **more: Any
) -> tuple[Seen, HostileModel]:
    """One turn of a hostile model over the folder."""
    model = HostileModel(tactic)
    async with facing(home, model, **more) as session:
        return await say(session, answering), model


class _Watch:
    """An audit hook cannot be taken away again, so there is one, which listens when asked to."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str]] | None = None
        self._hooked = False

    def hook(self) -> None:
        if not self._hooked:
            sys.addaudithook(self._take)
            self._hooked = True

    def _take(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.heard is not None and event in _REACHES:
            self.heard.append((event, str(arguments[1] if event == "socket.connect" else arguments[0])))


_HOSTS = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request")
_PROGRAMS = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "webbrowser.open")
_REACHES = frozenset((*_HOSTS, *_PROGRAMS, "open"))
_WATCH = _Watch()


@contextmanager
def watched() -> Iterator[list[tuple[str, str]]]:
    """What this process opens, connects to, looks up and starts meanwhile, as the interpreter itself sees it."""
    _WATCH.hook()
    _WATCH.heard = heard = []
    try:
        yield heard
    finally:
        _WATCH.heard = None


def reached(heard: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Hosts and programs, but no files."""
    return [one for one in heard if one[0] != "open"]
