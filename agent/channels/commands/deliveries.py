from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from ..exits import Exit
from .command import Command, add_json, write

if TYPE_CHECKING:
    from ...compose import Surroundings
    from ..talking import Opens

_KINDS = ("postbacks", "webhooks", "middleware", "diagnosis")


def _add(parser: ArgumentParser) -> None:
    parser.add_argument("kind", nargs="?", choices=_KINDS, default="postbacks", help="default: %(default)s")
    parser.add_argument("--period", default="last 7 days", help="default: %(default)s")
    parser.add_argument("--funnel", default="", help="of this funnel only")
    parser.add_argument("--source", default="", help="of this traffic source only")
    parser.add_argument("--failed", action="store_true", help="only what failed")
    parser.add_argument("--limit", type=int, default=50, help="default: %(default)s")
    add_json(parser)


async def _run(surroundings: "Surroundings", options: Namespace, opens: "Opens") -> int:
    from ..at_desk import at_desk
    from ..deliveries import deliveries_view
    from ..screen import Screen

    async with at_desk(surroundings) as desk:
        answer = await desk.delivery_logs(
            kind=options.kind,
            period=options.period,
            funnel=options.funnel,
            source=options.source,
            only_failed=options.failed,
            limit=options.limit,
        )
    if options.json:
        write(answer)
    else:
        screen = Screen()
        screen.print(deliveries_view(answer, screen.columns))
    return Exit.DONE


DELIVERIES = Command("deliveries", "postbacks, webhooks and middleware, and why conversions are missing", _add, _run)
