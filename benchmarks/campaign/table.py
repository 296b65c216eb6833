"""What people see of the campaign: a line while it runs, a table at the end."""

import sys
from collections import Counter
from collections.abc import Sequence

from .job import Job, Stage
from .verdict import FIGURES, Verdict

_MOST_WHY = 12


class Table:
    def __init__(self, jobs: Sequence[Job], seed: int) -> None:
        self._all = len(jobs)
        self._seed = seed
        self._faults = list(dict.fromkeys(job.fault for job in jobs))
        self._runs: list[Verdict] = []

    @property
    def is_bad(self) -> bool:
        return not self._runs or any(any(run.figures) for run in self._runs)

    def say_scene(self, stage: Stage) -> None:
        print(
            f"A plan of {stage.changes} changes over {stage.families} families takes {len(stage.requests)} requests; "
            f"{self._all} runs, seed {self._seed}",
            flush=True,
        )

    def add(self, run: Verdict) -> None:
        self._runs.append(run)
        if sys.stderr.isatty():
            bad = sum(any(one.figures) for one in self._runs)
            line = f"\r{len(self._runs)} of {self._all} runs, {bad} bad  {run.job.title:<60}"
            print(line, end="", file=sys.stderr, flush=True)

    def show(self, seconds: float) -> None:
        if sys.stderr.isatty():
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
        width = max(map(len, self._faults), default=0)
        print(
            f"{'fault':<{width}} {'runs':>6} {'socket':>6} {'killed':>6} " + " ".join(f"{one:>13}" for one in FIGURES)
        )
        for fault in self._faults:
            self._row(fault, [run for run in self._runs if run.job.fault == fault], width)
        self._row("all", self._runs, width)
        claims = Counter(claim for run in self._runs for claim in run.claims[:1])
        print("ended: " + ", ".join(f"{count} {claim}" for claim, count in claims.most_common()))
        print(f"{sum(run.edits for run in self._runs)} edits by humans; {seconds:.0f} s")
        for run in [run for run in self._runs if any(run.figures)][:_MOST_WHY]:
            print("\n".join(f"  {line[:600]}" for line in run.why))

    def _row(self, name: str, runs: Sequence[Verdict], width: int) -> None:
        figures = [sum(column) for column in zip(*(run.figures for run in runs), strict=True)] or [0] * len(FIGURES)
        sockets = sum(run.job.on_socket for run in runs)
        killed = sum(run.killed for run in runs)
        print(f"{name:<{width}} {len(runs):>6} {sockets:>6} {killed:>6} " + " ".join(f"{one:>13}" for one in figures))
