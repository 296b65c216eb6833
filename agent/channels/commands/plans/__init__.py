"""`funnelwright plans`: the saved plans, and what can be done with one. Each action is a file of its own."""

import argparse
from argparse import ArgumentParser, Namespace
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from ..command import Command, add_json
from .abandon import ABANDON
from .approve import APPROVE
from .list import LIST
from .resume import RESUME
from .show import SHOW
from .undo import UNDO

if TYPE_CHECKING:
    from ....compose import Surroundings
    from ...talking import Opens

ACTIONS: tuple[Command, ...] = (LIST, SHOW, APPROVE, RESUME, UNDO, ABANDON)
"""In the order in which `plans --help` tells them; without an action, the first."""


def _add(parser: ArgumentParser) -> None:
    LIST.add(parser)
    add_json(parser)
    actions = parser.add_subparsers(dest="action", metavar="ACTION")
    for one in ACTIONS:
        # what is said before the action stays said
        parser = actions.add_parser(one.name, help=one.help, argument_default=argparse.SUPPRESS)
        add_json(parser)
        one.add(parser)


def _run(surroundings: "Surroundings", options: Namespace, opens: "Opens") -> int | Coroutine[Any, Any, int]:
    wanted = options.action or LIST.name
    return next(one for one in ACTIONS if one.name == wanted).run(surroundings, options, opens)


PLANS = Command("plans", "the saved plans: list, show, approve, resume, undo, abandon", _add, _run)
