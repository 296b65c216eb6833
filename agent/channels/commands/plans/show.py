from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...exits import Exit
from ...plain import json_text
from ..command import Command

if TYPE_CHECKING:
    from ....compose import Surroundings
    from ...talking import Opens

_FORMATS = ("text", "markdown", "json", "svg")


def _add(parser: ArgumentParser) -> None:
    parser.add_argument("plan", metavar="PLAN", help="its id")
    parser.add_argument(
        "--format",
        choices=_FORMATS,
        help="text (default); markdown; json; or svg: the funnels it is about, before and after in one picture",
    )
    parser.add_argument("--output", metavar="FILE", type=Path, default=None, help="write it there")


async def _run(surroundings: "Surroundings", options: Namespace, opens: "Opens") -> int:
    from ...at_desk import at_desk
    from ...files import put

    wanted = getattr(options, "format", "json" if options.json else "text")
    async with at_desk(surroundings) as desk:
        report = await desk.report(options.plan)
        picture = await desk.plan_picture(options.plan) if wanted == "svg" else ""
    if wanted == "text" and options.output is None:
        _on_screen(report)
    else:
        put(_written(report, wanted, picture), options.output)
    return Exit.DONE


def _on_screen(report: dict[str, Any]) -> None:
    from ...reports import report_view
    from ...screen import Screen

    screen = Screen()
    screen.print(report_view(report))
    if report["next"]:
        screen.notice(report["next"])


def _written(report: dict[str, Any], wanted: str, picture: str) -> str:
    from ...reports import report_markdown, report_text

    match wanted:
        case "svg":
            return picture
        case "json":
            return json_text(report, indent=2) + "\n"
        case "markdown":
            return report_markdown(report)
    return report_text(report)


SHOW = Command("show", "a plan, and what became of each of its changes", _add, _run)
