"""Charts in a terminal: lines by plotext, bars as blocks. Colours are the terminal's: none where it has none."""

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal

from rich.console import Group, RenderableType
from rich.text import Text

from funnels.pictures.clean import clean, fitted, width
from funnels.reports import figure
from funnels.reports.chart import Chart, Panel, Series

_HEIGHT = 12
_LEAST, _MOST = 40, 110
"""Columns of a chart."""

_MARKS = ("braille", "+", "x")
_SIGNS = ("\u2812", "+", "x")
_COLOURS = ("blue", "yellow", "green")
_BEFORE = "bright_black"
_TICKS = 4
_MOST_NAME = 28


def chart_view(chart: Chart, columns: int) -> RenderableType:
    """As wide as the terminal, within reason."""
    wide = min(max(columns, _LEAST), _MOST)
    draw = _lines if chart.is_line else _bars
    parts = [
        part
        for panel in chart.panels
        for part in (Text(_named(panel.title), style="bold"), *draw(chart, panel, wide))
    ]
    more = [Text(f"{chart.left_out} more not shown", style="dim")] if chart.left_out > 0 else []
    return Group(*parts, *more)


def _bars(chart: Chart, panel: Panel, wide: int) -> Iterator[Text]:
    """A row of blocks for each number; what is below zero is hollow."""
    series = panel.series[0]
    names = [fitted(_named(one), _MOST_NAME) for one in chart.labels]
    figures = [figure(one, panel.unit) for one in series.values]
    left, right = max(map(width, names)), max(map(len, figures))
    room = max(wide - left - right - 4, 8)
    most = max((abs(one) for one in series.values if one is not None), default=Decimal(0)) or Decimal(1)
    for name, value, told in zip(names, series.values, figures, strict=True):
        number = value or Decimal(0)
        length = max(round(abs(number) / most * room), 1 if number else 0)
        block, style = ("\u2591", "red") if number < 0 else ("\u2588", "blue")
        line = Text(f"{name}{' ' * (left - width(name))}  ", no_wrap=True, overflow="ignore")
        yield line.append(block * length, style=style).append(f" {told}")


def _lines(chart: Chart, panel: Panel, wide: int) -> Iterator[Text]:
    from plotext import figure as plot  # loads what only lines need

    series = panel.series[: len(_MARKS)]
    known = [float(one) for each in series for one in each.values if one is not None]
    low, high = min(0.0, *known), max(0.0, *known)
    plot.clear()
    plot.theme("simple")
    plot.plot_size(wide, _HEIGHT)
    for each, mark in zip(series, _MARKS, strict=False):
        points = [(place, float(one)) for place, one in enumerate(each.values) if one is not None]
        drawn = plot.signal([place for place, _ in points], [value for _, value in points], marker=mark)
        drawn.lines()
        plot.draw(drawn)
    steps = _steps(low, high)
    plot.ruler("y").lim(steps[0], steps[-1])
    plot.ruler("y").ticks(steps, [figure(str(round(one, 6)), panel.unit) for one in steps])
    plot.ruler("x").ticks(*_places(chart.labels, wide))
    yield Text.from_ansi(plot.build().string(), no_wrap=True, overflow="ignore")
    if len(series) > 1:
        yield _legend(series)


def _steps(low: float, high: float) -> list[float]:
    """Round numbers from below the lowest to above the highest."""
    rough = (high - low) / _TICKS or 1.0
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(many * power for many in (1, 2, 2.5, 5, 10) if many * power >= rough)
    return [step * at for at in range(math.floor(low / step), math.ceil(high / step) + 1)]


def _places(labels: Sequence[str], wide: int) -> tuple[list[int], list[str]]:
    """As many as have room beside each other."""
    named = [_named(one) for one in labels]
    many = max(1, wide // (max(map(width, named)) + 6))
    every = max(1, -(-len(named) // many))
    places = list(range(0, len(named), every))
    return places, [named[place] for place in places]


def _legend(series: Sequence[Series]) -> Text:
    line = Text()
    for each, sign, colour in zip(series, _SIGNS, _COLOURS, strict=False):
        line.append(f"{sign} ", style=colour).append(f"{_named(each.name)}   ")
    return line


def _named(text: str) -> str:
    return clean(text)
