"""One run: the plan is applied, one thing goes wrong, a person recovers, and the database is looked at."""

import os
import shutil
import signal
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import anyio
import httpx

from funnels.errors import FunnelError
from server.local import serve

from .faults import FAULTS
from .job import Job, Stage
from .office import TOKEN, Office, open_office
from .people import Edit, Human, told
from .recovery import Ending, recover, taken_back
from .strikes import Late, Road, Send, Strike
from .verdict import Verdict, judged

Apply = Callable[[Office, str], Awaitable[object]]


async def properly(office: Office, plan_id: str) -> None:
    """As everybody applies a plan."""
    await office.apply(plan_id)


def carried_out(stage: Stage, job: Job, folder: Path, apply: Apply = properly) -> Verdict:
    """Does it in a folder of its own. Forks, so nothing of this process may run in another thread."""
    shutil.copytree(stage.home, folder)
    with tracker_of(folder, on_socket=job.on_socket) as url:
        work = _Run(stage, job, folder, url, apply)
        if FAULTS[job.fault].kills:
            was_killed = _in_a_child(lambda: anyio.run(work.disturb))
            verdict = anyio.run(work.recover_from_death)
            verdict.killed = was_killed
            return verdict
        return anyio.run(work.disturb_and_recover)


@contextmanager
def tracker_of(folder: Path, *, on_socket: bool) -> Iterator[str]:
    """The address of a tracker in a process of its own; none where it is embedded."""
    if not on_socket:
        yield ""
        return
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            serve(folder, token=TOKEN, ready=lambda url: _say(writing, url))
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        url = told.readline().strip()
    try:
        yield url
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _say(writing: int, url: str) -> None:
    os.write(writing, f"{url}\n".encode())


def _in_a_child(work: Callable[[], object]) -> bool:
    """Whether the process that does it was killed on the way."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


@dataclass
class _Run:
    stage: Stage
    job: Job
    folder: Path
    url: str
    apply: Apply
    edits: list[Edit] = field(default_factory=list)

    async def disturb_and_recover(self) -> Verdict:
        await self.disturb()
        return await self._recover()

    async def recover_from_death(self) -> Verdict:
        """What humans do, they do before anybody finds out."""
        if FAULTS[self.job.fault].human:
            async with open_office(self.folder, self.url) as office:
                await self._human(office).edit(self.stage.requests[self.job.at])
        return await self._recover()

    async def disturb(self) -> None:
        fault, late, roads = FAULTS[self.job.fault], Late(), list[Road]()

        def laid(inner: httpx.AsyncBaseTransport) -> Road:
            roads.append(Road(inner))
            return roads[0]

        async with open_office(self.folder, self.url, laid) as office:
            human = self._human(office) if fault.human and not fault.kills else None
            roads[0].strike = late if fault.is_late else _together(fault.strike, human)
            roads[0].at, roads[0].lasts = self.job.at, fault.lasts
            with suppress(FunnelError, httpx.HTTPError):
                await self.apply(office, self.stage.plan_id)
            await late.arrive()

    def _human(self, office: Office) -> Human:
        doing = FAULTS[self.job.fault].human
        assert doing
        return Human(doing, office.others, office.changes(self.stage.plan_id), self.job.at, self.edits)

    async def _recover(self) -> Verdict:
        async with open_office(self.folder, self.url) as office:
            ending = await recover(office, self.stage.plan_id)
            verdict = judged(self.stage, self.job, self.folder, ending, self.edits)
            if ending.claim in ("verified", "differs") and self.edits:  # what humans did has to survive an undo, too
                claim = await taken_back(office, ending.applied, ending.told)
                undone = Ending(claim or "kept", ending.told, ending.applied)
                verdict = verdict.and_then(judged(self.stage, self.job, self.folder, undone, self.edits))
        return verdict


def _together(strike: Strike | None, human: Human | None) -> Strike | None:
    """The human acts once the request was carried out, and then the strike is felt."""
    if human is None or strike is None:
        return human or strike

    async def both(request: httpx.Request, send: Send) -> httpx.Response:
        async def carried(request: httpx.Request) -> httpx.Response:
            answer = await send(request)
            await human.edit(told(request))
            return answer

        return await strike(request, carried)

    return both
