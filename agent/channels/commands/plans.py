from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from ..exits import Exit
from .command import Command, add_json, write

if TYPE_CHECKING:
    from ...compose import Surroundings
    from ..talking import Opens

_COLUMNS = {
    "plan_id": "plan",
    "status": "status",
    "level": "level",
    "changes": "changes",
    "created": "created",
    "title": "what",
}


def _add(parser: ArgumentParser) -> None:
    parser.add_argument("--status", default="", help="only those: ready, applied, failed …")
    add_json(parser)


async def _run(surroundings: "Surroundings", options: Namespace, opens: "Opens") -> int:
    from ..talking import talking

    async with talking(surroundings, options, opens) as chat:
        _show(await chat.answer("list_plans", status=options.status), as_json=options.json)
    return Exit.DONE


def _show(answer: dict[str, Any], *, as_json: bool) -> None:
    from ..screen import Screen
    from ..views import table_view

    rows = answer.get("plans")
    if as_json:
        write(answer)
    elif rows:
        Screen().print(table_view(_COLUMNS.values(), ([row.get(column, "") for column in _COLUMNS] for row in rows)))
    else:
        Screen().notice("No plans yet.")


PLANS = Command("plans", "the saved plans", _add, _run)
