"""Several funnels as they were and as they shall be, below each other on one sheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..account import Account
from ..assets import Funnel
from .clean import clean
from .scene import Mark, Marks, scene
from .svg import MARGIN, Drawing, drawing, legend, page, said
from .svg_columns import Box
from .svg_text import escaped, fitting

_HEAD = 62
_FOOT = 40
_GAP = 18
_LINE = 17
_HEADING = 46
"""Height that the name of a funnel and what is said below it take."""


@dataclass(frozen=True)
class Part:
    """One funnel of a sheet. What is new had no nodes `before`; what goes has none in `funnel`."""

    funnel: Funnel
    before: Funnel
    said: str
    """What happens to it as a whole, such as `new funnel`."""
    marks: Marks = field(default_factory=dict)
    """Nodes that are changed though they say the same: what they show is."""
    words: Sequence[str] = ()
    """What changes, a line each."""


def sheet(title: str, told: str, parts: Sequence[Part], account: Account) -> str:
    """Nodes and connections that are added, changed or removed are marked in each funnel, and told in the legend."""
    drawn = [drawing(scene(one.funnel, (), one.marks, one.before), account) for one in parts]
    width = max(one.frame.width for one in drawn)
    body: list[str] = []
    y: float = _HEAD
    for part, one in zip(parts, drawn, strict=True):
        body += _part(part, one, y, width)
        y += _height(part, one)
    used = {mark for one in drawn for mark in _used(one)}
    name = clean(title) or "Plan"
    head = [
        f'<text class="head" x="{MARGIN}" y="34">{_fitted(name, 18 * 1.06, width)}</text>',
        f'<text class="sub" x="{MARGIN}" y="52">{_fitted(told, 12, width)}</text>',
    ]
    foot = legend(used, {}, MARGIN, y + _FOOT - 18)
    kinds = set().union(*(one.kinds for one in drawn))
    return page(Box(0, 0, width, y + _FOOT), name, told, kinds, [*head, *body, *foot])


def _part(part: Part, one: Drawing, y: float, width: float) -> Iterator[str]:
    heading = _fitted(clean(part.funnel.name) or "Funnel", 15, width)
    what = ", ".join(filter(None, [part.said, said(one.whole)]))
    yield f'<path class="rule" d="M{MARGIN} {y:.0f}H{width - MARGIN:.0f}"/>'
    yield f'<text class="head part" x="{MARGIN}" y="{y + 26:.0f}">{heading}</text>'
    yield f'<text class="sub" x="{MARGIN}" y="{y + 43:.0f}">{_fitted(what, 12, width)}</text>'
    top, bottom = one.extent
    yield f'<g transform="translate({-one.frame.x:.0f} {y + _HEADING + _GAP - top:.0f})">'
    yield from one.body
    yield "</g>"
    line = y + _HEADING + _GAP + bottom - top + _GAP
    for word in part.words:
        line += _LINE
        yield f'<text class="sub" x="{MARGIN}" y="{line:.0f}">{_fitted(f"• {word}", 12, width)}</text>'


def _height(part: Part, one: Drawing) -> float:
    top, bottom = one.extent
    return _HEADING + _GAP + bottom - top + _GAP + len(part.words) * _LINE + _GAP


def _used(one: Drawing) -> set[Mark]:
    return {*one.whole.marks.values(), *one.whole.ways.values()}


def _fitted(text: str, size: float, width: float) -> str:
    return escaped(fitting(clean(text, most=400), size, width - 2 * MARGIN))
