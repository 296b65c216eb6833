"""Charts as pictures. They have a background of their own, so that they read the same on dark and on light.

The font comes with the library; the same chart gives the same bytes.
"""

from collections.abc import Collection
from functools import cache
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal

from funnels.pictures.clean import clean, short
from funnels.reports import figure as worded
from funnels.reports.chart import Chart, Panel

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Format = Literal["png", "svg"]

_PAPER, _INK, _FAINT, _GRID = "#ffffff", "#1f2933", "#52606d", "#d9dee4"
_LINES = ("#2563ab", "#c2410c", "#15803d")
_LOSS, _BEFORE = "#b4232c", "#9fb3c8"
_MOST_LABEL = 34
_MOST_TITLE = 80
_MOST_TICKS = 12
_LONGEST = 200
_BOX = "\u25a1"
_LEAST_BARS = 3
"""As if there were so many: a single bar is no wall."""
_LOCK = Lock()
"""The library's settings belong to the whole process."""

_SETTINGS: Any = {
    "font.family": "DejaVu Sans",
    "text.parse_math": False,
    "svg.hashsalt": "funnelwright",
    "svg.fonttype": "path",
    "axes.edgecolor": _GRID,
    "axes.labelcolor": _FAINT,
    "text.color": _INK,
    "xtick.color": _FAINT,
    "ytick.color": _FAINT,
    "axes.titlecolor": _INK,
}


def drawn(chart: Chart, format: Format) -> bytes:
    from matplotlib import rc_context  # a second of loading, which only charts are worth

    with _LOCK, rc_context(_SETTINGS):
        figure = _figure(chart)
        file = BytesIO()
        metadata = {"Date": None, "Creator": None} if format == "svg" else {"Software": None}
        figure.savefig(file, format=format, facecolor=_PAPER, metadata=metadata)
        return file.getvalue()


def _figure(chart: Chart) -> "Figure":
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    height = 1.5 + 2.3 * len(chart.panels) if chart.is_line else 1.9 + 0.34 * max(len(chart.labels), _LEAST_BARS)
    figure = Figure(figsize=(9.6, height), dpi=100, layout="constrained")
    FigureCanvasAgg(figure)
    figure.suptitle(short(drawable(chart.title), _MOST_TITLE), fontsize=12, fontweight="bold", x=0.01, ha="left")
    many = len(chart.panels)
    shape: dict[str, Any] = {"nrows": many, "sharex": True} if chart.is_line else {"ncols": many, "sharey": True}
    axes = figure.subplots(squeeze=False, **shape).flatten()
    for at, (panel, on) in enumerate(zip(chart.panels, axes, strict=True)):
        (_lines if chart.is_line else _bars)(on, panel, chart, first=at == 0, last=at == many - 1)
    return figure


def _bars(on: "Axes", panel: Panel, chart: Chart, *, first: bool, last: bool) -> None:
    places = range(len(chart.labels))
    high = 0.38 if len(panel.series) > 1 else 0.62
    for number, series in enumerate(panel.series):
        numbers = [float(value or 0) for value in series.values]
        shift = (number - (len(panel.series) - 1) / 2) * high
        colours = [_BEFORE if series.before else _LOSS if value < 0 else _LINES[0] for value in numbers]
        bars = on.barh([place + shift for place in places], numbers, height=high, color=colours, label=series.name)
        words = [worded(value, panel.unit) for value in series.values]
        on.bar_label(bars, labels=words, padding=3, fontsize=8, color=_INK)
    if first:
        on.set_yticks(list(places), [_label(one) for one in chart.labels], fontsize=9, color=_INK)
        on.set_ylim(max(len(chart.labels), _LEAST_BARS) - 0.5, -0.5)
        on.set_ylabel(_axis(chart), fontsize=9)
    on.tick_params(axis="y", length=0)
    on.axvline(0, color=_FAINT, linewidth=0.8)
    on.margins(x=0.16)
    _dress(on, panel, on.xaxis)
    on.set_xlabel(_scale(panel), fontsize=9)


def _lines(on: "Axes", panel: Panel, chart: Chart, *, first: bool, last: bool) -> None:
    places = list(range(len(chart.labels)))
    colours = iter(_LINES)
    for series in panel.series:
        numbers = [float("nan") if value is None else float(value) for value in series.values]
        style: dict[str, Any] = (
            {"color": _BEFORE, "linestyle": "--"} if series.before else {"color": next(colours), "linewidth": 2}
        )
        on.plot(places, numbers, marker="o", markersize=3.5, label=series.name, **style)
    on.axhline(0, color=_FAINT, linewidth=0.8)
    _dress(on, panel, on.yaxis)
    on.set_ylabel(_scale(panel), fontsize=9)
    if last:
        every = max(1, -(-len(places) // _MOST_TICKS))
        on.set_xticks(places[::every], [_label(one) for one in chart.labels[::every]], fontsize=8)
        on.set_xlabel(_axis(chart), fontsize=9)


def _dress(on: "Axes", panel: Panel, axis: Any) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axis.set_major_formatter(FuncFormatter(lambda value, _: worded(str(round(value, 6)), panel.unit)))
    axis.set_major_locator(MaxNLocator(5, integer=panel.unit == "count"))
    axis.grid(visible=True, color=_GRID, linewidth=0.7)
    on.set_axisbelow(True)
    on.set_title(drawable(panel.title), fontsize=10, loc="left")
    for side in ("top", "right", "left" if axis is on.xaxis else "bottom"):
        on.spines[side].set_visible(False)
    if len(panel.series) > 1:
        on.legend(fontsize=8, frameon=True, facecolor=_PAPER, edgecolor=_GRID, loc="best")


def _scale(panel: Panel) -> str:
    unit = {"count": "count", "money": "account currency", "share": "percent"}[panel.unit]
    return f"{drawable(panel.title)} ({unit})"


def _axis(chart: Chart) -> str:
    more = f" ({chart.left_out} more not shown)" if chart.left_out > 0 else ""
    return f"{drawable(chart.axis)}{more}"


def _label(text: str) -> str:
    return short(drawable(text), _MOST_LABEL)


def drawable(text: str) -> str:
    """On one line, with a box for what the font cannot draw."""
    drawable = _drawable()
    return "".join(one if ord(one) in drawable else _BOX for one in clean(text, most=_LONGEST))


@cache
def _drawable() -> Collection[int]:
    from matplotlib import get_data_path
    from matplotlib.ft2font import FT2Font

    return frozenset(FT2Font(f"{get_data_path()}/fonts/ttf/DejaVuSans.ttf").get_charmap())
