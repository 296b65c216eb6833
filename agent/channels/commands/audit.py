import json
import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from funnels.errors import InputError

from ..exits import Exit
from .command import Command

if TYPE_CHECKING:
    from ...compose import Surroundings
    from ..talking import Opens


def _add(parser: ArgumentParser) -> None:
    parser.add_argument("--plan", metavar="ID", default="", help="only of this plan")
    parser.add_argument("--since", metavar="ISO", default="", help="only from then on; UTC where it says no zone")
    parser.add_argument("--output", metavar="FILE", type=Path, help="write it there")


async def _run(surroundings: "Surroundings", options: Namespace, opens: "Opens") -> int:
    from ..at_desk import at_desk
    from ..files import put

    since = _time(options.since)
    async with at_desk(surroundings) as desk:
        rows = await desk.audit(options.plan, since)
    # every character beyond ASCII is escaped: names may hold any, and people look at these lines in terminals
    put("".join(f"{json.dumps(row)}\n" for row in rows), options.output)
    if options.output:
        sys.stderr.write(f"{len(rows)} lines are in {options.output}.\n")
    return Exit.DONE


def _time(said: str) -> datetime | None:
    if not said:
        return None
    try:
        time = datetime.fromisoformat(said)
    except ValueError as error:
        raise InputError(f"--since: {said!r} is no time.", hint="Expected is ISO 8601: 2026-11-20T12:00.") from error
    return time if time.tzinfo else time.replace(tzinfo=UTC)


AUDIT = Command("audit", "who asked, who approved, what was sent and answered, as JSON lines", _add, _run)
