"""A sentence as a row of words, from which understood phrases are taken one by one."""

import re
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass

from ..tokens import Sign, Token
from .codes import is_country
from .light import LIGHT
from .spelling import known_words, spelled

TAKEN = "\u2022"
"""Stands where something was understood, so that words apart do not meet."""

NAME = "\u00a7"
"""Before the number of a name, a place or a device."""

_PIECE = re.compile(r">=|<=|[<>=,]|[^\s,<>=]+")
_NAMED = (Sign.ASSET, Sign.QUOTED, Sign.PLACE, Sign.DEVICE, Sign.UNSETTLED)
_TAILS = re.compile(r"(?:'s|'|[?!.:;\"()]+)$")


@dataclass(frozen=True, slots=True)
class Taken:
    """An understood phrase: its words by group."""

    groups: dict[str, str]
    text: str

    def __getitem__(self, name: str) -> str:
        return self.groups.get(name) or ""


class Line:
    """`names` are the tokens that stand in it as one word each, `§0` being the first."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.names: list[Token] = []
        self.written = _written(text)
        """Words as they were typed, by their spelling here."""

        words: list[str] = []
        place = 0
        for token in tokens:
            if not _is_name(token, text) or token.start < place or text[token.end :].lower().startswith(" carrier"):
                continue
            words += _words(text[place : token.start])
            words.append(f"{NAME}{len(self.names)}")
            self.names.append(token)
            place = token.end
        self.text = " ".join([*words, *_words(text[place:])])

    def copy(self) -> "Line":
        other = copy(self)
        other.names = list(self.names)
        return other

    def take(self, pattern: str, *, after: Callable[[str], bool] = lambda before: True) -> Taken | None:
        """The first phrase that fits, which is no longer in the line; None where there is none.

        `after` says of the words before it whether they may stand there.
        """
        found = re.search(rf"(?<!\S)(?:{pattern})(?!\S)", self.text)
        if found is None or not after(self.text[: found.start()]):
            return None
        self.text = f"{self.text[: found.start()]}{TAKEN}{self.text[found.end() :]}"
        return Taken({name: said or "" for name, said in found.groupdict().items()}, found[0])

    def take_all(self, pattern: str) -> list[Taken]:
        found = []
        while one := self.take(pattern):
            found.append(one)
        return found

    def mend(self, pattern: str, word: str) -> None:
        """Another word in the place of the first phrase that fits."""
        self.text = re.sub(rf"(?<!\S)(?:{pattern})(?!\S)", word, self.text, count=1)

    def has(self, pattern: str) -> bool:
        return re.search(rf"(?<!\S)(?:{pattern})(?!\S)", self.text) is not None

    def named(self, said: str) -> list[Token]:
        """The tokens behind `§0` and its like."""
        return [self.names[int(number)] for number in re.findall(rf"{NAME}(\d+)", said)]

    def left(self) -> list[str]:
        """What is not understood yet, names aside."""
        return [word for word in self.text.split() if word != TAKEN and word != "," and not word.startswith(NAME)]


def _is_name(token: Token, text: str) -> bool:
    """Words of reports are no names, unless a name is written exactly so."""
    if token.sign not in _NAMED:
        return False
    if token.sign is Sign.PLACE and len(token.text) == len("us") and is_country(text, token):
        return True
    if token.sign in (Sign.QUOTED, Sign.DEVICE) or any(one.name == token.text for one in token.candidates):
        return True
    return not all(word in known_words() or word in LIGHT for word in re.findall(r"[^\W_]+", token.text.lower()))


def _words(text: str) -> list[str]:
    found = []
    for piece in _PIECE.findall(_apart(text.lower())):
        bare = piece if piece[0] in "<>=," else _TAILS.sub("", _TAILS.sub("", piece)).lstrip("\"'(")
        if bare:
            found += spelled(bare).split()
    return found


def _written(text: str) -> dict[str, str]:
    bare = (_TAILS.sub("", _TAILS.sub("", piece)).lstrip("\"'(") for piece in _PIECE.findall(text))
    return {piece.lower(): piece for piece in bare if piece}


def _apart(text: str) -> str:
    """Thousands without commas; `what's` is two words; our marks are no words."""
    text = re.sub(f"[{TAKEN}{NAME}]", " ", text)
    text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)
    text = re.sub(r"\b(how|what|who|where|when|that|it|there)'s\b", r"\1 is", text)
    text = re.sub(r"\bwhats\b", "what is", text)
    return re.sub(r"(?<=\w)'s\b", " ", text)
