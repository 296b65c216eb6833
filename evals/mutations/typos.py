"""One slip of the fingers in a word."""

import re
from random import Random

from .pieces import Piece

_WORD = re.compile(r"[A-Za-z]{5,}")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEXT = {
    letter: "".join(row[i] for i in (place - 1, place + 1) if 0 <= i < len(row))
    for row in _ROWS
    for place, letter in enumerate(row)
}


def typo(some: list[Piece], random: Random) -> list[Piece]:
    """Words of five letters and more get one, never in their first letter; the same where there is no such word."""
    places = [
        (number, match) for number, piece in enumerate(some) if piece.free for match in _WORD.finditer(piece.text)
    ]
    if not places:
        return some
    number, match = random.choice(places)
    text = some[number].text
    slipped = Piece(text[: match.start()] + _slip(match.group(), random) + text[match.end() :], free=True)
    return [*some[:number], slipped, *some[number + 1 :]]


def _slip(word: str, random: Random) -> str:
    place = random.randrange(1, len(word) - 1)
    letter = word[place]
    match random.randrange(4):
        case 0:
            return word[:place] + word[place + 1] + letter + word[place + 2 :]
        case 1:
            return word[:place] + word[place + 1 :]
        case 2:
            return word[:place] + letter + word[place:]
    return word[:place] + random.choice(_NEXT.get(letter.lower(), letter)) + word[place + 1 :]
