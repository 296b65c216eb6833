"""Where sentences and clauses end."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..rewriting import Plain

_SENTENCE = re.compile(r"(?<!\d)[.!?]+(?=\s|$)|\n+|(?<=\d)[.!?]+(?=\s+[A-Z]|\s*$)")
_CLAUSE = re.compile(
    r"(?:\s*[,;:]|\s+-+)\s+|\s+(?=(?:because|cause|cuz|coz|since (?:i|we|they|he|she|it|there|the)|so that)\s)"
    r"|\s+(?=and (?:i|we|he|she|they)(?:'\w+)? )",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    start: int
    end: int
    """Behind the marks that end it."""

    text: str


def sentences(plain: Plain) -> list[Piece]:
    return list(_pieces(plain, _SENTENCE, 0, len(plain.text)))


def clauses(plain: Plain, sentence: Piece) -> list[Piece]:
    return list(_pieces(plain, _CLAUSE, sentence.start, sentence.end))


def _pieces(plain: Plain, pattern: re.Pattern[str], start: int, end: int) -> Iterator[Piece]:
    for found in pattern.finditer(plain.text, start, end):
        if plain.is_free(found.start(), max(found.end(), found.start() + 1)):
            yield Piece(start, found.end(), plain.text[start : found.end()])
            start = found.end()
    if plain.text[start:end].strip():
        yield Piece(start, end, plain.text[start:end])
