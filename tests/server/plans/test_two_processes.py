"""Two real processes apply at the same moment: one wins, the other is told why not, nothing is made twice."""

import json
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from pathlib import Path

import pytest

from benchmarks.campaign.office import TOKEN, Office, open_office
from benchmarks.campaign.scene import furnish
from funnels.assets import Funnel, Page
from funnels.wire import Json

ROOT = Path(__file__).parents[3]
RACER = ROOT / "tests" / "support" / "racer.py"
SERVES = """
import sys
from pathlib import Path
from pydantic import SecretStr
from server.local import serve
serve(Path(sys.argv[1]), token=SecretStr(sys.argv[2]), ready=lambda url: print(url, flush=True))
"""
ROUNDS = 3


@contextmanager
def started(*command: object) -> Iterator[subprocess.Popen[str]]:
    """A Python process, once it has said its first line; killed at the end."""
    process = subprocess.Popen(
        [sys.executable, *map(str, command)],
        env={"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate(timeout=60)


@contextmanager
def tracker(home: Path, way: str) -> Iterator[str]:
    """Its address; none where every process has it embedded."""
    if way == "embedded":
        yield ""
        return
    with started("-c", SERVES, home, TOKEN.get_secret_value()) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()


class Racers:
    def __init__(self, processes: list[subprocess.Popen[str]]) -> None:
        self._processes = processes
        assert [self._said(one) for one in processes] == ["ready"] * 2

    def race(self, office: Office, *plans: str) -> list[Json]:
        """What each is told of its plan, the first plan first; they begin at the same moment."""
        lines = []
        for id in plans:
            plan = office.store.get(id).plan
            lines.append(f"{id} {plan.fingerprint} {plan.subject}\n")
        for process, line in zip(self._processes, lines, strict=True):
            assert process.stdin is not None
            process.stdin.write(line)
        return [json.loads(self._said(one)) for one in self._processes]

    @staticmethod
    def _said(process: subprocess.Popen[str]) -> str:
        assert process.stdout is not None
        return process.stdout.readline().strip()


@asynccontextmanager
async def race_at(home: Path, way: str) -> AsyncIterator[tuple[Office, Racers]]:
    """An account with funnels, and two processes that wait for plans over it."""
    with ExitStack() as stack:
        url = stack.enter_context(tracker(home, way))
        async with open_office(home, url) as office:
            await furnish(office)
            yield office, Racers([stack.enter_context(started(RACER, home, url)) for _ in range(2)])


async def edit(office: Office, url: str) -> str:
    operation = {"op": "set_url", "step": "out", "url": url}
    plan = await office.desk.plan_edit("Running", [operation], as_new=None, request="")
    return str(plan["plan_id"])


async def urls(office: Office) -> list[str]:
    funnel = next(one for one in await office.others.entries(Funnel) if one.name == "Running")
    nodes = (await office.others.get(Funnel, funnel.id)).nodes
    return [one.node_external_url_params.url for one in nodes if one.node_external_url_params]


@pytest.mark.parametrize("way", ["embedded", "socket"])
async def test_of_two_plans_over_one_funnel_one_wins_and_the_other_is_told_what_moved(
    tmp_path: Path, way: str
) -> None:
    async with race_at(tmp_path, way) as (office, racers):
        for number in range(ROUNDS):
            wanted = [f"https://{who}-{number}.example" for who in ("one", "other")]
            plans = [await edit(office, url) for url in wanted]
            told = racers.race(office, *plans)
            won = [one["status"] for one in told].index("applied")
            winner, loser = told[won], told[1 - won]
            assert winner["verified"]
            assert loser["status"] in ("stale", "refused")
            assert wanted[won] in loser["message"], loser
            assert await urls(office) == [wanted[won]]
            assert office.store.get(plans[1 - won]).status == "ready"
            assert office.store.journal(plans[1 - won]) == []


@pytest.mark.parametrize("way", ["embedded", "socket"])
async def test_one_plan_applied_twice_at_once_is_made_once(tmp_path: Path, way: str) -> None:
    async with race_at(tmp_path, way) as (office, racers):
        for number in range(ROUNDS):
            changes = [
                {"do": "duplicate", "family": "page", "name": "Story", "as": f"Story copy {number}"},
                {"do": "create", "family": "visitor_tag", "fields": {"name": f"Tag {number}"}},
            ]
            plan = str((await office.desk.plan_changes(changes, request=""))["plan_id"])
            told = sorted(racers.race(office, plan, plan), key=lambda one: str(one["status"]))
            assert [one["status"] for one in told] == ["applied", "refused"], told
            assert "applied" in told[1]["message"]
            names = [one.name for one in await office.others.entries(Page, status="all")]
            assert names.count(f"Story copy {number}") == 1
            intents = [one.position for one in office.store.journal(plan) if one.phase == "intent"]
            assert intents == [0, 1]
