"""A process that applies a plan and is killed on the way: `killed.py HOME PLAN FINGERPRINT NUMBER before|after`."""

import os
import signal
import sys
from pathlib import Path

import anyio
from at_the_desk import at_the_desk


async def run(home: Path, plan_id: str, fingerprint: str, number: int, when: str) -> None:
    async def die(one: int) -> None:
        if one == number:
            os.kill(os.getpid(), signal.SIGKILL)

    async with at_the_desk(home) as at:
        setattr(at.road, when, die)
        await at.apply({"plan_id": plan_id, "fingerprint": fingerprint})


if __name__ == "__main__":
    anyio.run(run, Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]), sys.argv[5])
