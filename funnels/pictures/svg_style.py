"""Colours and type. Written out for each scheme: not every viewer knows CSS variables."""

from typing import NamedTuple

from ..funnel import NodeKind


class _Accent(NamedTuple):
    light: str
    dark: str


_ACCENTS: dict[NodeKind, _Accent] = {
    NodeKind.ROOT: _Accent("#334155", "#cbd5e1"),
    NodeKind.ROTATOR: _Accent("#6d28d9", "#b79cf7"),
    NodeKind.LANDER: _Accent("#1d4ed8", "#7fb0ff"),
    NodeKind.LANDER_GROUP: _Accent("#1d4ed8", "#7fb0ff"),
    NodeKind.OFFER: _Accent("#15803d", "#5ed08a"),
    NodeKind.OFFER_GROUP: _Accent("#15803d", "#5ed08a"),
    NodeKind.EXTERNAL_URL: _Accent("#57606a", "#a9b4c2"),
    NodeKind.CONDITION: _Accent("#a8490a", "#f5b04d"),
    NodeKind.LOGIC: _Accent("#be185d", "#f58fc0"),
    NodeKind.VISITOR_TAG: _Accent("#0f766e", "#4fd1c0"),
    NodeKind.WEBHOOK: _Accent("#8a3a12", "#f0a077"),
    NodeKind.MIDDLEWARE: _Accent("#a21caf", "#e39af0"),
    NodeKind.ACTION_PROXY: _Accent("#0e6f8a", "#5cc8e6"),
    NodeKind.LABEL: _Accent("#8a6400", "#e8c95c"),
}
_MARKS = {
    "added": _Accent("#15803d", "#5ed08a"),
    "changed": _Accent("#a8490a", "#f5b04d"),
    "removed": _Accent("#b91c1c", "#fb8585"),
}
_SEVERITIES = {
    "error": _Accent("#b91c1c", "#fb8585"),
    "warning": _Accent("#a8490a", "#f5b04d"),
    "hint": _Accent("#1d4ed8", "#7fb0ff"),
}

_SHAPES = """\
text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",Arial,sans-serif}
.head{font-size:18px;font-weight:600}.head.part{font-size:15px}.sub{font-size:12px}.rule{stroke-width:1;opacity:.45}
.kind{font-size:10.5px;font-weight:600;letter-spacing:.4px}.name{font-size:13.5px;font-weight:600}
.line{font-size:11.5px}.pill text{font-size:10.5px;font-weight:500;text-anchor:middle}
.box{stroke-width:1.5}.way{fill:none;stroke-width:1.8}.glyph{fill:none;stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}
.mark{font-size:10px;font-weight:700}.sign{font-size:12px;font-weight:700;text-anchor:middle}
.added .box,.changed .box{stroke-width:3}.removed .box{stroke-width:2;stroke-dasharray:6 4}
.removed .name{text-decoration:line-through}.way.removed,.way.back{stroke-dasharray:6 4}
.way.added,.way.changed{stroke-width:2.6}
"""


def style(kinds: set[NodeKind]) -> str:
    """The style sheet for these kinds of node, light by itself and dark where the reader prefers it."""
    return (
        f"{_SHAPES}{_scheme(kinds, dark=False)}@media (prefers-color-scheme:dark){{\n{_scheme(kinds, dark=True)}}}\n"
    )


def _scheme(kinds: set[NodeKind], *, dark: bool) -> str:
    paper, box, ink, soft, line, pill = (
        ("#0f1420", "#1a2130", "#eef2f8", "#b4bfce", "#7c8aa0", "#232c3d")
        if dark
        else ("#fbfcfe", "#ffffff", "#0f172a", "#475569", "#7b8798", "#eef2f7")
    )
    rules = [
        f".paper{{fill:{paper}}}.box{{fill:{box}}}.head,.name{{fill:{ink}}}.line,.sub{{fill:{soft}}}",
        f".way{{stroke:{line}}}.tip{{fill:{line}}}.pill rect{{fill:{pill};stroke:{line}}}.pill text{{fill:{ink}}}",
        f".mark,.sign{{fill:{box}}}.rule{{stroke:{line}}}",
    ]
    at = 1 if dark else 0
    for kind in sorted(kinds):
        accent = _ACCENTS[kind][at]
        rules.append(
            f".{kind} .box{{stroke:{accent}}}.{kind} .kind,.{kind} .bar{{fill:{accent}}}"
            f".{kind} .glyph{{stroke:{accent}}}"
        )
    for mark, accents in _MARKS.items():
        rules.append(
            f".{mark} .box,.way.{mark}{{stroke:{accents[at]}}}.tip.{mark},.chip.{mark}{{fill:{accents[at]}}}"
        )
    rules += [f".badge.{severity}{{fill:{accents[at]}}}" for severity, accents in _SEVERITIES.items()]
    return "\n".join(rules) + "\n"
