from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from ..exits import Exit
from .command import Command, add_consent, add_json

if TYPE_CHECKING:
    from ...compose import Surroundings
    from ..talking import Opens


def _add(parser: ArgumentParser) -> None:
    parser.add_argument("plan", metavar="PLAN", help="its id")
    add_consent(parser)
    add_json(parser)


async def _run(surroundings: "Surroundings", options: Namespace, opens: "Opens") -> int:
    from ..talking import talking

    async with talking(surroundings, options, opens) as chat:
        plan = await chat.plan(options.plan)
        if plan is None:
            chat.screen.complain(f"There is no plan {options.plan!r}. `funnelwright plans` lists them.")
            return Exit.NOT_UNDERSTOOD
        return (await chat.offer(plan)).exit


APPLY = Command("apply", "apply a saved plan", _add, _run)
