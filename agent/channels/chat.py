"""Talking in a terminal: one turn, a few, or until the person leaves."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

from funnels.errors import FunnelError

from ..events import Applied, Event, Question, ToolFinished
from ..session import Session
from .consent import Consent
from .exits import Exit
from .lines import Lines
from .outcome import Outcome
from .plain import json_text
from .screen import Screen
from .views import plan_view

_NOBODY = "Nothing was written. Somebody can say yes at a terminal, or with --yes."

_LEAVE = frozenset({"exit", "quit", "bye", ":q"})


@dataclass(slots=True)
class Chat:
    session: Session
    screen: Screen
    lines: Lines
    consent: Consent
    json: bool = False
    _talks: bool = False
    """Ctrl-C at a question is a no, and the talk goes on; where there is only one request, it ends that."""

    async def once(self, text: str) -> Exit:
        """One request, and the answers to the questions it raises as long as somebody gives them."""
        outcome = await self.turn(text)
        while outcome.question is not None:
            try:
                line = self.lines.next("> ")
            except KeyboardInterrupt:
                return Exit.INTERRUPTED
            if line is None:
                break
            outcome = await self.turn(line)
        return outcome.exit

    async def talk(self) -> Exit:
        """Until the person leaves or the pipe ends. A pipe's exit code is that of its last turn."""
        last, self._talks = Exit.DONE, True
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

    async def apply(self, plan: Mapping[str, Any]) -> Outcome:
        """A saved plan that stands on the screen, after a yes."""
        self.session.shown(dict(plan))
        self.screen.has_seen(plan)
        return await self.offer(plan)

    async def settle(self, plan: Mapping[str, Any]) -> Exit:
        """A plan just made by a command: shown, and applied after a yes where it can be."""
        self.screen.print(plan_view(plan))
        if plan["status"] == "ready":
            return (await self.apply(plan)).exit
        self.screen.notice(plan["text"].replace("**", ""))
        if self.json:
            _write(plan)
        return Exit.BLOCKED if plan["status"] == "blocked" else Exit.DONE

    async def offer(self, plan: Mapping[str, Any]) -> Outcome:
        """A saved plan; where others came in between, the one it was merged into is asked about next."""
        outcome = await self._finished(self._offering(plan), "")
        if outcome.status == "declined":
            self.screen.notice("Nothing was written.")
        elif outcome.unanswered and not outcome.waiting:
            self.screen.notice(_NOBODY)
        return outcome

    async def plan(self, plan_id: str) -> Mapping[str, Any] | None:
        """The row of a saved plan, where it is among the latest."""
        rows = (await self.answer("list_plans", limit=100)).get("plans", [])
        return next((row for row in rows if row["plan_id"] == plan_id), None)

    async def answer(self, tool: str, **arguments: object) -> Any:
        """The structured answer of a tool that only reads; FunnelError with its complaint."""
        finished = [one async for one in self.session.use(tool, **arguments) if isinstance(one, ToolFinished)]
        if finished[0].result.failed:
            raise FunnelError(finished[0].result.text)
        return finished[0].result.data or {}

    async def _offering(self, plan: Mapping[str, Any]) -> AsyncIterator[Event]:
        following: Mapping[str, Any] | None = plan
        while following is not None:
            names = {name: following[name] for name in ("plan_id", "fingerprint")}
            following = None
            async with aclosing(self.session.use("apply_plan", **names)) as events:  # type: ignore[type-var]  # an async generator, seen as its protocol
                async for event in events:
                    if isinstance(event, Applied):
                        following = event.outcome.get("merged")
                    yield event

    async def _finished(self, events: Any, said: str) -> Outcome:
        outcome = Outcome()
        if await _interrupted(self._follow(events, outcome), ends=not self._talks):
            outcome.interrupted = True
            self.screen.complain(await self._how_far(outcome))
        if outcome.unanswered and outcome.waiting:
            self.screen.notice(_how_to_apply(outcome))
        if self.json:
            conversation, model = self.session.conversation.id, self.session.model.name
            document = outcome.document(said=self.session.covered(said), conversation=conversation, model=model)
            _write(document)
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
        answer = self.consent.answer(question, beforehand=outcome.stale is None)
        if answer.left and not self._talks:
            raise asyncio.CancelledError
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

    async def _how_far(self, outcome: Outcome) -> str:
        """What an interrupted turn has written, by the journal."""
        plan = await self.plan(outcome.applying) if outcome.applying else None
        if plan is None or plan["status"] not in ("applying", "failed"):
            if (outcome.applied or {}).get("status") == "applied":
                return "Interrupted; what was applied before stays."
            waits = f" The plan is saved: funnelwright apply {outcome.waiting}" if outcome.waiting else ""
            return f"Interrupted; nothing was written.{waits}"
        id, made, total = plan["plan_id"], plan.get("made", 0), plan["changes"]
        return (
            f"Interrupted: {made} of {total} changes are made; go on with `funnelwright plans resume {id}`, or take "
            f"back what was made with `funnelwright plans abandon {id}`."
        )


def _write(document: Mapping[str, Any]) -> None:
    sys.stdout.write(json_text(document) + "\n")
    sys.stdout.flush()


async def _interrupted(work: Any, *, ends: bool) -> bool:
    """Run it to its end; True where Ctrl-C came first.

    Where the program `ends` with it, another Ctrl-C does not disturb what is noted and closed on the way out.
    """
    task: asyncio.Future[None] = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()
    before: Any = signal.getsignal(signal.SIGINT)
    signal.signal(signal.SIGINT, lambda *_: loop.call_soon_threadsafe(task.cancel))
    try:
        await task
    except (asyncio.CancelledError, KeyboardInterrupt):
        before = signal.SIG_IGN if ends else before
        return True
    finally:
        signal.signal(signal.SIGINT, before)
    return False


def _how_to_apply(outcome: Outcome) -> str:
    what = "The plan is saved, nothing is written." if outcome.stale is None else "The merged plan is not written."
    return f"{what} Apply it with: funnelwright apply {outcome.waiting}"
