"""The tools of a conversation: which there are, and that no call is ever executed twice."""

import asyncio
import json
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from .errors import LoopStopped
from .events import Event, ToolFinished, ToolStarted
from .models.base import Call, Result, ToolSpec

Execute = Callable[[Call], Awaitable[Result]]
"""Does what a call asks for, once; a tool's complaint is a failed Result, not an exception."""

_MOST_FAILURES = 2
"""How often the very same call may fail before it is no longer tried."""

_MOST_CALLS = 200
"""In one turn of a person. The longest builds take about thirty."""

_LONGEST_NAME = 80
"""Characters of a tool that there is not, which are told."""

_MOST_STUBBORN = 2
"""How often a model may insist on such calls before its turn ends."""


@dataclass(frozen=True, slots=True)
class Tool:
    """`reads`: changes nothing, so it may run beside others."""

    spec: ToolSpec
    reads: bool


class Toolbox:
    """Executes the calls of one turn of a person. `done` holds the results of every call before."""

    def __init__(
        self, tools: Sequence[Tool], execute: Execute, emit: Callable[[Event], None], done: Sequence[Result] = ()
    ) -> None:
        self.specs = tuple(tool.spec for tool in tools)
        self._reads = {tool.spec.name: tool.reads for tool in tools}
        self._execute = execute
        self._emit = emit
        self._ledger = {result.call_id: result for result in done}
        self._failures: Counter[str] = Counter()
        self._stubborn = 0
        self._calls = 0

    @property
    def results(self) -> tuple[Result, ...]:
        """Of every call executed so far."""
        return tuple(self._ledger.values())

    async def run(self, calls: Sequence[Call]) -> tuple[Result, ...]:
        """The result of every call, in their order: neighbours that only read run together, the others alone."""
        tried, left = self._within(calls)
        results: list[Result] = []
        together: list[Call] = []
        for call in tried:
            if not self._reads.get(call.tool, False):
                results += await self._all(together)
                together = []
                results.append(await self._one(call))
            else:
                together.append(call)
        results += await self._all(together)
        if left:
            self._ledger |= {result.call_id: result for result in left}
            raise LoopStopped(f"I stopped after {_MOST_CALLS} calls of tools without coming to an end.")
        if self._stubborn > _MOST_STUBBORN:
            raise LoopStopped("I kept repeating a call that fails, so I stopped.")
        return tuple(results)

    def _within(self, calls: Sequence[Call]) -> tuple[Sequence[Call], list[Result]]:
        """The calls there is room for in this turn, and answers to the others."""
        room = max(_MOST_CALLS - self._calls, 0)
        self._calls += len(calls)
        text = f"Not tried: one turn may make {_MOST_CALLS} calls."
        left = [Result(one.id, one.tool, text, failed=True) for one in calls[room:] if one.id not in self._ledger]
        return calls[:room], left

    async def _all(self, calls: Sequence[Call]) -> list[Result]:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self._one(call)) for call in {call.id: call for call in calls}.values()]
        return [task.result() for task in tasks]

    async def _one(self, call: Call) -> Result:
        if call.id in self._ledger:
            return self._ledger[call.id]
        self._emit(ToolStarted(call))
        result = self._refusal(call) or await self._execute(call)
        self._ledger[call.id] = result
        if result.failed:
            self._failures[_same(call)] += 1
        self._emit(ToolFinished(result))
        return result

    def _refusal(self, call: Call) -> Result | None:
        if call.tool not in self._reads:
            names = ", ".join(self._reads)
            text = f"There is no tool {call.tool[:_LONGEST_NAME]!r}. There are: {names}."
            return Result(call.id, call.tool, text, failed=True)
        if self._failures[_same(call)] < _MOST_FAILURES:
            return None
        self._stubborn += 1
        text = "Not tried: this very call has failed twice. Change it, or ask the person."
        return Result(call.id, call.tool, text, failed=True)


def _same(call: Call) -> str:
    return f"{call.tool} {json.dumps(dict(call.arguments), sort_keys=True, default=str)}"
