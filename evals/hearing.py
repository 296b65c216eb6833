"""The person of a case: says what the case has them say, answers what they are asked, and hears what comes of it."""

import json
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field

from agent.events import Answer, Done, Event, Failed, Noticed, Question, Said, ToolFinished, ToolStarted
from agent.models.base import Call, Model, Notice, Reply, Result, ToolSpec, Turn, Usage, wants_account
from agent.session import Session

from .case import CaseTurn
from .line import Line, Speaker

_LONGEST = 4000
"""Characters of one line of a transcript."""
_SHORT = 600
"""Of a tool's answer."""


class Timed:
    """A model whose thinking is timed and whose tokens are counted."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self.wants_account = wants_account(model)
        self.seconds = 0.0
        self.usage = Usage()

    @property
    def name(self) -> str:
        return self._model.name

    async def reply(
        self, system: str, turns: Sequence[Turn], tools: Sequence[ToolSpec]
    ) -> AsyncIterator[str | Notice | Reply]:
        begun = time.perf_counter()
        async for piece in self._model.reply(system, turns, tools):
            if isinstance(piece, Reply):
                self.usage += piece.usage or Usage()
                self.seconds += time.perf_counter() - begun
            yield piece


@dataclass(slots=True)
class Heard:
    """What came of one turn of a case, answers to questions included."""

    told: list[str] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)
    asked: Question | None = None
    """The question the turn ended with."""
    understood: bool = True
    lines: list[Line] = field(default_factory=list)
    slowest: float = 0.0
    """Seconds of the longest wait for the model, of all that it was told in this turn."""

    def note(self, who: Speaker, text: str) -> None:
        self.lines.append(Line(who, text[:_LONGEST]))


async def hear(session: Session, model: Timed, turn: CaseTurn) -> Heard:
    heard = Heard()
    for text in (turn.say, *turn.replies):
        if text is not turn.say and heard.asked is None:
            break
        thought = model.seconds
        await _said(session, text, heard, approve=turn.approve)
        heard.slowest = max(heard.slowest, model.seconds - thought)
    return heard


async def _said(session: Session, text: str, heard: Heard, *, approve: bool) -> None:
    heard.asked = None
    heard.note("person", text)
    async with aclosing(session.say(text)) as events:  # type: ignore[type-var]  # an async generator
        async for event in events:
            if isinstance(event, Question) and event.kind == "approval":
                _decide(session, event, heard, approve=approve)
            elif isinstance(event, ToolStarted | ToolFinished):
                _note_tool(event, heard)
            else:
                _note_words(event, heard)


def _decide(session: Session, question: Question, heard: Heard, *, approve: bool) -> None:
    heard.told.append(question.text)
    heard.note("plan", question.text)
    heard.note("person", "yes" if approve else "no")
    session.answer(Answer(yes=approve, typed=question.to_type if approve else ""))


def _note_tool(event: ToolStarted | ToolFinished, heard: Heard) -> None:
    match event:
        case ToolStarted(call):
            heard.calls.append(call)
            heard.note("tool", f"{call.tool} {json.dumps(dict(call.arguments), ensure_ascii=False)}")
        case ToolFinished(result):
            heard.results.append(result)
            heard.note("tool", f"  -> {'failed: ' if result.failed else ''}{result.text}"[:_SHORT])


def _note_words(event: Event, heard: Heard) -> None:
    match event:
        case Question():
            heard.asked = event
            heard.told += [event.text, *event.choices]
            heard.note("agent", " | ".join([f"asks: {event.text}", *event.choices]))
        case Said(words) if words.strip():
            heard.told.append(words)
            heard.note("agent", words.strip())
        case Noticed(words):
            heard.note("agent", f"({words})")
        case Failed(words, hint):
            heard.told += [words, hint]
            heard.note("agent", f"failed: {words} {hint}")
        case Done(understood):
            heard.understood = understood
