from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from ...exits import Exit
from ..command import Command, add_consent

if TYPE_CHECKING:
    from ....compose import Surroundings
    from ...talking import Opens


def _add(parser: ArgumentParser) -> None:
    parser.add_argument("plan", metavar="PLAN", help="its id")
    add_consent(parser)


async def _run(surroundings: "Surroundings", options: Namespace, opens: "Opens") -> int:
    from ...at_desk import at_desk
    from ...reports import report_view
    from ...talking import talking

    async with at_desk(surroundings) as desk:
        report = await desk.report(options.plan)
    async with talking(surroundings, options, opens) as chat:
        if refusal := _refusal(report):
            chat.screen.complain(refusal)
            return Exit.FAILED
        chat.screen.print(report_view(report))
        return (await chat.apply(report)).exit


def _refusal(report: dict[str, Any]) -> str:
    id, status = report["plan_id"], report["status"]
    if status in ("applying", "failed"):
        return ""
    if status == "ready":
        return f"Nothing of the plan {id} is made yet: apply it with `funnelwright apply {id}`."
    return f"The plan {id} is {status}, so there is nothing to go on with."


RESUME = Command("resume", "go on with a plan that was cut short or failed", _add, _run)
