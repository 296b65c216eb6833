"""`funnelwright-evals`: the score."""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
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
from .load import HALVES, Half, cases
from .models import ModelChoice
from .run import run
from .table import markdown_table, terminal_table
from .transcript import transcript
from .trial import Trial

Halves = dict[Half, tuple[Trial, ...]]


def main(arguments: Sequence[str] | None = None) -> int:
    options = parse(arguments)
    console = Console(stderr=options.json == Path("-"), highlight=False)
    try:
        return _main(options, console)
    except FunnelError as error:
        print(f"{error.args[0]} {error.hint}".strip(), file=sys.stderr)  # noqa: T201  # a command's complaint
        return 2


def _main(options: argparse.Namespace, console: Console) -> int:
    halves = _tried(options, console)
    _print(options, halves, console)
    result = document(options.model, halves)
    _keep(options, halves, result)
    if options.compare:
        console.print(compared(_read(options.compare), result))
    return 1 if result["wrong_writes"] or _other_numbers(options, halves, console) else 0


def _tried(options: argparse.Namespace, console: Console) -> Halves:
    wanted = {half: _wanted(half, options) for half in HALVES if options.half in (None, half)}
    every = [case for some in wanted.values() for case in some for _ in range(options.trials)]
    if not every:
        raise CaseError("No case fits.", hint="Leave out --kind or --only, or see evals/cases for what there is.")
    with tempfile.TemporaryDirectory(prefix="funnelwright-evals-") as folder, _progress(console) as progress:
        task = progress.add_task("trying", total=len(every))
        trials = run(
            every,
            Path(folder),
            _model(options),
            processes=options.processes,
            told=lambda text: progress.update(task, description=text),
            done=lambda _: progress.update(task, advance=1, description="trying"),
        )
    left = iter(trials)
    return {half: tuple(islice(left, len(some) * options.trials)) for half, some in wanted.items()}


def _wanted(half: Half, options: argparse.Namespace) -> list[Case]:
    kinds = options.kind
    return [case for case in cases(half) if options.only in case.id and (not kinds or case.kind in kinds)]


def _model(options: argparse.Namespace) -> ModelChoice:
    key = Settings.from_environment().api_key
    return ModelChoice(options.model, options.base_url, key, options.record, options.replay)


def _progress(console: Console) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=console, transient=True)


def _print(options: argparse.Namespace, halves: Halves, console: Console) -> None:
    for half, trials in halves.items():
        if trials:
            console.print(terminal_table(half, trials))
    for half in _shown(options):
        for trial in halves.get(half, ()):
            if not trial.passed:
                console.print(f"\n{transcript(trial)}", markup=False, soft_wrap=True)


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


def _other_numbers(options: argparse.Namespace, halves: Halves, console: Console) -> bool:
    numbers = markdown_table(halves)
    if options.write and written(options.write, numbers):
        console.print(f"{options.write} has the new numbers.")
    if options.check and drifted(options.check, numbers):
        console.print(f"{options.check} says other numbers than this run: funnelwright-evals --write {options.check}")
        return True
    return False


def _read(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CaseError(f"{file} is not a run kept with --json: {error}") from error
    return dict(found)
