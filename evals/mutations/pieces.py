"""A text cut into pieces that may be altered and pieces that may not."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_KEPT = re.compile(
    r"https?://\S+"
    r"|\b[\w-]+(?:\.[\w-]+)+(?:/\S*)?"  # a host without a scheme, an amount
    r"|\"[^\"]*\"|“[^”]*”|(?<!\w)'[^']*'(?!\w)"
    r"|\S*\d\S*"
    r"|\S*[{}<>@=_$€£%]\S*"
)
"""Addresses, amounts, quoted names, fields: other letters in them mean something else."""


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    free: bool


def pieces(text: str, names: Iterable[str]) -> list[Piece]:
    """`names` are kept as they are, too: those that the person makes up."""
    patterns = [re.escape(name) for name in sorted(names, key=len, reverse=True) if name]
    kept = re.compile("|".join([*patterns, _KEPT.pattern]), re.IGNORECASE)
    return list(_cut(text, kept))


def joined(some: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in some)


def _cut(text: str, kept: re.Pattern[str]) -> Iterator[Piece]:
    place = 0
    for match in kept.finditer(text):
        if match.start() > place:
            yield Piece(text[place : match.start()], free=True)
        yield Piece(match.group(), free=False)
        place = match.end()
    if place < len(text):
        yield Piece(text[place:], free=True)
