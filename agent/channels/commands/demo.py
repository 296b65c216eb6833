from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from ..exits import Exit
from .command import Command

if TYPE_CHECKING:
    from ...compose import Surroundings
    from ..talking import Opens


def _add(parser: ArgumentParser) -> None:
    parser.add_argument("action", choices=("install", "remove"))


async def _run(surroundings: "Surroundings", options: Namespace, opens: "Opens") -> int:
    from server.demo import install, remove  # wanted for this command only
    from server.workspace import open_workspace

    from ..screen import Screen

    settings = surroundings.server.model_copy(update={"demo": False})
    if settings.is_remote:
        Screen().complain(
            "The demo account belongs to the embedded tracker; a remote account is never touched by it."
        )
        return Exit.NOT_UNDERSTOOD
    async with open_workspace(settings) as workspace:
        workspace.refuse_unplanned()
        work = install if options.action == "install" else remove
        count = await work(workspace.tracker, settings.home)
    Screen().print(f"{'Made' if options.action == 'install' else 'Removed'} {count} demo assets.")
    return Exit.DONE


DEMO = Command("demo", "install or remove the demo account of the embedded tracker", _add, _run)
