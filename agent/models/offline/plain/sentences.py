"""Where sentences and clauses end."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..rewriting import Plain

STANDS = (
    r"(?:(?:only|just|always|never|still|now|no longer|already|also|really|always) )*(?:pays?|paid|accepts?"
    r"|takes?|allows?"
    r"|rejects?|rejected|declines?|declined|banned|bans|blocks|blocked|paused|pauses|stopped|stops|closed"
    r"|closes|wants?"
    r"|doesn't|does not|don't|do not|didn't|did not|won't|isn't|is|are|was|were|has|have|had|keeps?|complains?"
    r"|complained"
    r"|sold|ran|raised|cut|lowered|converts?|sells?|performs?|earns?|earned|lost|loses?|likes?|liked|prefers?|nags?"
    r"|asked|asks|said|says|told|tells|called|calls|wrote|writes|promised|beat|beats|won|wins|works?|worked)"
)
"""Verbs of how things stand, behind somebody or something that is named."""

_SENTENCE = re.compile(r"(?<!\d)[.!?]+(?=\s|$)|\n+|(?<=\d)[.!?]+(?=\s+[A-Z]|\s*$)")
_CLAUSE = re.compile(
    r"(?:\s*[,;:]|\s+-+)\s+|\s+(?=(?:because|cause|cuz|coz|since (?:i|we|they|he|she|it|there|the)|so that"
    r"|(?:since|as|given that|seeing that|seeing as|considering(?: that)?) "
    rf"(?:(?:my|our|their|his|her|the) )?(?:[\w']+ ){{1,4}}?{STANDS})\s)"
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
