from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from ...exits import Exit
from ..command import Command, write

if TYPE_CHECKING:
    from ....compose import Surroundings
    from ...talking import Opens

_COLUMNS = {
    "plan_id": "plan",
    "status": "status",
    "level": "level",
    "changes": "changes",
    "created": "created (UTC)",
    "title": "what",
}


def add(parser: ArgumentParser) -> None:
    parser.add_argument("--status", help="only those: ready, applied, failed …")


async def run(surroundings: "Surroundings", options: Namespace, opens: "Opens") -> int:
    from ...talking import talking

    async with talking(surroundings, options, opens) as chat:
        _show(await chat.answer("list_plans", status=options.status or ""), as_json=options.json)
    return Exit.DONE


def _show(answer: dict[str, Any], *, as_json: bool) -> None:
    from ...screen import Screen
    from ...views import table_view

    rows = answer.get("plans")
    if as_json:
        write(answer)
    elif rows:
        Screen().print(table_view(_COLUMNS.values(), ([_cell(row, one) for one in _COLUMNS] for row in rows)))
    else:
        Screen().notice("No plans yet.")


def _cell(row: dict[str, Any], column: str) -> object:
    value = row.get(column, "")
    return _minutes(str(value)) if column == "created" else value


def _minutes(stamp: str) -> str:
    """`2026-11-20T10:00:00+00:00` -> `2026-11-20 10:00`."""
    return stamp[:16].replace("T", " ")


LIST = Command("list", "the saved plans, newest first (what `plans` does by itself)", add, run)
