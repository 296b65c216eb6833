"""What people put around what they say, and how they type it."""

import re
from random import Random

from .pieces import Piece

_BEFORE = (
    "please ",
    "hey, ",
    "hi! ",
    "ok so ",
    "pls ",
    "could you please ",
    "I'd like you to do this: ",
    "quick one: ",
)
_AFTER = (" thanks", " please", ", thx", " - cheers", " 🙏", " asap", " thank you!")


def mannered(text: str, random: Random) -> str:
    bare = text.rstrip(" .!")
    if random.random() < 0.5 and not text.endswith("?"):
        return bare + random.choice(_AFTER)
    return random.choice(_BEFORE) + text


def spaced(text: str, random: Random) -> str:
    """Sloppy blanks and marks."""
    match random.randrange(3):
        case 0:
            return re.sub(r" ", "  ", text, count=random.randrange(1, 4))
        case 1:
            return text.rstrip(".!") + random.choice(("", ".", "!", " .", "!!"))
    return f" {text} "


def cased(some: list[Piece], random: Random) -> list[Piece]:
    """All small or all capital, but for what must be kept."""
    small = random.random() < 0.7
    return [
        Piece(piece.text.lower() if small else piece.text.upper(), free=True) if piece.free else piece
        for piece in some
    ]
