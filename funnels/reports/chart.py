"""What a chart of a report shows, whoever draws it: lines as time passes, bars for everything else."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from .figures import figure
from .metrics import Unit

Answer = Mapping[str, Any]
"""What the tool `report` answers."""

MOST_BARS = 15
_MOST_LINES = 3
_MOST_DAYS = 366

_TIMES = ("Date", "Month", "Hour of Day")
_PROFIT = "profitAndLoss"
_MONEY = ("revenue", "cost", _PROFIT)


@dataclass(frozen=True, slots=True)
class Series:
    name: str
    values: tuple[Decimal | None, ...]
    before: bool = False
    """Of the period compared with."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One scale, and what is drawn on it."""

    title: str
    unit: str
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    title: str
    labels: tuple[str, ...]
    """Of the bars from top to bottom, or of the points from left to right."""
    axis: str
    """What the labels are."""
    panels: tuple[Panel, ...]
    is_line: bool
    left_out: int = 0
    """Rows that are not drawn."""

    @property
    def text(self) -> str:
        """For who cannot see it."""
        return "; ".join(map(self._told, self.panels))

    def _told(self, panel: Panel) -> str:
        """Highest and lowest of the first series."""
        first = panel.series[0]
        known = [(value, at) for at, value in enumerate(first.values) if value is not None]
        (most, top), (least, bottom) = max(known), min(known)
        kind = "over time" if self.is_line else f"by {self.axis}"
        ends = f"highest {self.labels[top]} ({figure(most, panel.unit)})"
        if most != least:
            ends += f", lowest {self.labels[bottom]} ({figure(least, panel.unit)})"
        return f"{first.name} {kind}: {ends}"


def chart_of(answer: Answer) -> Chart | None:
    """None where there is nothing to see: no rows, or nothing but zeros."""
    rows, by = answer["rows"], answer["by"]
    if not rows or not by:
        return None
    is_line = len(by) == 1 and by[0] in _TIMES and len(rows) > 1
    drawn = list(_over_time(answer)) if is_line else rows[:MOST_BARS]
    panels = tuple(_panels(answer, drawn, is_line=is_line))
    if not panels:
        return None
    labels = tuple(" · ".join(key["name"] for key in row["keys"]) for row in drawn)
    left_out = 0 if is_line else answer["rows_total"] - len(drawn)
    return Chart(answer["title"], labels, ", ".join(by), panels, is_line, left_out)


def _panels(answer: Answer, rows: Sequence[Answer], *, is_line: bool) -> Iterator[Panel]:
    columns = {one["id"]: one for one in answer["columns"]}
    groups = _of_lines(columns, rows) if is_line else _of_bars(columns, answer.get("sorted_by", ""), rows)
    for ids in groups:
        series = [_series(columns[id], rows, "values") for id in ids]
        if rows[0].get("before") is not None:
            series += [_series(columns[id], rows, "before") for id in ids[:1]]
        title = columns[ids[0]]["label"] if len(ids) == 1 else "Money"
        yield Panel(title, columns[ids[0]]["unit"], tuple(series))


def _of_lines(columns: Mapping[str, Answer], rows: Sequence[Answer]) -> list[list[str]]:
    """Money together on one scale, and the first of what else there is on another."""
    seen = [id for id in columns if _is_seen(id, rows)]
    money = [id for id in _MONEY if id in seen]
    others = [id for id in seen if id not in money]
    groups = [others[:1], money[:_MOST_LINES]] if money else [[id] for id in others[:2]]
    return [one for one in groups if one]


def _of_bars(columns: Mapping[str, Answer], sorted_by: str, rows: Sequence[Answer]) -> list[list[str]]:
    """What the rows are sorted by, and beside it the profit."""
    seen = [id for id in columns if _is_seen(id, rows)]
    first = sorted_by if sorted_by in seen else seen[0] if seen else ""
    second = _PROFIT if _PROFIT in seen and first != _PROFIT else ""
    return [[id] for id in (first, second) if id]


def _is_seen(id: str, rows: Sequence[Answer]) -> bool:
    return any(Decimal(value) for row in rows if (value := row["values"].get(id)) is not None)


def _series(column: Answer, rows: Sequence[Answer], which: str) -> Series:
    values = ((row.get(which) or {}).get(column["id"]) for row in rows)
    numbers = tuple(None if one is None else Decimal(one) for one in values)
    is_before = which == "before"
    return Series(f"{column['label']}, before" if is_before else column["label"], numbers, is_before)


def _over_time(answer: Answer) -> Iterator[Answer]:
    """The rows in their order, with the days between them on which nothing happened."""
    rows = [row for row in answer["rows"] if row["keys"][0]["id"]]
    known = {row["keys"][0]["id"]: row for row in rows}
    days = list(_days(rows)) if answer["by"] == ["Date"] else []
    if not days or len(days) > _MOST_DAYS:
        yield from rows
        return
    empty = {one["id"]: None if one["unit"] == Unit.SHARE else "0" for one in answer["columns"]}
    before = {"before": empty} if rows[0].get("before") is not None else {}
    for day in days:
        yield known.get(day) or {"keys": [{"name": day, "id": day}], "values": empty, **before}


def _days(rows: Sequence[Answer]) -> Iterator[str]:
    try:
        found = sorted(date.fromisoformat(row["keys"][0]["id"]) for row in rows)
    except ValueError:
        return
    day = found[0]
    while day <= found[-1]:
        yield day.isoformat()
        day += timedelta(days=1)
