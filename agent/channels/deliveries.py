"""What logs of deliveries answer, as it looks in a terminal."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from .plain import one_line
from .views import table_view

Row = Mapping[str, Any]

_WIDE = 150
"""Columns from which there is room for everything."""

_MATTERS: Mapping[str, tuple[str, ...]] = {
    "postbacks": ("time", "result", "event", "payout", "message", "hit_id"),
    "diagnosis": ("offer", "step", "state", "said"),
    "webhooks": ("name", "requests", "failures", "timeouts", "last_status", "last_time"),
    "middleware": ("name", "requests", "failures", "timeouts", "average_ms", "last_time"),
}
_MINUTES = 16
_HIT = 8


def deliveries_view(answer: Row, columns: int) -> RenderableType:
    """Of `delivery_logs`; where there is little room only what matters, and how to see the rest."""
    entries: Sequence[Row] = answer["entries"]
    reading = Text(one_line(answer["reading"]))
    if not entries:
        return reading
    if columns >= _WIDE:
        return Group(reading, _table(entries))
    wanted = _MATTERS[answer["kind"]]
    short = [{word: told for word in wanted if (told := _short(one, word))} for one in entries]
    more = Text("Ids, addresses and the rest: --json, or a wider terminal.", style="dim")
    return Group(reading, _table(short), more)


def _table(entries: Sequence[Row]) -> RenderableType:
    heads = list(dict.fromkeys(word for one in entries for word in one))
    rows = ([_cell(one.get(word)) for word in heads] for one in entries)
    return table_view([one.replace("_", " ") for one in heads], rows)


def _short(one: Row, word: str) -> str:
    told = _cell(one.get(word))
    if word in ("time", "last_time"):
        return told[:_MINUTES].replace("T", " ")
    if word == "result":
        return " ".join(filter(None, (_cell(one.get("direction")), told)))
    if word == "said" and one.get("example"):
        return f"{told} (such as {one['example']})"
    return f"{told[:_HIT]}…" if word == "hit_id" and len(told) > _HIT else told


def _cell(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {count}" for name, count in value.items())
    return "" if value is None else str(value)
