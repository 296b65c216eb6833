"""What comparisons and simulations answer, as it looks in a terminal."""

from collections.abc import Iterator, Mapping
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from funnels.reports import METRIC, chance, figure, span
from funnels.reports.forecast_charts import exit_chart, variant_chart

from .charts import chart_view
from .plain import one_line

Row = Mapping[str, Any]

_VERDICTS = {
    "winner": ("wins", "green"),
    "leading": ("leads, not proven", "yellow"),
    "no_difference": ("no difference seen", "blue"),
    "too_early": ("too early", "yellow"),
    "no_data": ("no data", "red"),
}
_MOST_SEGMENTS = 8


def comparison_view(answer: Row, columns: int, *, chart: bool = True) -> RenderableType:
    """Of `compare_variants`: verdict, table, chart, the reading and its caveats."""
    period = answer["period"]
    word, style = _VERDICTS[answer["verdict"]]
    title = Text(one_line(answer["title"]), style="bold")
    title.append(f"  {span(period['from'], period['to'])} {one_line(period['zone'])}", style="dim")
    named = f"{one_line(answer['leader'])} {word}" if answer["verdict"] in ("winner", "leading") else word
    verdict = Text(named, style=style)
    found = variant_chart(answer) if chart else None
    weights = [Text(f"suggested: {_weights(one)}", style="bold") for one in answer["operations"]]
    return Group(
        title,
        verdict,
        _arms(answer),
        *([chart_view(found, columns), Text()] if found else []),
        *_said(answer),
        *weights,
    )


def simulation_view(answer: Row, columns: int, *, chart: bool = True) -> RenderableType:
    """Of `simulate_funnel`: exits, segments, what-ifs, the reading, its caveats and every assumption."""
    found = exit_chart(answer) if chart else None
    wishes = [
        Text.assemble((f"If {one_line(one['asked'])}: ", "bold"), one_line(one["answer"]))
        for one in answer["what_if"]
    ]
    return Group(
        Text(one_line(answer["title"]), style="bold"),
        _table(("ends at", "step", "kind", "visitors", "share", "conversions", "revenue"), _exits(answer)),
        _table(("segment", "visitors", "conversions", "revenue", "cost", "profit"), _segments(answer)),
        *([chart_view(found, columns), Text()] if found else []),
        *_said(answer),
        *_between(answer),
        *wishes,
        Text("Assumed:", style="bold"),
        *(
            Text(f"  {one_line(one['what'])}: {one['value']}  ({one_line(one['origin'])})", style="dim")
            for one in answer["assumptions"]
        ),
    )


def _arms(answer: Row) -> Table:
    unit = answer["metric"]["unit"]
    known = METRIC.get(answer["metric"]["id"])
    value = known.short if known else one_line(answer["metric"]["label"])
    heads = ("variant", "weight", "trials", "successes", value, "95 %", "best", "loss")
    return _table(heads, (_arm(one, unit) for one in answer["arms"]))


def _arm(one: Row, unit: str) -> tuple[str, ...]:
    low, high = one.get("low"), one.get("high")
    state = "" if one["state"] == "running" else f" ({one['state']})"
    return (
        f"{one_line(one['name'])}{state}",
        f"{one['weight']} %" if one.get("weight") is not None else "",
        f"{one['trials']:,}",
        f"{one['successes']:,}",
        figure(one.get("value"), unit),
        f"{figure(low, unit)} - {figure(high, unit)}" if low is not None else "",
        chance(one["best"]) if one.get("best") is not None else "",
        figure(one["loss"], unit) if one.get("loss") is not None else "",
    )


def _exits(answer: Row) -> Iterator[tuple[str, ...]]:
    for one in answer["exits"]:
        yield (
            one_line(one["name"]),
            one_line(one["step"]),
            one["kind"],
            figure(one["visitors"], "count"),
            figure(one["share"], "share"),
            figure(one["conversions"], "count"),
            figure(one["revenue"], "money"),
        )


def _segments(answer: Row) -> Iterator[tuple[str, ...]]:
    for one in answer["segments"][:_MOST_SEGMENTS]:
        counts = (figure(one[name], "count") for name in ("visitors", "conversions"))
        yield (
            one_line(one["name"]),
            *counts,
            *(figure(one[name], "money") for name in ("revenue", "cost", "profit")),
        )


def _between(answer: Row) -> Iterator[Text]:
    spread = answer.get("spread")
    if spread:
        low, high = (figure(spread["profit"][name], "money") for name in ("low", "high"))
        lost = figure(spread["loss_probability"], "share")
        yield Text(f"In 95 of 100 runs the profit is {low} to {high}; {lost} of them lose money.")


def _said(answer: Row) -> Iterator[Text]:
    yield Text(one_line(answer["reading"]))
    for one in answer["caveats"]:
        yield Text(f"· {one_line(one)}", style="dim")


def _weights(operation: Row) -> str:
    return ", ".join(f"{one_line(name)} {weight} %" for name, weight in operation["weights"].items())


def _table(heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for at, head in enumerate(heads):
        table.add_column(head, justify="left" if at == 0 or head in ("step", "kind") else "right", overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table
