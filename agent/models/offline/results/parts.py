"""A text in its sentences, each with the tokens in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..tokens import Token
from .dates import MONTH

_ENDS = re.compile(
    r"[!?]+(?=\s|$)|\.+(?=\s|$)|;|\n"
    r"|,(?=\s+(?:and|also|plus|and also|but)\s+(?:which|what|who|how (?:much|many))\b)",
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:vs|e\.g|i\.e|approx|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|no)|\b[a-z])$", re.IGNORECASE
)
_DAY = re.compile(r"\b\d{1,2}$")


@dataclass(frozen=True, slots=True)
class Part:
    text: str
    tokens: tuple[Token, ...]


def parts(text: str, tokens: Sequence[Token]) -> list[Part]:
    """Split where a sentence ends; never within a name."""
    inside = [(token.start, token.end) for token in tokens if token.candidates or token.values]
    ends = [
        found.end()
        for found in _ENDS.finditer(text)
        if not any(start <= found.start() < end for start, end in inside) and _is_end(text, found)
    ]
    found = []
    start = 0
    for end in [*ends, len(text)]:
        if text[start:end].strip(" .!?;\n"):
            found.append(part_of(text, tokens, start, end))
        start = end
    return found


def _is_end(text: str, mark: re.Match[str]) -> bool:
    """The stop of `1. November` and of `vs.` is none."""
    before, after = text[: mark.start()], text[mark.end() :].lstrip()
    if mark[0] != ".":
        return True
    if _DAY.search(before):
        return not re.match(MONTH, after.lower())
    return not _ABBREVIATED.search(before)


def part_of(text: str, tokens: Sequence[Token], start: int, end: int) -> Part:
    within = tuple(
        replace(token, start=token.start - start, end=token.end - start)
        for token in tokens
        if start <= token.start and token.end <= end
    )
    return Part(text[start:end], within)
