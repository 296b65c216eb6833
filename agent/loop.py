"""The loop: a model speaks and calls tools until it has nothing more to call, within bounds."""

from collections.abc import Callable
from contextlib import aclosing

from .conversation import Conversation
from .errors import LoopStopped
from .events import Cost, Event, Noticed, Said, Text
from .length import Length
from .models.base import Model, Notice, Reply, Turn, Usage
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
) -> Reply:
    """The model's last reply. `spent` is what the conversation has cost so far."""
    total = spent or Usage()
    for _ in range(max_steps):
        reply = await _heard(model, system, conversation, tools, emit)
        if reply.usage:
            total += reply.usage
            emit(Cost(reply.usage, total))
        await conversation.add(Turn("agent", reply.text, reply.calls, model=model.name, blocks=reply.blocks))
        if not reply.calls:
            return reply
        results = await tools.run(reply.calls)
        await conversation.add(Turn("tools", results=results))
    raise LoopStopped(f"I stopped after {max_steps} steps without coming to an end.")


async def _heard(
    model: Model, system: str, conversation: Conversation, tools: Toolbox, emit: Callable[[Event], None]
) -> Reply:
    length = Length()
    async with aclosing(model.reply(system, conversation.turns, tools.specs)) as pieces:  # type: ignore[type-var]  # an async generator, seen as its protocol
        async for piece in pieces:
            length.take(piece)
            match piece:
                case str():
                    emit(Text(piece))
                case Notice():
                    emit(Noticed(piece.text, piece.restart))
                case Reply():
                    if piece.text.strip():
                        emit(Said(piece.text))
                    return piece
    raise LoopStopped(f"The model {model.name} ended without a reply.")
