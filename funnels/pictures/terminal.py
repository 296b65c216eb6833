"""A funnel as plain text: a tree from the traffic to the offers, for terminals and chats."""

from collections.abc import Mapping, Sequence

from ..account import Account
from ..assets import Funnel
from .clean import clean, fitted
from .scene import NO_MARKS, Found, Marks, scene
from .terminal_lines import MARK_SIGNS, Lines
from .terminal_signs import ASCII_SIGNS, BOX_SIGNS
from .terminal_tree import Tree

_NO_KEYS: Mapping[str, str] = {}
_NARROWEST = 30
_INDENT = 3
_DEEPEST = 40
"""Levels after which a drawing goes on from the left again, however wide it may be."""


def draw(
    funnel: Funnel,
    account: Account,
    *,
    findings: Sequence[Found] = (),
    marks: Marks = NO_MARKS,
    before: Funnel | None = None,
    keys: Mapping[str, str] = _NO_KEYS,
    width: int = 100,
    ascii_only: bool = False,
) -> str:
    """Lines of at most `width` columns (30 at least), without colours. A node is drawn once, then referred to.

    References use the step key where `keys` (step key -> node id) has one, otherwise a number in order of appearance.
    Where something is marked, the first column says what happens: `+` added, `~` changed, `-` removed.
    """
    width = max(width, _NARROWEST)
    whole = scene(funnel, findings, marks, before)
    tree = Tree(whole, deepest=min(width // (2 * _INDENT), _DEEPEST))
    blocks = tree.blocks()
    signs = ASCII_SIGNS if ascii_only else BOX_SIGNS
    lines = Lines(whole, account, blocks, {id: key for key, id in keys.items()}, signs, width)
    text = [
        clean(funnel.name) or "Funnel",
        *lines.of_blocks(),
        *lines.of_notes(tree.notes()),
        *_closing(funnel, lines),
    ]
    fitting = _ascii(text, width) if ascii_only else [fitted(line, width) for line in text]
    return "\n".join(line.rstrip() for line in fitting) + "\n"


def _closing(funnel: Funnel, lines: Lines) -> list[str]:
    said = []
    if not funnel.nodes:
        said.append("No nodes yet.")
    elif funnel.graph.root is None:
        said.append("No traffic node: nobody can come in.")
    if funnel.graph.dangling:
        said.append(f"Connections with an end that does not exist: {len(funnel.graph.dangling)}")
    if lines.marks:
        said.append("   ".join(f"{sign} {mark}" for mark, sign in MARK_SIGNS.items() if mark in lines.marks))
    return ["", *said] if said else []


def _ascii(lines: Sequence[str], width: int) -> list[str]:
    """For terminals that know no other characters; a letter without a counterpart becomes a question mark."""
    plain = [line.replace("…", "...").replace("·", "-").encode("ascii", "replace").decode() for line in lines]
    return [line if len(line) <= width else line[: width - 3].rstrip() + "..." for line in plain]
