from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from .command import Command, add_json

if TYPE_CHECKING:
    from ...compose import Surroundings
    from ..talking import Opens


def _add(parser: ArgumentParser) -> None:
    parser.add_argument("funnel", nargs="+", metavar="FUNNEL", help="name or id")
    add_json(parser)


async def _run(surroundings: "Surroundings", options: Namespace, opens: "Opens") -> int:
    from ..talking import talking

    async with talking(surroundings, options, opens) as chat:
        return (await chat.use("get_links", funnel=" ".join(options.funnel))).exit


LINKS = Command("links", "the tracking links of a funnel", _add, _run)
