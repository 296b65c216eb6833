"""`python benchmarks/faults.py`: the campaign, its table, and an exit status that says whether all is well."""

import argparse
import os
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import anyio

from .crew import results
from .faults import FAULTS
from .job import Job, Stage
from .rehearsal import rehearsed
from .run import Apply, carried_out, properly
from .table import Table
from .verdict import Verdict
from .workroom import workroom

_QUICK = 2
"""Positions for each kind of fault and each way to the tracker."""


def main(arguments: Sequence[str] | None = None, *, apply: Apply = properly) -> int:
    """0 where every figure is zero. `apply` is how plans are applied the first time: a test hands in a bad one."""
    options = _options().parse_args(arguments)
    begun = time.monotonic()
    with workroom() as folder:
        stage = anyio.run(rehearsed, Path(folder))
        jobs = list(_jobs(stage, options))
        table = Table(jobs, options.seed)
        table.say_scene(stage)
        for job, verdict in results(partial(_one, stage, Path(folder), apply), jobs, at_once=options.processes):
            table.add(verdict if isinstance(verdict, Verdict) else _broken(job, verdict))
        table.show(time.monotonic() - begun)
    return 1 if table.is_bad else 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="faults.py", description="Applies a plan with a fault at every request.")
    parser.add_argument("--quick", action="store_true", help="some positions for each kind of fault, not all")
    parser.add_argument("--seed", type=int, default=1, help="of the choice of positions (default: %(default)s)")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, metavar="N", help="runs at a time")
    parser.add_argument("--fault", action="append", choices=list(FAULTS), metavar="KIND", help="only this kind")
    parser.add_argument("--at", type=int, action="append", metavar="N", help="only at this request")
    parser.add_argument("--way", choices=("process", "socket"), help="only in process, or only over a socket")
    return parser


def _jobs(stage: Stage, options: argparse.Namespace) -> Iterator[Job]:
    """All of them, or a sample in which every position is as likely and kinds do not share their positions."""
    chance = random.Random(options.seed)
    ways = [way == "socket" for way in ("process", "socket") if options.way in (None, way)]
    everywhere = range(len(stage.requests))
    for fault in options.fault or FAULTS:
        for on_socket in ways:
            some = chance.sample(everywhere, _QUICK) if options.quick else everywhere
            yield from (Job(fault, at, on_socket) for at in options.at or some)


def _one(stage: Stage, folder: Path, apply: Apply, job: Job) -> Verdict:
    with tempfile.TemporaryDirectory(dir=folder) as home:
        return carried_out(stage, job, Path(home) / "home", apply)


def _broken(job: Job, told: str) -> Verdict:
    return Verdict(job, stuck=1, claims=["broke"], why=[f"{job.title}: the run itself broke", told])
