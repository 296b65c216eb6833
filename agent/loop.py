"""The loop: a model speaks and calls tools until it has nothing more to call, within bounds."""

from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass

from .ceiling import Ceiling
from .conversation import Conversation
from .errors import LoopStopped
from .events import Cost, Event, Noticed, Said, Text
from .length import Length
from .models.base import Foresees, Model, Notice, Reply, Turn, Usage
from .toolbox import Toolbox

MAX_STEPS = 24
"""Replies of the model to one thing a person said. A long build with mistakes takes about ten."""


async def converse(
    model: Model,
    system: str,
    conversation: Conversation,
    tools: Toolbox,
    emit: Callable[[Event], None],
    *,
    spent: Usage | None = None,
    max_steps: int = MAX_STEPS,
    ceiling: Ceiling | None = None,
) -> Reply:
    """The model's last reply. `spent` is what the conversation has cost so far, of which `ceiling` is the most."""
    bill = _Bill(spent or Usage(), emit)
    for _ in range(max_steps):
        if ceiling:
            ceiling.check(bill.total, _coming(model, system, conversation, tools))
        reply = await _heard(model, system, conversation, tools, emit, bill)
        bill.add(reply.usage)
        blocks, usage = reply.blocks, reply.usage
        await conversation.add(Turn("agent", reply.text, reply.calls, model=model.name, blocks=blocks, usage=usage))
        if not reply.calls:
            return reply
        results = await tools.run(reply.calls)
        await conversation.add(Turn("tools", results=results))
    raise LoopStopped(f"I stopped after {max_steps} steps without coming to an end.")


@dataclass(slots=True)
class _Bill:
    total: Usage
    emit: Callable[[Event], None]

    def add(self, usage: Usage | None) -> None:
        if usage:
            self.total += usage
            self.emit(Cost(usage, self.total))


def _coming(model: Model, system: str, conversation: Conversation, tools: Toolbox) -> Usage:
    return model.foreseen(system, conversation.turns, tools.specs) if isinstance(model, Foresees) else Usage()


async def _heard(
    model: Model,
    system: str,
    conversation: Conversation,
    tools: Toolbox,
    emit: Callable[[Event], None],
    bill: _Bill,
) -> Reply:
    length = Length()
    async with aclosing(model.reply(system, conversation.turns, tools.specs)) as pieces:  # type: ignore[type-var]  # an async generator, seen as its protocol
        async for piece in pieces:
            length.take(piece)
            match piece:
                case str():
                    emit(Text(piece))
                case Notice():
                    await _noticed(piece, model, conversation, emit, bill)
                case Reply():
                    if piece.text.strip():
                        emit(Said(piece.text))
                    return piece
    raise LoopStopped(f"The model {model.name} ended without a reply.")


async def _noticed(
    notice: Notice, model: Model, conversation: Conversation, emit: Callable[[Event], None], bill: _Bill
) -> None:
    if notice.text:
        emit(Noticed(notice.text, notice.restart))
    if notice.usage:
        bill.add(notice.usage)
        await conversation.add(Turn("agent", model=model.name, usage=notice.usage))
