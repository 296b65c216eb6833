"""Many trials, in as many processes as there are processors."""

import multiprocessing
import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

import anyio

from .case import Case
from .homes import Homes
from .models import ModelChoice, models_of
from .trial import Trial, tried


@dataclass(frozen=True, slots=True)
class Job:
    """One case to be tried once, with all that another process needs for it."""

    number: int
    case: Case
    folder: Path
    model: ModelChoice


def run(
    cases: Sequence[Case],
    folder: Path,
    model: ModelChoice,
    *,
    processes: int | None = None,
    told: Callable[[str], None] = lambda text: None,
    done: Callable[[Trial], None] = lambda trial: None,
) -> tuple[Trial, ...]:
    """A trial of every case, in their order. Accounts are made in `folder`; `done` hears each trial as it ends."""
    anyio.run(_prepared, {case.account for case in cases}, folder, told)
    jobs = [Job(number, case, folder, model) for number, case in enumerate(cases)]
    found: dict[int, Trial] = {}
    for number, trial in _worked_off(jobs, processes or os.cpu_count() or 1):
        found[number] = trial
        done(trial)
    return tuple(found[job.number] for job in jobs)


async def _prepared(accounts: Iterable[str], folder: Path, told: Callable[[str], None]) -> None:
    homes = Homes(folder, told)
    for account in sorted(accounts):
        await homes.template(account)


def _worked_off(jobs: Sequence[Job], processes: int) -> Iterable[tuple[int, Trial]]:
    if processes == 1 or len(jobs) == 1:
        yield from map(work, jobs)
        return
    # a forked child would share the locks of threads that it does not have
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        for future in as_completed([pool.submit(work, job) for job in jobs]):
            yield future.result()


def work(job: Job) -> tuple[int, Trial]:
    return job.number, anyio.run(tried, job.case, Homes(job.folder), models_of(job.model))
