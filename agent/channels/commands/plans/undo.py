from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from ..command import Command, add_consent

if TYPE_CHECKING:
    from ....compose import Surroundings
    from ...talking import Opens


def _add(parser: ArgumentParser) -> None:
    parser.add_argument("plan", metavar="PLAN", nargs="?", default="", help="its id; the one applied last without it")
    add_consent(parser)


async def _run(surroundings: "Surroundings", options: Namespace, opens: "Opens") -> int:
    from ...at_desk import at_desk
    from ...talking import talking

    async with at_desk(surroundings) as desk:
        back = await desk.plan_undo(getattr(options, "plan", ""))
    async with talking(surroundings, options, opens) as chat:
        return await chat.settle(back)


UNDO = Command("undo", "take back an applied plan, or what is made of one", _add, _run)
