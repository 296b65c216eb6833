from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from ..exits import Exit
from .command import Command, add_json, write

if TYPE_CHECKING:
    from ...compose import Surroundings
    from ..talking import Opens

_MOST = 1000


def _add(parser: ArgumentParser) -> None:
    parser.add_argument("--seen", action="store_true", help="take it for seen: tell it no more")
    add_json(parser)


async def _run(surroundings: "Surroundings", options: Namespace, opens: "Opens") -> int:
    from ..at_desk import at_desk

    async with at_desk(surroundings) as desk:
        answer = await desk.drift(limit=_MOST)
        seen = await desk.note_drift() if options.seen else 0
    _show({**answer, "seen": seen}, as_json=options.json)
    return Exit.DONE


def _show(answer: dict[str, Any], *, as_json: bool) -> None:
    from ..pasts import drift_view
    from ..screen import Screen

    screen = Screen(quiet=as_json)
    if as_json:
        write(answer)
        return
    if not answer["drift"]:
        screen.notice("Nobody else changed anything of what was written here.")
        return
    screen.print(drift_view(answer))
    if answer["seen"]:
        screen.notice(f"{answer['seen']} noted as seen.")


DRIFT = Command("drift", "what others changed since we last wrote", _add, _run)
