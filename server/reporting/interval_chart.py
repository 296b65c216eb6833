"""Variants with their intervals, as a picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from funnels.pictures.clean import clean

INK = "#1f2933"
FAINT = "#7b8794"
PAPER = "#ffffff"
"""Opaque, so that the picture is the same on a dark page."""
LEADER = "#0f7b6c"
OTHER = "#4a6fa5"

_MOST = 20
_LONGEST = 34


@dataclass(frozen=True, slots=True)
class Interval:
    name: str
    value: float
    low: float
    high: float
    note: str
    """Beside it, such as `best 97 %`."""


def interval_chart(title: str, label: str, many: Sequence[Interval], *, percent: bool) -> bytes:
    """PNG. The first is the leader; those beyond the twentieth are left out."""
    from matplotlib.figure import Figure
    from matplotlib.ticker import FuncFormatter

    shown = list(many[:_MOST])
    figure = Figure(figsize=(8, 1.5 + 0.5 * len(shown)), dpi=110, facecolor=PAPER, layout="constrained")
    axes = figure.add_subplot()
    places = range(len(shown))
    for at, one in zip(places, shown, strict=True):
        color = LEADER if at == 0 else OTHER
        axes.plot([one.low, one.high], [at, at], color=color, linewidth=5, alpha=0.35, solid_capstyle="round")
        axes.plot([one.value], [at], marker="o", markersize=8, color=color)
        axes.annotate(one.note, (one.high, at), (8, 0), "data", "offset points", va="center", color=INK, fontsize=9)
    axes.set_yticks(list(places), [_short(one.name) for one in shown])
    axes.set_ylim(len(shown) - 0.4, -0.6)
    axes.set_xlabel(f"{label}, with the interval of 95 % credibility")
    form = (lambda value, _: f"{100 * value:g} %") if percent else (lambda value, _: f"{value:g}")
    axes.xaxis.set_major_formatter(FuncFormatter(form))
    axes.margins(x=0.18)
    _dressed(axes, title)
    return written(figure)


def _dressed(axes: Any, title: str) -> None:
    axes.set_title(_short(title, 70), loc="left", color=INK, fontsize=12, fontweight="bold", parse_math=False)
    axes.set_facecolor(PAPER)
    axes.tick_params(colors=INK, length=0)
    axes.xaxis.label.set_color(INK)
    axes.grid(axis="x", color=FAINT, alpha=0.25)
    axes.set_axisbelow(True)
    for name, spine in axes.spines.items():
        spine.set_visible(name == "bottom")
        spine.set_color(FAINT)
    for label in axes.get_yticklabels():
        label.set_parse_math(False)


def written(figure: Any) -> bytes:
    held = BytesIO()
    figure.savefig(held, format="png", facecolor=figure.get_facecolor())
    return held.getvalue()


def _short(text: str, most: int = _LONGEST) -> str:
    plain = clean(text)
    return plain if len(plain) <= most else f"{plain[: most - 1]}…"
