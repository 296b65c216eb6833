"""A funnel as an SVG: one string, nothing outside it, readable on light and on dark."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from ..account import Account
from ..assets import Funnel
from ..funnel import NodeKind
from .clean import clean
from .labels import connection_label, node_label
from .scene import NO_MARKS, SEVERITIES, Found, Mark, Marks, Scene, scene
from .svg_boxes import box_of, drawn, shown
from .svg_columns import Box
from .svg_pills import Pills
from .svg_places import places
from .svg_style import style
from .svg_text import escaped, text_width
from .svg_ways import Courses, Way

MARGIN = 28
_HEAD = 58
_FOOT = 30
_NARROWEST = 420
_MARKS: tuple[Mark, ...] = ("added", "changed", "removed")


def draw(
    funnel: Funnel,
    account: Account,
    *,
    findings: Sequence[Found] = (),
    marks: Marks = NO_MARKS,
    before: Funnel | None = None,
) -> str:
    """Nodes stand where the funnel has them, unless they would overlap there: then they are laid out anew.

    With `before`, nodes and connections that are gone are drawn too, marked as removed.
    """
    return _page(funnel, drawing(scene(funnel, findings, marks, before), account))


@dataclass(frozen=True)
class Drawing:
    """A scene in elements, without the page around it."""

    whole: Scene
    body: Sequence[str]
    frame: Box
    """What it takes, with a margin and room for heading and legend."""

    @property
    def extent(self) -> tuple[float, float]:
        """Of what is drawn, from top to bottom, without the room for heading and legend."""
        return self.frame.y + _HEAD, self.frame.bottom - _FOOT - MARGIN + 12

    @property
    def kinds(self) -> set[NodeKind]:
        return {node.node_type for node in self.whole.graph.node.values()}


def drawing(whole: Scene, account: Account) -> Drawing:
    spots = places(whole)
    labels = {id: shown(node, node_label(node, account)) for id, node in whole.graph.node.items()}
    boxes = {id: box_of(spots[id], labels[id]) for id in labels}
    courses = Courses(whole.graph, boxes)
    ways = [courses.of(number, one) for number, one in enumerate(whole.graph.connections)]
    body = [
        *_connections(whole, ways),
        *(
            drawn(node, labels[id], boxes[id], whole.marks.get(id), whole.found.get(id, ()))
            for id, node in whole.graph.node.items()
        ),
        *_pills(whole, account, ways, boxes),
    ]
    return Drawing(whole, body, _frame(boxes, ways))


def _connections(whole: Scene, ways: Sequence[Way]) -> Iterator[str]:
    for one, way in zip(whole.graph.connections, ways, strict=True):
        mark = whole.ways.get(one.id_connection)
        back = " back" if way.points[-1][0] < way.points[0][0] and not mark else ""
        yield f'<path class="way {mark or ""}{back}" marker-end="url(#tip-{mark or "plain"})" d="{way.path}"/>'


def _pills(whole: Scene, account: Account, ways: Sequence[Way], boxes: Mapping[str, Box]) -> Iterator[str]:
    pills = Pills(boxes.values())
    for one, way in zip(whole.graph.connections, ways, strict=True):
        if label := connection_label(one, whole.graph, account):
            yield pills.drawn(label, way.label_points)


def _frame(boxes: Mapping[str, Box], ways: Sequence[Way]) -> Box:
    corners = [(box.x, box.y) for box in boxes.values()] + [(box.right, box.bottom) for box in boxes.values()]
    points = [*corners, *chain.from_iterable(way.points for way in ways)] or [(0.0, 0.0)]
    left, top = min(x for x, _ in points) - MARGIN, min(y for _, y in points) - _HEAD - 12
    right, bottom = max(x for x, _ in points) + MARGIN, max(y for _, y in points) + MARGIN + _FOOT
    return Box(left, top, max(right - left, _NARROWEST), bottom - top)


def _page(funnel: Funnel, drawn: Drawing) -> str:
    name, whole, frame = clean(funnel.name) or "Funnel", drawn.whole, drawn.frame
    x, y = frame.x + MARGIN, frame.y
    return page(
        frame,
        name,
        said(whole),
        drawn.kinds,
        [
            f'<text class="head" x="{x:.0f}" y="{y + 32:.0f}">{escaped(name)}</text>',
            f'<text class="sub" x="{x:.0f}" y="{y + 50:.0f}">{escaped(said(whole))}</text>',
            *drawn.body,
            *legend({*whole.marks.values(), *whole.ways.values()}, whole.counts, x, frame.bottom - 18),
        ],
    )


def page(frame: Box, title: str, told: str, kinds: set[NodeKind], body: Iterable[str]) -> str:
    """The whole file: a paper of this size with the body on it."""
    lines = [
        _opening(frame),
        f'<title id="title">{escaped(title)}</title>',
        f'<desc id="desc">{escaped(told)}</desc>',
        f"<style>{style(kinds)}</style>",
        f"<defs>{''.join(map(_tip, ('plain', *_MARKS)))}</defs>",
        f'<rect class="paper" x="{frame.x:.0f}" y="{frame.y:.0f}" width="100%" height="100%"/>',
        *body,
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _opening(frame: Box) -> str:
    size = f"{frame.x:.0f} {frame.y:.0f} {frame.width:.0f} {frame.height:.0f}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{frame.width:.0f}" height="{frame.height:.0f}"'
        f' viewBox="{size}" role="img" aria-labelledby="title desc">'
    )


def said(whole: Scene) -> str:
    """The picture in one sentence."""
    parts = [_counted(len(whole.graph.node), "node"), _counted(len(whole.graph.connections), "connection")]
    parts += [_counted(whole.counts[severity], severity) for severity in SEVERITIES if whole.counts[severity]]
    if whole.graph.dangling:
        parts.append(f"{_counted(len(whole.graph.dangling), 'connection')} to nowhere")
    return ", ".join(parts)


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _tip(kind: str) -> str:
    return (
        f'<marker id="tip-{kind}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9"'
        f' markerUnits="userSpaceOnUse" orient="auto"><path class="tip {kind}" d="M0 0 10 5 0 10z"/></marker>'
    )


def legend(used: set[Mark], counts: Mapping[str, int], x: float, y: float) -> Iterator[str]:
    """Only what occurs."""
    for mark in _MARKS:
        if mark in used:
            yield f'<rect class="chip {mark}" x="{x:.0f}" y="{y - 9:.0f}" width="11" height="11" rx="3"/>'
            yield f'<text class="sub" x="{x + 17:.0f}" y="{y:.0f}">{mark}</text>'
            x += 40 + text_width(mark, 12)
    for severity in SEVERITIES:
        if counts.get(severity):
            word = _counted(counts[severity], severity)
            yield f'<circle class="badge {severity}" cx="{x + 5:.0f}" cy="{y - 4:.0f}" r="6"/>'
            yield f'<text class="sub" x="{x + 17:.0f}" y="{y:.0f}">{word}</text>'
            x += 40 + text_width(word, 12)
