"""Names come from strangers: what would steer a terminal or hide in a picture is taken out before they are drawn."""

import re
from unicodedata import category, combining, east_asian_width

_ESCAPES = re.compile(
    r"(\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|(\x1b[\]P^_X]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(\x07|\x1b\\|\x9c)?|\x1b.?"
)
"""Terminal escapes: control sequences, and strings such as window titles and links with what they carry."""

_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_JOINER = "\u200d"
"""Joins emoji; the other invisible characters turn or hide text."""

_LONGEST = 4000
"""What is longer is cut before anything looks at it."""


def clean(text: str, *, most: int = 80) -> str:
    """One line without control characters, escapes and direction marks, at most so many characters long."""
    plain = _ESCAPES.sub("", text[:_LONGEST])
    kept = "".join(_kept(character) for character in plain)
    return short(" ".join(kept.split()), most)


def harmless(text: str, *, most: int = 60) -> str:
    """As it may stand in a sentence, whoever shows that: no tag of HTML begins in it, no link or code of Markdown."""
    return clean(_TAG.sub("< ", clean(text, most=most).replace("](", "] (").replace("`", "'")), most=most)


def short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: max(most - 1, 0)].rstrip() + "…"


def width(text: str) -> int:
    """How many columns of a terminal it takes."""
    return sum(_columns(character) for character in text)


def fitted(text: str, columns: int) -> str:
    """As much of the text as fits into so many columns of a terminal, with `…` where it was cut."""
    if width(text) <= columns:
        return text
    taken = 0
    for at, character in enumerate(text):
        taken += _columns(character)
        if taken > columns - 1:
            return text[:at].rstrip() + "…"
    return text


def _kept(character: str) -> str:
    if character.isprintable() or character == _JOINER:
        return character
    return " " if category(character) in ("Cc", "Zl", "Zp", "Zs") else ""


def _columns(character: str) -> int:
    if combining(character) or category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
