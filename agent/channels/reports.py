"""A saved plan with what became of each change: for a terminal, as plain text, as Markdown."""

from collections.abc import Iterator
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from .plain import one_line, plain
from .views import plan_view

_RESULTS = {"made": "green", "not made": "dim", "unknown": "bold yellow", "differs": "bold red"}
_WIDTH = 160

Row = dict[str, Any]


def report_view(report: Row) -> RenderableType:
    """A plan nobody has begun looks as when it was made; of any other, each change stands with its result."""
    if not _is_begun(report):
        return plan_view(report)
    parts: list[RenderableType] = [plan_view({**report, "changes": [], "picture": "", "findings": []})]
    parts += [Text(_counted(report)), _results(report)]
    return Group(*parts)


def report_text(report: Row) -> str:
    console = Console(width=_WIDTH, no_color=True, highlight=False, markup=False, emoji=False, color_system=None)
    with console.capture() as capture:
        console.print(report_view(report))
    return capture.get()


def report_markdown(report: Row) -> str:
    return "\n".join(_markdown(report)) + "\n"


def _is_begun(report: Row) -> bool:
    return bool(report["made"] or report["unknown"] or any(one["error"] for one in report["changes"]))


def _counted(report: Row) -> str:
    said = f"{report['made']} of {len(report['changes'])} changes are made"
    if report["unknown"]:
        said += f"; of {report['unknown']} it is looked up when the plan goes on"
    if report["status"] == "applied":
        said += "; all read back and verified" if report["verified"] else "; not verified"
    return f"{said}."


def _results(report: Row) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in ("#", "do", "what", "name", "id", "result"):
        table.add_column(column, overflow="fold")
    for number, one in enumerate(report["changes"], start=1):
        result = Text(one["status"], style=_RESULTS[one["status"]])
        if one["error"]:
            result.append(f"  {one_line(one['error'])}", style="red")
        family = one["family"].replace("_", " ")
        cells = (str(number), one["do"], family, one_line(one["name"]), one_line(one["id"]))
        table.add_row(*map(Text, cells), result)
    return table


def _markdown(report: Row) -> Iterator[str]:
    yield f"# {_cell(report['title'])}\n"
    yield f"Plan `{report['plan_id']}`: {report['status']}, {report['level']}, made {report['created']}.\n"
    yield plain(report["text"])
    if _is_begun(report):
        yield f"\n## What became of it\n\n{_counted(report)}\n"
        yield "| # | do | what | name | id | result |\n|---|---|---|---|---|---|"
        for number, one in enumerate(report["changes"], start=1):
            result = f"{one['status']}: {one['error']}" if one["error"] else one["status"]
            cells = (number, one["do"], one["family"], one["name"], one["id"], result)
            yield f"| {' | '.join(map(_cell, cells))} |"
    if report["picture"]:
        yield f"\n```\n{plain(report['picture']).rstrip()}\n```"
    if report["next"]:
        yield f"\n{report['next']}"


def _cell(value: object) -> str:
    """Names may hold anything, also what ends a cell."""
    text = one_line(value).replace("\\", "\\\\").replace("|", "\\|")
    return text.replace("<", "&lt;").replace("`", "\\`")
