"""What reporting tools answer, as it looks in a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from funnels.pictures.clean import width
from funnels.reports import METRIC, figure, span
from funnels.reports.chart import chart_of

from .charts import chart_view
from .plain import one_line
from .views import table_view

Row = Mapping[str, Any]

_WHOLE = 24
"""Columns up to which a name is never broken."""

_ENDLESS = 10_000


@dataclass(frozen=True, slots=True)
class _Layout:
    padding: int = 1
    was: str = "was "
    """Before a number compared with."""
    whole: bool = True
    """Names are not broken."""


_LAYOUTS = (_Layout(), _Layout(was=""), _Layout(0, ""), _Layout(0, "", whole=False))


def results_view(answer: Row, columns: int, *, chart: bool = True) -> RenderableType:
    """Of `report`: title, table, chart, the reading and its caveats."""
    parts: list[RenderableType] = [_title(answer)]
    if answer["rows"]:
        parts.append(_fitting(answer, columns))
    found = chart_of(answer) if chart else None
    if found:
        parts += [chart_view(found, columns), Text()]
    parts.append(Text(one_line(answer["reading"])))
    parts += [Text(f"· {one_line(one)}", style="dim") for one in answer["caveats"]]
    return Group(*parts)


def explored_view(answer: Row) -> RenderableType:
    """Of `explore` and `raw_events`."""
    about = [Text(f"{one_line(word).replace('_', ' ')}: {one_line(value)}") for word, value in _about(answer)]
    rows = [_event(one) for one in answer["events"]]
    heads = ("time (UTC)", "event", "funnel", "where", "source", "money", "hit")
    table = table_view(heads, rows) if rows else Text("Nothing happened that fits.")
    more = [Text("There are more.", style="dim")] if answer["more"] else []
    return Group(*about, table, *more)


def _title(answer: Row) -> Text:
    period = answer["period"]
    title = Text(one_line(answer["title"]), style="bold")
    return title.append(f"  {span(period['from'], period['to'])} {one_line(period['zone'])}", style="dim")


def _fitting(answer: Row, width: int) -> Table:
    """As roomy as fits, so that no number is broken; names are, where nothing else helps."""
    paper = Console(width=_ENDLESS)
    table = Table()
    for layout in _LAYOUTS:
        table = _table(answer, layout)
        if Measurement.get(paper, paper.options, table).maximum <= width:
            return table
    return table


def _table(answer: Row, layout: _Layout) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, layout.padding))
    columns = answer["columns"]
    for place, name in enumerate(answer["by"]):
        longest = max(width(one_line(row["keys"][place]["name"])) for row in answer["rows"])
        least = min(longest, _WHOLE) if layout.whole else None
        table.add_column(one_line(name), overflow="fold", min_width=least)
    for one in columns:
        table.add_column(_head(one), justify="right", overflow="fold")
    for row in answer["rows"]:
        names = (Text(one_line(key["name"])) for key in row["keys"])
        table.add_row(*names, *_numbers(row["values"], row.get("before"), columns, layout.was))
    table.add_section()
    blank = [""] * (len(answer["by"]) - 1)
    table.add_row(
        Text("Total", style="bold"),
        *blank,
        *_numbers(answer["totals"], answer.get("totals_before"), columns, layout.was),
    )
    table.caption = "; ".join(_below(answer, layout)) or None
    return table


def _below(answer: Row, layout: _Layout) -> Iterator[str]:
    left = answer["rows_total"] - len(answer["rows"])
    if left > 0:
        yield f"{left:,} more row{'' if left == 1 else 's'}"
    if "totals_before" in answer and not layout.was:
        yield "below each number the one compared with"


def _head(column: Row) -> str:
    """As the field abbreviates it."""
    known = METRIC.get(column["id"])
    return known.short if known else one_line(column["label"])


def _numbers(values: Row, before: Row | None, columns: Sequence[Row], was: str) -> Iterator[Text]:
    for one in columns:
        value = values.get(one["id"])
        cell = Text(figure(value, one["unit"]), style="red" if str(value).startswith("-") else "")
        if before is not None:
            cell.append(f"\n{was}{figure(before.get(one['id']), one['unit'])}", style="dim")
        yield cell


def _about(answer: Row) -> Iterator[tuple[str, str]]:
    yield from (answer.get("visitor") or {}).items()


def _event(one: Row) -> tuple[str, ...]:
    money = one.get("revenue") or (_spent(str(one.get("cost") or "")))
    time = str(one.get("time", ""))[:19].replace("T", " ")
    where = one.get("page") or one.get("node") or ""
    return time, one["type"], one.get("funnel", ""), where, one.get("source", ""), money, one["hit_id"]


def _spent(cost: str) -> str:
    return f"-{cost}" if cost.strip("0.") else cost
