"""`funnelwright-evals`: the score."""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from agent.settings import Settings
from funnels.errors import FunnelError

from .arguments import parse
from .case import Case
from .comparison import compared
from .document import document
from .drift import drifted, written
from .errors import CaseError
from .load import HALVES, Half, cases, cases_in
from .models import ModelChoice, transcript_of
from .mutations import origin, variants
from .outcome import markdown_outcomes, outcome_table
from .run import run
from .summary import summary
from .table import markdown_table, terminal_table
from .transcript import transcript
from .trial import Trial

Halves = dict[Half, tuple[Trial, ...]]


@dataclass(frozen=True, slots=True)
class Tried:
    halves: Halves
    mutated: tuple[Trial, ...]
    """Variants of the cases of all halves that were tried."""


def main(arguments: Sequence[str] | None = None) -> int:
    options = parse(arguments)
    console = Console(stderr=options.json == Path("-"), highlight=False)
    try:
        return _main(options, console)
    except FunnelError as error:
        print(f"{error.args[0]} {error.hint}".strip(), file=sys.stderr)  # noqa: T201  # a command's complaint
        return 2


def _main(options: argparse.Namespace, console: Console) -> int:
    before = _read(options.compare) if options.compare else None
    tried = _tried(options, console)
    _print(options, tried, console)
    result = document(options.model, tried.halves, tried.mutated)
    _keep(options, tried.halves, result)
    if before:
        console.print(compared(before, result))
    drifts = _other_numbers(options, tried, console)
    return 1 if result["wrong_writes"] or drifts else 0


def _tried(options: argparse.Namespace, console: Console) -> Tried:
    model = _model(options)
    if options.record and options.trials > 1:
        raise CaseError("--record keeps one transcript of each case.", hint="Leave out --trials.")
    named: tuple[Half, ...] = ("open",) if options.cases else HALVES
    wanted = {half: _wanted(half, options) for half in named if options.half in (None, half)}
    plain = [case for some in wanted.values() for case in some]
    altered = [variant.case for variant in variants(plain, options.mutated, options.seed)] if options.mutated else []
    every = [*(case for case in plain for _ in range(options.trials)), *altered]
    if not plain:
        raise CaseError(
            "No case fits.", hint="Leave out --kind or --only, or see what is in evals/cases and what was recorded."
        )
    with tempfile.TemporaryDirectory(prefix="funnelwright-evals-") as folder, _progress(console) as progress:
        task = progress.add_task("trying", total=len(every))
        trials = run(
            every,
            Path(folder),
            model,
            processes=options.processes,
            told=lambda text: progress.update(task, description=text),
            done=lambda _: progress.update(task, advance=1, description="trying"),
        )
    left = iter(trials)
    halves = {half: tuple(islice(left, len(some) * options.trials)) for half, some in wanted.items()}
    return Tried(halves, tuple(left))


def _wanted(half: Half, options: argparse.Namespace) -> list[Case]:
    """With --replay, those that were recorded."""
    return [
        case
        for case in (cases_in(options.cases) if options.cases else cases(half))
        if (not options.only or any(text in case.id for text in options.only))
        and (not options.kind or case.kind in options.kind)
        and (options.replay is None or transcript_of(case, options.replay).exists())
    ]


def _model(options: argparse.Namespace) -> ModelChoice:
    key = Settings.from_environment().api_key
    return ModelChoice(options.model, options.base_url, key, options.record, options.replay)


def _progress(console: Console) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=console, transient=True)


def _print(options: argparse.Namespace, tried: Tried, console: Console) -> None:
    for half, trials in tried.halves.items():
        if trials:
            console.print(terminal_table(half, trials))
    if tried.mutated:
        console.print(outcome_table(f"{len(tried.mutated)} variants, seed {options.seed}", tried.mutated))
    if drifting := sum(bool(trial.notes) for trials in tried.halves.values() for trial in trials):
        console.print(f"In {drifting} replays what was sent is not what was recorded: --failures says where.")
    for half in _shown(options):
        for trial in (*tried.halves.get(half, ()), *_wrong_variants(half, tried)):
            if not trial.passed or trial.notes:
                console.print(f"\n{transcript(trial)}", markup=False, soft_wrap=True)


def _wrong_variants(half: Half, tried: Tried) -> list[Trial]:
    ids = {trial.case.id for trial in tried.halves.get(half, ())}
    return [trial for trial in tried.mutated if (trial.wrong_write or trial.broken) and origin(trial.case.id) in ids]


def _shown(options: argparse.Namespace) -> Iterator[Half]:
    if options.failures:
        yield "open"
    if options.held_out_failures:
        yield "held_out"


def _keep(options: argparse.Namespace, halves: Halves, result: dict[str, Any]) -> None:
    if options.json:
        text = json.dumps(result, indent=1, ensure_ascii=False)
        if options.json == Path("-"):
            sys.stdout.write(f"{text}\n")
        else:
            options.json.write_text(f"{text}\n", encoding="utf-8")
    if options.transcripts:
        options.transcripts.mkdir(parents=True, exist_ok=True)
        for trial in halves.get("open", ()):
            (options.transcripts / f"{trial.case.id}.txt").write_text(f"{transcript(trial)}\n", encoding="utf-8")


def _other_numbers(options: argparse.Namespace, tried: Tried, console: Console) -> bool:
    blocks = {"table": markdown_table(tried.halves), "summary": summary(tried.halves)}
    if tried.mutated:
        blocks["variants"] = markdown_outcomes(len(tried.mutated), options.seed, tried.mutated)
    for file in options.write:
        if written(file, blocks):
            console.print(f"{file} has the new numbers.")
    drifting = [file for file in options.check if drifted(file, blocks)]
    for file in drifting:
        console.print(f"{file} says other numbers than this run. Put them in: the same command with --write {file}")
    return bool(drifting)


def _read(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CaseError(f"{file} is not a run kept with --json: {error}") from error
    return dict(found)
