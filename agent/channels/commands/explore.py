from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from ..exits import Exit
from .command import Command, add_json, write

if TYPE_CHECKING:
    from ...compose import Surroundings
    from ..talking import Opens


def _add(parser: ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--hit", default="", metavar="ID", help="what became of this hit")
    which.add_argument("--visitor", default="", metavar="ID", help="what this visitor did")
    parser.add_argument("--period", default="last 30 days", help="for a visitor (default: %(default)s)")
    add_json(parser)


async def _run(surroundings: "Surroundings", options: Namespace, opens: "Opens") -> int:
    from ..at_desk import at_desk
    from ..results import explored_view
    from ..screen import Screen

    async with at_desk(surroundings) as desk:
        answer = await desk.explore(visitor=options.visitor, hit=options.hit, period=options.period)
    if options.json:
        write(answer)
    else:
        Screen().print(explored_view(answer))
    return Exit.DONE


EXPLORE = Command("explore", "one visitor, or one hit and what became of it", _add, _run)
