"""A process that applies a plan and dies on the way: `HOME PLAN FINGERPRINT POSITION before|after`."""

import os
import signal
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import anyio

from server.plans import PlanStore, Policy, apply
from server.tracker import embedded_tracker


class Deadly(PlanStore):
    """Dies instead of noting that a change begins, or that it is done."""

    position: int
    phase: str

    def note(
        self, id: str, position: int, phase: str, detail: Mapping[str, Any] | None = None, *, holder: str = ""
    ) -> None:
        if (position, phase) == (self.position, self.phase):
            os.kill(os.getpid(), signal.SIGKILL)
        super().note(id, position, phase, detail, holder=holder)


async def run(home: Path, plan: str, fingerprint: str, position: int, when: str) -> None:
    store = Deadly.open(home)
    store.position, store.phase = position, {"before": "intent", "after": "done"}[when]
    async with embedded_tracker(home) as tracker:
        kept = store.get(plan).plan
        store.approvals.give(kept, shown=fingerprint, typed=kept.subject, person="Ada", surface="child")
        await apply(store, tracker, plan, shown=fingerprint, now=datetime.now(UTC), policy=Policy())


if __name__ == "__main__":
    anyio.run(run, Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]), sys.argv[5])
