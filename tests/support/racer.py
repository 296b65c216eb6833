"""A process that applies plans as it is told: `HOME [URL]`, and a line `PLAN FINGERPRINT NAME` for each.

It says `ready` once it has started, and answers each line with one of JSON: what became of the plan.
"""

import json
import sys
from pathlib import Path

import anyio

from benchmarks.campaign.office import Office, open_office
from funnels.errors import FunnelError
from funnels.wire import Json


async def run(home: Path, url: str) -> None:
    async with open_office(home, url) as office:
        say("ready")
        while line := await anyio.to_thread.run_sync(sys.stdin.readline):
            say(json.dumps(await applied(office, *line.rstrip("\n").split(" ", 2))))


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


async def applied(office: Office, plan_id: str, fingerprint: str, name: str) -> Json:
    async def quiet(done: float, total: float, what: str) -> None:
        pass

    try:
        done = await office.desk.apply(plan_id, fingerprint, typed=name, progress=quiet)
    except FunnelError as error:
        return {"status": "refused", "message": str(error)}
    return {"status": done["status"], "verified": done.get("verified"), "message": done["message"]}


if __name__ == "__main__":
    anyio.run(run, Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
