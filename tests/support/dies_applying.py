"""A process that applies a plan and dies on the way: `HOME PLAN FINGERPRINT POSITION before|after`."""

import os
import signal
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import anyio

from server.plans import Plan, PlanStore, Policy, apply
from server.plans.store import Line
from server.tracker import embedded_tracker


class Deadly(PlanStore):
    """Dies instead of noting that a change begins, or that it is done."""

    position: int
    phase: str

    def note_all(self, id: str, lines: Iterable[Line], *, holder: str = "") -> None:
        self._die_before(lines := list(lines))
        super().note_all(id, lines, holder=holder)

    def finish(self, plan: Plan, result: Mapping[str, Any], lines: Iterable[Line] = (), **seen: Any) -> None:
        self._die_before(lines := list(lines))
        super().finish(plan, result, lines, **seen)

    def _die_before(self, lines: Iterable[Line]) -> None:
        if (self.position, self.phase) in {(one.position, one.phase) for one in lines}:
            os.kill(os.getpid(), signal.SIGKILL)


async def run(home: Path, plan: str, fingerprint: str, position: int, when: str) -> None:
    store = Deadly.open(home)
    store.position, store.phase = position, {"before": "intent", "after": "done"}[when]
    async with embedded_tracker(home) as tracker:
        kept = store.get(plan).plan
        store.approvals.give(kept, shown=fingerprint, typed=kept.subject, person="Ada", surface="child")
        await apply(store, tracker, plan, shown=fingerprint, now=datetime.now(UTC), policy=Policy())


if __name__ == "__main__":
    anyio.run(run, Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]), sys.argv[5])
