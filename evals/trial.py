"""One case tried once: in a folder of its own, through the same session that people use."""

import tempfile
import traceback
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from mcp.server import MCPServer

from agent.conversation import Conversation
from agent.models.base import Model, Usage
from agent.session import Session
from server.building import Desk
from server.main import offered
from server.settings import Settings
from server.workspace import open_workspace

from .account_file import read_account_file
from .case import Case, CaseTurn
from .grade import Grade
from .graders import grades
from .happened import Happened
from .hearing import Heard, Timed, hear
from .homes import NOW, Homes
from .line import Line
from .snapshot import Snapshot, snapshot

Models = Callable[[Case, Callable[[str], None]], AbstractAsyncContextManager[Model]]
"""A model for the trial of a case; what it hands notes to is told with the trial."""


@dataclass(frozen=True, slots=True)
class TurnTrial:
    """What came of one turn; `wrong_write` as CASES.md has it."""

    grades: tuple[Grade, ...]
    lines: tuple[Line, ...]
    calls: int
    asked: bool
    understood: bool
    wrote: bool
    thinking: float
    """Seconds the model needed at most, of all that the person said in this turn."""

    @property
    def failed(self) -> tuple[Grade, ...]:
        return tuple(grade for grade in self.grades if not grade.passed)

    @property
    def wrong_write(self) -> bool:
        return self.wrote and any(grade.of_account for grade in self.failed)


@dataclass(frozen=True, slots=True)
class Trial:
    """Turns up to the first that failed; `broken` is what went wrong in trying, which counts as a failure."""

    case: Case
    turns: tuple[TurnTrial, ...]
    usage: Usage = field(default_factory=Usage)
    broken: str = ""
    notes: tuple[str, ...] = ()
    """Of a replay: where what was sent is not what had been recorded."""

    @property
    def passed(self) -> bool:
        return not self.broken and len(self.turns) == len(self.case.turns) and not self.turns[-1].failed

    @property
    def wrong_write(self) -> bool:
        return any(turn.wrong_write for turn in self.turns)

    @property
    def calls(self) -> int:
        return sum(turn.calls for turn in self.turns)


async def tried(case: Case, homes: Homes, models: Models) -> Trial:
    """Whatever goes wrong in the trial is told in it."""
    done: list[TurnTrial] = []
    notes: list[str] = []
    with tempfile.TemporaryDirectory(prefix="funnelwright-eval-") as folder:
        try:
            home = await homes.fresh(case.account, Path(folder) / "home")
            async with AsyncExitStack() as stack:
                model = Timed(await stack.enter_async_context(models(case, notes.append)))
                session = await _session(case, model, home, stack)
                await _all(case, session, model, home, done)
        except Exception:  # a trial that breaks is a failed one, told with its trace
            return Trial(case, tuple(done), broken=traceback.format_exc(), notes=tuple(notes))
        return Trial(case, tuple(done), model.usage, notes=tuple(notes))


async def _session(case: Case, model: Model, home: Path, stack: AsyncExitStack) -> Session:
    visited = read_account_file(case.account).extends == "busy"
    settings = Settings(home=home, demo=visited)  # elsewhere the first look at a result would make visitors come
    workspace = await stack.enter_async_context(open_workspace(settings, now=lambda: NOW))
    _desk.set(Desk(workspace))
    return await stack.enter_async_context(Session(model, _server(), Conversation(case.id)))


_desk: ContextVar[Desk] = ContextVar("desk")
"""Of the trial that is under way in this task."""


@cache
def _server() -> MCPServer[Any]:
    """One for all trials of a process: making it takes longer than most trials."""

    async def opened() -> Desk:
        return _desk.get()

    return offered(Settings(), opened)


async def _all(case: Case, session: Session, model: Timed, home: Path, done: list[TurnTrial]) -> None:
    before = snapshot(home)
    for turn in case.turns:
        heard = await hear(session, model, turn)
        after = snapshot(home)
        done.append(_graded(turn, heard, before, after))
        if done[-1].failed:
            return
        before = after


def _graded(turn: CaseTurn, heard: Heard, before: Snapshot, after: Snapshot) -> TurnTrial:
    happened = Happened(
        before=before,
        after=after,
        told="\n".join(heard.told),
        calls=tuple(heard.calls),
        results=tuple(heard.results),
        asked=heard.asked,
        now=NOW,
    )
    return TurnTrial(
        grades=tuple(grades(turn.expect, happened)),
        lines=tuple(heard.lines),
        calls=len(heard.calls),
        asked=heard.asked is not None,
        understood=heard.understood,
        wrote=after.differs(before),
        thinking=heard.slowest,
    )
