"""The box of a node: kind, name, what it holds, what was found there, what happens to it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from textwrap import wrap
from typing import Literal

from ..funnel import GROUP_KINDS, Node, NodeKind
from ..layout import NODE_HEIGHT, NODE_WIDTH, Position
from .labels import NodeLabel
from .scene import Found, Mark
from .svg_columns import Box
from .svg_glyphs import GLYPHS
from .svg_text import escaped, fitting, text_width

_LINE = 15
_MOST_LINES = 3
_BARE = 44
"""Height of a box that says no more than kind and name."""
_INSET = 14
_NOTE = 30
"""Characters of a note in a line."""
_SIGNS: dict[Literal["error", "warning", "hint"], str] = {"error": "!", "warning": "!", "hint": "i"}
_WORDS = {"added": "NEW", "changed": "CHANGED", "removed": "REMOVED"}


def shown(node: Node, label: NodeLabel) -> NodeLabel:
    """Notes are broken into lines; everything else is one line each already."""
    if node.node_type is not NodeKind.LABEL:
        return label
    return replace(label, details=tuple(line for text in label.details for line in wrap(text, _NOTE)))


def box_of(place: Position, label: NodeLabel) -> Box:
    """As high as what it says needs, in the middle of the place of the node."""
    height = _BARE + _LINE * min(len(label.details), _MOST_LINES)
    return Box(place.x, place.y + (NODE_HEIGHT - height) / 2, NODE_WIDTH, height)


def drawn(node: Node, label: NodeLabel, box: Box, mark: Mark | None, found: Sequence[Found]) -> str:
    classes = " ".join(["node", node.node_type, *([mark] if mark else [])])
    parts = [
        f'<g class="{classes}" transform="translate({box.x:g} {box.y:g})">',
        f"<title>{_title(label, mark)}</title>",
        *_frame(node, box),
        f'<path class="glyph" transform="translate({_INSET} 8) scale(.875)" d="{GLYPHS[node.node_type]}"/>',
        f'<text class="kind" x="{_INSET + 19}" y="19">{escaped(label.kind.upper())}</text>',
        f'<text class="name" x="{_INSET}" y="36">{_text(label.name, 13.5 * 1.06)}</text>',
        *_lines(label.details),
        *(_chip(mark) if mark else []),
        *(_badge(found) if found else []),
        "</g>",
    ]
    return "".join(parts)


def _frame(node: Node, box: Box) -> Iterator[str]:
    """A group of pages looks like a stack."""
    size = f'width="{box.width:g}" height="{box.height:g}"'
    if node.node_type in GROUP_KINDS:
        yield f'<rect class="box" x="4" y="4" rx="9" {size}/>'
    yield f'<rect class="box" rx="9" {size}/>'
    yield f'<rect class="bar" x="0" y="10" width="4" height="{box.height - 20:g}" rx="2"/>'


def _lines(details: Sequence[str]) -> Iterator[str]:
    lines = list(details[:_MOST_LINES])
    if len(details) > _MOST_LINES:
        lines[-1] = f"and {len(details) - _MOST_LINES + 1} more"
    for number, line in enumerate(lines):
        y = 52 + number * _LINE
        name, share = _split(line)
        if share:
            room = NODE_WIDTH - 2 * _INSET - text_width(share, 11.5) - 6
            yield f'<text class="line" x="{_INSET}" y="{y}">{escaped(fitting(name, 11.5, room))}</text>'
            yield f'<text class="line" x="{NODE_WIDTH - _INSET}" y="{y}" text-anchor="end">{share}</text>'
        else:
            yield f'<text class="line" x="{_INSET}" y="{y}">{_text(line, 11.5)}</text>'


def _split(line: str) -> tuple[str, str]:
    """`ShieldVPN DE 60 %` into the name and the percent, which stands at the right edge."""
    words = line.rsplit(" ", 2)
    if len(words) == 3 and words[2] == "%" and words[1].replace(".", "", 1).isdecimal():
        return words[0], f"{words[1]} %"
    return line, ""


def _text(text: str, size: float) -> str:
    return escaped(fitting(text, size, NODE_WIDTH - 2 * _INSET))


def _title(label: NodeLabel, mark: Mark | None) -> str:
    whole = ", ".join([f"{label.kind}: {label.name}", *label.details])
    return escaped(f"{whole} ({mark})" if mark else whole)


def _chip(mark: Mark) -> Iterator[str]:
    word = _WORDS[mark]
    width = text_width(word, 10.6) + 14
    yield f'<rect class="chip {mark}" x="{_INSET - 4}" y="-9" width="{width:.0f}" height="17" rx="8"/>'
    yield f'<text class="mark" x="{_INSET + 2}" y="3.5">{word}</text>'


def _badge(found: Sequence[Found]) -> Iterator[str]:
    worst = found[0].severity
    said = escaped(" — ".join(f"{one.severity}: {one.why}" for one in found))
    yield f'<g class="finding" transform="translate({NODE_WIDTH - 12} 0)"><title>{said}</title>'
    yield (
        f'<circle class="badge {worst}" r="10"/>'
        if worst != "warning"
        else (f'<path class="badge {worst}" d="M0-12 12 9H-12z" stroke-linejoin="round"/>')
    )
    sign = _SIGNS[worst] if len(found) == 1 else str(min(len(found), 9))
    yield f'<text class="sign" y="{6 if worst == "warning" else 4.500:g}">{sign}</text></g>'
