"""What has been said so far, kept as it grows and never left half said."""

import asyncio
from collections.abc import Sequence

from .memory import Memory
from .models.base import Call, Json, Result, Turn, Usage

_INTERRUPTED = "Interrupted before it answered. It may or may not have happened: look before repeating it."


class Conversation:
    """The turns of one conversation. Without a memory it lasts as long as this object."""

    def __init__(self, id: str, turns: Sequence[Turn] = (), *, memory: Memory | None = None) -> None:
        self.id = id
        self._turns = list(turns)
        self._memory = memory

    @classmethod
    def open(cls, memory: Memory, id: str | None = None) -> "Conversation":
        """The kept conversation of that id, or a new one."""
        return cls(id, memory.turns(id), memory=memory) if id else cls(memory.new_id(), memory=memory)

    @property
    def turns(self) -> tuple[Turn, ...]:
        return tuple(self._turns)

    @property
    def spent(self) -> Usage:
        """By all its replies, those of before it was resumed and those that came to nothing."""
        return _sum(self._turns)

    async def add(self, turn: Turn) -> None:
        self._turns.append(turn)
        if self._memory:
            await asyncio.shield(asyncio.to_thread(self._memory.add, self.id, turn))

    async def settle(self, known: Sequence[Result] = ()) -> None:
        """Answer every call that was left without an answer: with what is `known`, or as interrupted."""
        answered = {result.call_id for turn in self._turns for result in turn.results}
        open_calls = [call for turn in self._turns for call in turn.calls if call.id not in answered]
        if open_calls:
            by_id = {result.call_id: result for result in known}
            await self.add(Turn("tools", results=tuple(by_id.get(call.id) or _lost(call) for call in open_calls)))

    async def withdraw(self, length: int) -> None:
        """Take back everything after the first `length` turns, but not what it has cost."""
        paid, model = (
            _sum(self._turns[length:]),
            next((turn.model for turn in self._turns[length:] if turn.usage), ""),
        )
        del self._turns[length:]
        if self._memory:
            await asyncio.to_thread(self._memory.replace, self.id, self.turns)
        if paid != Usage():
            await self.add(Turn("agent", model=model, usage=paid))

    def plan(self, plan_id: str) -> Json | None:
        """The plan as a tool of this conversation answered it."""
        answers = (result.data for turn in reversed(self._turns) for result in turn.results if result.data)
        return next((data for data in answers if data.get("plan_id") == plan_id and "fingerprint" in data), None)


def _sum(turns: Sequence[Turn]) -> Usage:
    return sum((turn.usage for turn in turns if turn.usage), Usage())


def _lost(call: Call) -> Result:
    return Result(call.id, call.tool, _INTERRUPTED, failed=True)
