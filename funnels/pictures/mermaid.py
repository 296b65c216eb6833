"""A flowchart in Mermaid's language, for chats and documents that draw it."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from ..account import Account
from ..assets import Funnel
from ..funnel import Graph, Node, NodeKind
from .clean import clean
from .labels import connection_label, node_label
from .scene import NO_MARKS, Found, Marks, Scene, scene

_MOST_CONNECTIONS = 500
_MOST_CHARACTERS = 50_000
"""Mermaid refuses to draw more than these, as it comes."""

_MOST_DETAILS = 4

_CODES = {character: f"#{ord(character)};" for character in '#&"<>`|\\;*_~{}'}
"""Whatever could end a text, start markup or start Markdown is written as the number of the character."""

_SHAPES = {
    NodeKind.ROOT: ("([", "])"),
    NodeKind.ROTATOR: ("{{", "}}"),
    NodeKind.CONDITION: ("{", "}"),
    NodeKind.LOGIC: ("{", "}"),
    NodeKind.MIDDLEWARE: ("{", "}"),
    NodeKind.EXTERNAL_URL: ("([", "])"),
    NodeKind.LABEL: (">", "]"),
}

_CLASSES = {
    NodeKind.ROOT: "fill:#e2e8f0,stroke:#334155,color:#0f172a",
    NodeKind.ROTATOR: "fill:#ede9fe,stroke:#6d28d9,color:#0f172a",
    NodeKind.LANDER: "fill:#dbeafe,stroke:#1d4ed8,color:#0f172a",
    NodeKind.LANDER_GROUP: "fill:#dbeafe,stroke:#1d4ed8,color:#0f172a",
    NodeKind.OFFER: "fill:#dcfce7,stroke:#15803d,color:#0f172a",
    NodeKind.OFFER_GROUP: "fill:#dcfce7,stroke:#15803d,color:#0f172a",
    NodeKind.EXTERNAL_URL: "fill:#f1f5f9,stroke:#475569,color:#0f172a",
    NodeKind.CONDITION: "fill:#fef3c7,stroke:#b45309,color:#0f172a",
    NodeKind.LOGIC: "fill:#fce7f3,stroke:#be185d,color:#0f172a",
    NodeKind.VISITOR_TAG: "fill:#ccfbf1,stroke:#0f766e,color:#0f172a",
    NodeKind.WEBHOOK: "fill:#ffedd5,stroke:#9a3412,color:#0f172a",
    NodeKind.MIDDLEWARE: "fill:#fae8ff,stroke:#a21caf,color:#0f172a",
    NodeKind.ACTION_PROXY: "fill:#cffafe,stroke:#0e7490,color:#0f172a",
    NodeKind.LABEL: "fill:#fef9c3,stroke:#a16207,color:#0f172a",
}
_MARK_CLASSES = {
    "added": "stroke:#15803d,stroke-width:3px",
    "changed": "stroke:#b45309,stroke-width:3px",
    "removed": "stroke:#b91c1c,stroke-width:2px,stroke-dasharray:5 4,opacity:0.6",
}
_SIGNS = {"error": "✖", "warning": "▲", "hint": "ℹ"}  # noqa: RUF001 the sign for information


def draw(
    funnel: Funnel,
    account: Account,
    *,
    findings: Sequence[Found] = (),
    marks: Marks = NO_MARKS,
    before: Funnel | None = None,
) -> str:
    """Never more than Mermaid draws by itself: what is over that is left out from the far end, and that is said."""
    whole = scene(funnel, findings, marks, before)
    order = _from_the_start(whole.graph)
    text = _chart(whole, account, order)
    if len(whole.graph.connections) <= _MOST_CONNECTIONS and len(text) <= _MOST_CHARACTERS:
        return text
    fitting = bisect_right(range(1, len(order)), False, key=lambda count: _too_much(whole, account, order[:count]))
    return _chart(whole, account, order[:fitting])


def _too_much(whole: Scene, account: Account, shown: Sequence[Node]) -> bool:
    text = _chart(whole, account, shown)
    return len(text) > _MOST_CHARACTERS or _count_of_ways(text) > _MOST_CONNECTIONS


def _count_of_ways(text: str) -> int:
    return sum(1 for line in text.splitlines() if "-->" in line or "-.->" in line)


def _from_the_start(graph: Graph) -> list[Node]:
    """Nearest to the start first, so that what is cut is far from it; then what no visitor reaches."""
    order: dict[str, Node] = {}
    for waiting in (list(graph.starts), list(graph.node.values())):
        for node in waiting:
            if node.id_node not in order:
                order[node.id_node] = node
                waiting.extend(graph.after(node))
    return list(order.values())


def _chart(whole: Scene, account: Account, shown: Sequence[Node]) -> str:
    names = {node.id_node: f"n{number}" for number, node in enumerate(shown, 1)}
    lines = ["flowchart LR"]
    lines += [f"  {names[node.id_node]}{_box(node, whole, account)}" for node in shown]
    lines += _ways(whole, account, names)
    if left_out := len(whole.graph.node) - len(shown):
        lines.insert(1, f"  %% Cut: Mermaid draws at most {_MOST_CONNECTIONS} connections and 50,000 characters.")
        lines.append(f'  more["<b>… {left_out} more nodes</b><br>not shown: too many for Mermaid"]')
    kinds = dict.fromkeys(node.node_type for node in shown)
    lines += [f"  classDef {_class(kind)} {_CLASSES[kind]};" for kind in kinds]
    return "\n".join([*lines, *_marks(whole, names)]) + "\n"


def _class(kind: NodeKind) -> str:
    """Not the bare kind: Mermaid has classes `root` and `label` of its own."""
    return f"{kind}Node"


def _marks(whole: Scene, names: Mapping[str, str]) -> list[str]:
    lines = []
    for mark, style in _MARK_CLASSES.items():
        if marked := [name for id, name in names.items() if whole.marks.get(id) == mark]:
            lines += [f"  classDef {mark}Mark {style};", f"  class {','.join(marked)} {mark}Mark;"]
    return lines


def _box(node: Node, whole: Scene, account: Account) -> str:
    label = node_label(node, account)
    details = [*label.details[:_MOST_DETAILS]]
    if len(label.details) > _MOST_DETAILS:
        details.append(f"and {len(label.details) - _MOST_DETAILS} more")
    mark = whole.marks.get(node.id_node)
    signs = " ".join(dict.fromkeys(_SIGNS[one.severity] for one in whole.found.get(node.id_node, ())))
    first = " · ".join(part for part in (label.kind, mark, signs) if part)
    opened, closed = _SHAPES.get(node.node_type, ("[", "]"))
    text = "<br>".join([_safe(first), f"<b>{_safe(label.name)}</b>", *map(_safe, details)])
    return f'{opened}"{text}"{closed}:::{_class(node.node_type)}'


def _ways(whole: Scene, account: Account, names: Mapping[str, str]) -> list[str]:
    """Ways to what is left out lead to one stand-in, once for each node they leave."""
    lines = []
    cut: dict[str, None] = {}
    for one in whole.graph.connections:
        source, target = names.get(one.id_source_node), names.get(one.id_target_node)
        if source and target:
            label = _safe(connection_label(one, whole.graph, account))
            arrow = "-.->" if whole.ways.get(one.id_connection) == "removed" else "-->"
            lines.append(f"  {source} {arrow}" + (f'|"{label}"|' if label else "") + f" {target}")
        elif source:
            cut[f"  {source} --> more"] = None
    return [*lines, *cut]


def _safe(text: str) -> str:
    return "".join(_CODES.get(character, character) for character in clean(text))
