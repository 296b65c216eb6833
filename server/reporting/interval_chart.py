"""Variants with their intervals, as a picture in the manner of the other charts."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import Any, Literal

from funnels.pictures.clean import short
from funnels.reports import chance
from funnels.reports import figure as worded
from funnels.wire import Json

from .drawing import drawable

_PAPER, _INK, _FAINT, _GRID = "#ffffff", "#1f2933", "#52606d", "#d9dee4"
_LEADER, _OTHER, _OUT = "#15803d", "#2563ab", "#9fb3c8"
_MOST = 20
_LONGEST = 34
_LONGEST_TITLE = 80


@dataclass(frozen=True, slots=True)
class Interval:
    name: str
    value: float
    low: float
    high: float
    note: str
    color: str


def intervals(comparison: Json) -> list[Interval]:
    """Of the arms of a comparison that have any numbers; the leader first."""
    found = []
    for arm in comparison["arms"][:_MOST]:
        if arm.get("value") is None or arm.get("low") is None:
            continue
        running = arm["state"] == "running"
        color = _LEADER if arm["name"] == comparison["leader"] and running else _OTHER if running else _OUT
        note = f"best: {chance(arm['best'])}" if arm.get("best") is not None else arm["state"]
        value, low, high = (float(arm[key]) for key in ("value", "low", "high"))
        found.append(Interval(arm["name"], value, low, high, note, color))
    return found


def drawn(comparison: Json, many: Sequence[Interval], format: Literal["png", "svg"]) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # a second of loading, which only charts are worth
    from matplotlib.figure import Figure

    picture = Figure(figsize=(9.6, 1.5 + 0.5 * max(len(many), 2)), dpi=100, facecolor=_PAPER, layout="constrained")
    FigureCanvasAgg(picture)
    on = picture.add_subplot()
    for at, one in enumerate(many):
        on.plot([one.low, one.high], [at, at], color=one.color, linewidth=6, alpha=0.35, solid_capstyle="round")
        on.plot([one.value], [at], marker="o", markersize=8, color=one.color)
        on.annotate(one.note, (one.high, at), (10, 0), "data", "offset points", va="center", color=_INK, fontsize=9)
    on.set_yticks(range(len(many)), [short(drawable(one.name), _LONGEST) for one in many], color=_INK, fontsize=9)
    on.set_ylim(max(len(many), 2) - 0.4, -0.6)
    on.margins(x=0.2)
    _dress(on, comparison)
    file = BytesIO()
    metadata = {"Date": None, "Creator": None} if format == "svg" else {"Software": None}
    picture.savefig(file, format=format, facecolor=_PAPER, metadata=metadata)
    return file.getvalue()


def _dress(on: Any, comparison: Json) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    metric = comparison["metric"]
    unit = "percent" if metric["unit"] == "share" else "account currency"
    title = short(drawable(comparison["title"]), _LONGEST_TITLE)
    on.set_title(title, loc="left", color=_INK, fontsize=12, fontweight="bold", parse_math=False)
    on.set_xlabel(f"{metric['label']} ({unit}): observed, with its 95 % credible interval", color=_FAINT, fontsize=9)
    form = FuncFormatter(lambda value, _: worded(Decimal(repr(round(float(value), 6))), metric["unit"]))
    on.xaxis.set_major_formatter(form)
    on.xaxis.set_major_locator(MaxNLocator(6))
    on.grid(axis="x", color=_GRID, linewidth=0.7)
    on.set_axisbelow(True)
    on.tick_params(length=0, colors=_FAINT)
    for label in on.get_yticklabels():
        label.set_parse_math(False)
        label.set_color(_INK)
    for side in ("top", "right", "left"):
        on.spines[side].set_visible(False)
