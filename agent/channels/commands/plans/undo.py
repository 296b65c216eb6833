from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from ...exits import Exit
from ..command import Command, add_consent, write

if TYPE_CHECKING:
    from ....compose import Surroundings
    from ...talking import Opens


def _add(parser: ArgumentParser) -> None:
    parser.add_argument("plan", metavar="PLAN", nargs="?", default="", help="its id; the one applied last without it")
    add_consent(parser)


async def _run(surroundings: "Surroundings", options: Namespace, opens: "Opens") -> int:
    from ...at_desk import at_desk
    from ...talking import talking
    from ...views import plan_view

    async with at_desk(surroundings) as desk:
        back = await desk.plan_undo(getattr(options, "plan", ""))
    async with talking(surroundings, options, opens) as chat:
        chat.screen.print(plan_view(back))
        if back["status"] == "ready":
            return (await chat.apply(back)).exit
        chat.screen.notice(back["text"].replace("**", ""))
        if options.json:
            write(back)
    return Exit.BLOCKED if back["status"] == "blocked" else Exit.DONE


UNDO = Command("undo", "take back an applied plan, or what is made of one", _add, _run)
