from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from ...exits import Exit
from ..command import Command, add_consent, write

if TYPE_CHECKING:
    from ....compose import Surroundings
    from ...talking import Opens


def _add(parser: ArgumentParser) -> None:
    parser.add_argument("plan", metavar="PLAN", help="its id")
    parser.add_argument("--keep", action="store_true", help="leave what is made of it as it is")
    add_consent(parser)


async def _run(surroundings: "Surroundings", options: Namespace, opens: "Opens") -> int:
    from ...at_desk import at_desk
    from ...talking import talking

    async with at_desk(surroundings) as desk:
        back = await desk.abandon(options.plan, keep=getattr(options, "keep", False))
        report = await desk.report(options.plan)
    if back is None:
        _close(report, as_json=options.json)
        return Exit.DONE
    async with talking(surroundings, options, opens) as chat:
        return await chat.settle(back)


def _close(report: dict[str, Any], *, as_json: bool) -> None:
    from ...screen import Screen

    if as_json:
        write(report)
    elif report["made"]:
        id = report["plan_id"]
        Screen().print(
            f"The plan {id} is closed. {report['made']} of {len(report['changes'])} changes are made and stay; "
            f"`funnelwright plans undo {id}` takes them back later."
        )
    else:
        Screen().print(f"The plan {report['plan_id']} is closed; nothing of it is made.")


ABANDON = Command("abandon", "close a plan, and take back what was made of it", _add, _run)
