"""Talking in a terminal: one turn, a few, or until the person leaves."""

import asyncio
import json
import signal
import sys
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

from funnels.errors import FunnelError

from ..events import Question, ToolFinished
from ..session import Session
from .consent import Consent
from .exits import Exit
from .lines import Lines
from .outcome import Outcome
from .screen import Screen

_LEAVE = frozenset({"exit", "quit", "bye", ":q"})


@dataclass(slots=True)
class Chat:
    session: Session
    screen: Screen
    lines: Lines
    consent: Consent
    json: bool = False

    async def once(self, text: str) -> Exit:
        """One request, and the answers to the questions it raises as long as somebody gives them."""
        outcome = await self.turn(text)
        while outcome.question is not None:
            line = self._line("> ")
            if line is None:
                break
            outcome = await self.turn(line)
        return outcome.exit

    async def talk(self) -> Exit:
        """Until the person leaves or the pipe ends. A pipe's exit code is that of its last turn."""
        last = Exit.DONE
        while (line := self._line("> ")) is not None:
            if line.strip().casefold() in _LEAVE:
                break
            last = (await self.turn(line)).exit
        return Exit.DONE if self.lines.interactive else last

    async def turn(self, text: str) -> Outcome:
        return await self._finished(self.session.say(text), text)

    async def use(self, tool: str, **arguments: object) -> Outcome:
        """One tool, without a model."""
        return await self._finished(self.session.use(tool, **arguments), "")

    async def answer(self, tool: str, **arguments: object) -> Any:
        """The structured answer of a tool that only reads; FunnelError with its complaint."""
        finished = [one async for one in self.session.use(tool, **arguments) if isinstance(one, ToolFinished)]
        if finished[0].result.failed:
            raise FunnelError(finished[0].result.text)
        return finished[0].result.data or {}

    async def _finished(self, events: Any, said: str) -> Outcome:
        outcome = Outcome()
        if await _interrupted(self._follow(events, outcome)):
            outcome.interrupted = True
            self.screen.complain("Interrupted. What was written so far is kept; ask me to look before repeating it.")
        if outcome.unanswered and outcome.plan:
            self.screen.notice("The plan is saved, nothing is written. " + _how_to_apply(outcome))
        if self.json:
            conversation, model = self.session.conversation.id, self.session.model.name
            document = outcome.document(said=self.session.covered(said), conversation=conversation, model=model)
            sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")
            sys.stdout.flush()
        return outcome

    async def _follow(self, events: Any, outcome: Outcome) -> None:
        self.screen.begin()
        async with aclosing(events) as running:
            async for event in running:
                outcome.take(event)
                self.screen.show(event)
                if isinstance(event, Question) and event.kind == "approval":
                    self._answer(event, outcome)

    def _answer(self, question: Question, outcome: Outcome) -> None:
        if not self.screen.has_shown(question):
            self.screen.notice(question.text)
        answer = self.consent.answer(question)
        outcome.unanswered = answer.gone
        self.session.answer(answer)

    def _line(self, prompt: str) -> str | None:
        """The next line that says something; a first Ctrl-C empties the line, a second leaves."""
        for _ in range(2):
            try:
                while (line := self.lines.next(prompt)) is not None:
                    if line.strip():
                        return line
            except KeyboardInterrupt:
                self.screen.notice("\nCtrl-C again, or “exit”, to leave.")
            else:
                return None
        return None


async def _interrupted(work: Any) -> bool:
    """Run it to its end; True where Ctrl-C came first."""
    task: asyncio.Future[None] = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()
    before = signal.getsignal(signal.SIGINT)
    signal.signal(signal.SIGINT, lambda *_: loop.call_soon_threadsafe(task.cancel))
    try:
        await task
    except (asyncio.CancelledError, KeyboardInterrupt):
        return True
    finally:
        signal.signal(signal.SIGINT, before)
    return False


def _how_to_apply(outcome: Outcome) -> str:
    return f"Apply it with: funnelwright apply {(outcome.plan or {}).get('plan_id')}"
