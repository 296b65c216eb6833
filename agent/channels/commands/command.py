import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..plain import json_text

if TYPE_CHECKING:
    from ...compose import Surroundings
    from ..talking import Opens

Run = Callable[["Surroundings", Namespace, "Opens"], int | Coroutine[Any, Any, int]]


@dataclass(frozen=True, slots=True)
class Command:
    """Something the command line does without a conversation.

    Its module loads neither databases nor the SDK: every `--help` imports it.
    """

    name: str
    help: str
    add: Callable[[ArgumentParser], None]
    """Adds its arguments."""
    run: Run
    """Answers the exit code."""


def add_json(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON object a turn on standard output")


def add_consent(parser: ArgumentParser) -> None:
    parser.add_argument("-y", "--yes", action="store_true", help="apply without asking")
    parser.add_argument(
        "--confirm", metavar="NAME", default="", help="with --yes, for plans that want a name typed back"
    )


def write(document: object) -> None:
    sys.stdout.write(json_text(document) + "\n")
