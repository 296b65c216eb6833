"""What assets were, and what others did since, as tables in a terminal."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from .plain import one_line
from .views import table_view

_MOST_LINES = 6

_DONE = {"create": "made", "delete": "deleted", "archive": "archived", "unarchive": "brought back", "seen": "seen"}

Row = Mapping[str, Any]


def history_view(answer: Row) -> RenderableType:
    """Versions, newest first, and what others changed since the newest."""
    parts: list[RenderableType] = []
    if answer["versions"]:
        rows = (
            (one["number"], _minute(one["at"]), one["by"], _told(one["changes"], one["more_changes"]))
            for one in answer["versions"]
        )
        parts.append(table_view(("number", "when (UTC)", "who", "what changed"), rows))
    if answer["drift"]:
        parts.append(drift_view(answer))
    return Group(*parts)


def drift_view(answer: Row) -> RenderableType:
    rows = ((_what(one), _said(one), _minute(one["since"]), _by(one)) for one in answer["drift"])
    head = Text("Others changed since (the tracker does not say who):")
    return Group(head, table_view(("what", "how", "since (UTC)", "by"), rows))


def _told(changes: Sequence[Row], more: int) -> str:
    lines = [f"{_what(one)}: {_said(one)}" for one in changes]
    rest = max(0, len(lines) - _MOST_LINES) + more
    return "; ".join([*lines[:_MOST_LINES], *([f"and {rest} more"] if rest else [])])


def _what(change: Row) -> str:
    return f"{str(change['family']).replace('_', ' ')} {one_line(change['name'])}"


def _said(change: Row) -> str:
    said: Iterable[str] = change["said"]
    if change["do"] in ("archive", "unarchive", "delete", "seen"):
        return _DONE[change["do"]]
    told = ", ".join(map(one_line, said))
    return f"made {told}".strip() if change["do"] == "create" else told


def _by(change: Row) -> str:
    return f"unfinished plan {change['plan_id']}" if change["plan_id"] else "unknown"


def _minute(at: str) -> str:
    return at[:16].replace("T", " ")
