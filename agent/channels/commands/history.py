from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from funnels.errors import InputError

from ..exits import Exit
from .command import Command, add_consent, add_json, write

if TYPE_CHECKING:
    from server.building import Desk

    from ...compose import Surroundings
    from ..talking import Opens

_MOST = 100


def _add(parser: ArgumentParser) -> None:
    parser.add_argument("asset", nargs="+", metavar="NAME", help="name or id of a funnel, page, offer source …")
    parser.add_argument("--family", default="", help="where several are called so: funnel, page …")
    parser.add_argument("--limit", type=int, default=20, help=f"at most {_MOST} (default: %(default)s)")
    parser.add_argument("--restore", metavar="NUMBER", type=int, help="go back to this version")
    add_consent(parser)
    add_json(parser)


async def _run(surroundings: "Surroundings", options: Namespace, opens: "Opens") -> int:
    from ..at_desk import at_desk
    from ..talking import talking

    if not 1 <= options.limit <= _MOST:
        raise InputError(f"--limit: {options.limit} is not between 1 and {_MOST}.")
    async with at_desk(surroundings) as desk:
        if options.restore is None:
            answer = await desk.history(" ".join(options.asset), family=options.family, limit=options.limit)
            _show(answer, as_json=options.json)
            return Exit.DONE
        plan = await _back(desk, options)
    async with talking(surroundings, options, opens) as chat:
        return await chat.settle(plan)


async def _back(desk: "Desk", options: Namespace) -> dict[str, Any]:
    """The plan back to a version; InputError where that is one of another asset."""
    name = " ".join(options.asset)
    if not await desk.has_version(name, options.restore, family=options.family):
        raise InputError(
            f"--restore: {options.restore} is no version of {name!r}.",
            hint=f"funnelwright history {name!r} lists them.",
        )
    return await desk.plan_restore(options.restore)


def _show(answer: dict[str, Any], *, as_json: bool) -> None:
    from ..pasts import history_view
    from ..screen import Screen

    if as_json:
        write(answer)
    elif answer["versions"] or answer["drift"]:
        Screen().print(history_view(answer))
        if answer["more"]:
            Screen().notice("There are more; --limit shows them.")
    else:
        Screen().notice(f"Nothing of {answer['asset']!r} was written here yet.")


HISTORY = Command("history", "the versions of a funnel or of any asset, and back to one", _add, _run)
