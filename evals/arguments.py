"""The command line of `funnelwright-evals`."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from .case import Kind
from .load import HALVES

_DESCRIPTION = "Try every case in an account of its own and print how many came out as they must."

_EPILOG = """\
examples:
  funnelwright-evals                             both halves with the offline planner: no key, no network
  funnelwright-evals --failures                  and what went wrong in the open half, as transcripts
  funnelwright-evals --half open --kind build    some of them
  funnelwright-evals --mutated 2000              and variants with typos, other words and another order
  funnelwright-evals --json now.json             for comparison; then --compare before.json
  funnelwright-evals --model claude-sonnet-5-5 --trials 3
  funnelwright-evals --model claude-sonnet-5-5 --record recorded
  funnelwright-evals --model claude-sonnet-5-5 --replay recorded

exit codes:
  0 done     1 a wrong write, or a document that says other numbers     2 something cannot be read
"""


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="funnelwright-evals",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _which(parser.add_argument_group("which cases"))
    _model(parser.add_argument_group("which model"))
    _output(parser.add_argument_group("what to print"))
    return parser.parse_args(arguments)


def _which(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--half", choices=HALVES, help="one half; without it, both")
    group.add_argument(
        "--cases", type=Path, metavar="FILE", help="cases of your own instead, as evals/CASES.md has it"
    )
    group.add_argument("--kind", choices=get_args(Kind), action="append", default=[], help="one kind, or several")
    group.add_argument("--only", metavar="TEXT", action="append", default=[], help="cases whose id contains the text")
    group.add_argument("--trials", type=_count, default=1, metavar="K", help="how often each is tried, for pass^k")
    group.add_argument(
        "--mutated", type=_count, default=0, metavar="N", help="also try so many variants of the cases"
    )
    group.add_argument("--seed", type=int, default=1, help="of the variants")
    group.add_argument("--processes", type=_count, metavar="N", help="without it, one for each processor")


def _model(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--model", default="offline", help="offline, or a model's id; its key is ANTHROPIC_API_KEY")
    group.add_argument("--base-url", help="of anything that speaks the Messages API")
    group.add_argument("--record", type=Path, metavar="FOLDER", help="keep what is sent and answered")
    group.add_argument("--replay", type=Path, metavar="FOLDER", help="answer from what was recorded, with no network")


def _output(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--failures", action="store_true", help="transcripts of what failed in the open half")
    group.add_argument(
        "--held-out-failures",
        action="store_true",
        help="those of the held-out half: not for whoever works on the rules",
    )
    group.add_argument(
        "--transcripts", type=Path, metavar="FOLDER", help="keep every transcript of the open half there"
    )
    group.add_argument("--json", type=Path, metavar="FILE", help="the numbers as JSON; - for standard output")
    group.add_argument(
        "--compare", type=Path, metavar="FILE", help="what changed since a run that was kept with --json"
    )
    group.add_argument(
        "--write",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="put the numbers between the marks of a document",
    )
    group.add_argument(
        "--check",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="fail where that document says other numbers",
    )


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1")
    return int(text)
