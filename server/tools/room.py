"""How much one answer may hold. What does not fit is left out, and the answer says so."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from .unseen import spelled_out

if TYPE_CHECKING:
    from .tool import Answer

A = TypeVar("A", bound="Answer")

MOST_BYTES = 23_800
"""6,000 tokens of four bytes, over the text and the structured content together, but for what wraps them."""

MOST_REFUSAL = 6_000
"""Bytes of an error: who made a thousand mistakes reads the first ones."""


@dataclass(frozen=True)
class Cut:
    """A way to make an answer shorter: `keep(n)` has the first n of something, of which there are `count`."""

    count: int
    keep: Callable[[int], dict[str, object]]
    """The fields of the answer that differ."""
    least: int = 0


def shrunk(answer: A, *cuts: Cut) -> A:
    """The answer, cut in this order, each time as little as does, until it fits."""
    for cut in cuts:
        if size(answer) <= MOST_BYTES:
            break
        answer = _cut(answer, cut)
    return answer


def size(answer: "Answer") -> int:
    """Bytes of the answer on the wire, its JSON escapes included."""
    return len(json.dumps(spelled_out(answer.markdown()), ensure_ascii=False).encode()) + len(
        json.dumps(answer.structured(), ensure_ascii=False, separators=(",", ":")).encode()
    )


def first_lines(text: str, count: int) -> str:
    """The first lines, and how many there are more."""
    lines = text.split("\n")
    if len(lines) <= count:
        return text
    return "\n".join([*lines[:count], f"… and {len(lines) - count} more lines"])


def lines(text: str) -> int:
    return text.count("\n") + 1


def bounded(text: str) -> str:
    """A refusal that is no longer than one can read."""
    if len(text.encode()) <= MOST_REFUSAL:
        return text
    kept: Sequence[str] = text.encode()[:MOST_REFUSAL].decode(errors="ignore").split("\n")
    whole = kept[:-1] or kept
    rest = lines(text) - len(whole)
    return "\n".join([*whole, f"… and {rest} more lines: mend these first." if rest else "…"])


def _cut(answer: A, cut: Cut) -> A:
    """By halving: the most that fits, or the least there may be."""
    low, high = min(cut.least, cut.count), cut.count
    while low < high:
        middle = (low + high + 1) // 2
        if size(answer.model_copy(update=cut.keep(middle))) <= MOST_BYTES:
            low = middle
        else:
            high = middle - 1
    return answer.model_copy(update=cut.keep(low))
