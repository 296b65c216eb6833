"""Plans, outcomes, findings and links as they look in a terminal."""

from collections.abc import Iterable, Mapping
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from .plain import one_line, plain

_SEVERITY = {"error": "bold red", "warning": "yellow", "hint": "dim"}
_DO = {"create": "green", "update": "yellow", "duplicate": "green", "delete": "red", "archive": "red"}
_STATUS = {
    "applied": "green",
    "ready": "green",
    "approved": "yellow",
    "declined": "yellow",
    "blocked": "red",
    "failed": "bold red",
    "stale": "yellow",
}

_MOST_LINES = 8

_WHOLE = {"plan": 12, "created (UTC)": 16, "when (UTC)": 16, "last (UTC)": 16}
"""Columns whose cells are never broken, and how wide those are."""

Row = Mapping[str, Any]


def plan_view(plan: Row) -> RenderableType:
    """Title, changes, picture, findings and dangers."""
    parts: list[RenderableType] = [_title(plan)]
    if plan.get("changes"):
        parts.append(_changes(plan))
    if plan.get("picture"):
        parts += [Text(plain(plan["picture"]), no_wrap=True, overflow="ignore"), Text()]
    parts += [_finding(one) for one in plan.get("findings") or ()]
    parts += [Text(f"! {one_line(one)}", style="bold red") for one in plan.get("dangers") or ()]
    return Group(*parts)


def outcome_view(outcome: Row) -> RenderableType:
    """What was written, and the links of it."""
    status = str(outcome.get("status", ""))
    if status == "stale":
        return _stale_view(outcome)
    message = Text(plain(outcome.get("message") or status), style=_STATUS.get(status, "bold"))
    unverified = status == "applied" and not outcome.get("verified")
    warning = [Text("What was written could not be verified: read it back.", style="bold red")] if unverified else []
    return Group(message, *warning, *_links(outcome.get("links") or ()))


def _stale_view(outcome: Row) -> RenderableType:
    """What others changed beside what the plan wants; the ways on where there is no merged plan, which says them."""
    head, ways = [*str(outcome.get("message") or "").replace("**", "").split("\n"), ""][:2]
    parts: list[RenderableType] = [Text(one_line(head), style=_STATUS["stale"])]
    sides = outcome.get("overlaps")
    rows = [(*_place(one), one.get("planned_on"), one.get("theirs"), one.get("ours")) for one in sides or ()]
    rows = rows or [
        (*_place(one), one.get("planned_on"), one.get("now"), one.get("wanted")) for one in _moved(outcome)
    ]
    parts.append(table_view(("what", "name", "field", "when planned", "theirs", "the plan wants"), rows))
    parts += [Text(one_line(one["why"])) for one in sides or () if one.get("why")]
    return Group(*parts, *([] if outcome.get("merged") else [Text(one_line(ways))]))


def _moved(outcome: Row) -> Iterable[Row]:
    return outcome.get("moved") or ()


def _place(one: Row) -> tuple[str, object, object]:
    return str(one.get("family", "")).replace("_", " "), one.get("name"), one.get("field")


def links_view(links: Row) -> RenderableType:
    actions = (
        _link(f"button {one.get('action')} on {one_line(one.get('step', ''))}", one.get("url", ""))
        for one in links.get("actions") or ()
    )
    postback = [_link("postback", links["postback"])] if links.get("postback") else []
    return Group(*_links(links.get("links") or ()), *actions, *postback)


def table_view(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> RenderableType:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        whole = column in _WHOLE  # in two pieces it can neither be read nor copied
        table.add_column(column, overflow="fold", no_wrap=whole, min_width=_WHOLE.get(column))
    for row in rows:
        table.add_row(*(Text(one_line(cell)) for cell in row))
    return table


def _title(plan: Row) -> Text:
    status = str(plan.get("status", ""))
    title = Text(one_line(plan.get("title", "Plan")), style="bold")
    title.append(f"  {status.replace('_', ' ')}", style=_STATUS.get(status, "dim"))
    if plan.get("level") == "dangerous":
        title.append("  dangerous", style="bold red")
    if plan.get("plan_id"):
        title.append(f"  plan {one_line(plan['plan_id'])}", style="dim")
    return title


def _changes(plan: Row) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in ("do", "what", "name", "what is in it"):
        table.add_column(column, overflow="fold")
    for change in plan["changes"]:
        do = str(change.get("do", ""))
        table.add_row(
            Text(do, style=_DO.get(do, "")),
            Text(one_line(change.get("family", "")).replace("_", " ")),
            Text(one_line(change.get("name", ""))),
            _said(change),
        )
    if plan.get("more_changes"):
        table.add_row("", "", Text(f"and {plan['more_changes']} more", style="dim"), "")
    return table


def _said(change: Row) -> Text:
    lines = list(map(one_line, change.get("said") or []))
    rest = [f"and {len(lines) - _MOST_LINES} more"] if len(lines) > _MOST_LINES else []
    return Text("\n".join([*lines[:_MOST_LINES], *rest]))


def _finding(finding: Row) -> Text:
    severity = str(finding.get("severity", ""))
    text = Text(f"{severity}  ", style=_SEVERITY.get(severity, ""))
    text.append(f"{one_line(finding.get('place', ''))}: {one_line(finding.get('why', ''))}", style="default")
    text.append(f" {one_line(finding.get('fix', ''))}", style="dim")
    text.append(f"  [{one_line(finding.get('rule', ''))}]", style="dim")
    return text


def _links(links: Iterable[Row]) -> list[Text]:
    return [_link(one_line(one.get("source", "")), one.get("url", "")) for one in links]


def _link(label: str, url: object) -> Text:
    line = Text(no_wrap=True, overflow="ignore")
    return line.append(f"{label}  ", style="dim").append(one_line(url), style="cyan")
