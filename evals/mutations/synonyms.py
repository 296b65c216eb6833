"""Another word that means the same."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from random import Random

from ..yaml_text import read_yaml
from .pieces import Piece


def synonym(some: list[Piece], random: Random) -> list[Piece]:
    """One word replaced; the same where none is known."""
    table = _table()
    pattern = _pattern()
    places = [
        (number, match) for number, piece in enumerate(some) if piece.free for match in pattern.finditer(piece.text)
    ]
    if not places:
        return some
    number, match = random.choice(places)
    text, other = some[number].text, random.choice(table[match.group().lower()])
    said = other[0].upper() + other[1:] if match.group()[0].isupper() else other
    replaced = Piece(text[: match.start()] + said + text[match.end() :], free=True)
    return [*some[:number], replaced, *some[number + 1 :]]


@cache
def _table() -> Mapping[str, list[str]]:
    text = files(__package__).joinpath("synonyms.yaml").read_text(encoding="utf-8")
    return {str(word): list(others) for word, others in read_yaml(text, "synonyms.yaml").items()}


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted(_table(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])", re.IGNORECASE)
