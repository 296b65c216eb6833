"""What is asked for and cannot or will not be done, told from the words alone; names of assets do not count."""

import re
from collections.abc import Sequence
from functools import cache

from rapidfuzz.distance import DamerauLevenshtein

from ..tokens import Sign, Token
from .spoken import SPOKEN
from .words import NAME, OFTEN_MISSPELLED, PIECES, SOURCE

_PIECE = re.compile("<([A-Z]+)>")
_WORD = re.compile(r"[a-z]{6,}", re.IGNORECASE)
_POLITE = re.compile(
    r"^(?:(?:please|pleas|pls|plz|can you|could you|would you|can u|could u|can i|can we|i want to|i want you to|"
    r"i'd like to|i need to|we need to|let's|now|ok|okay|and|also|then|hey|hi|hello|just|kindly|is it possible to|"
    r"how (?:do|can) i)\b[, ]*)+",
    re.IGNORECASE,
)
_ASKS = re.compile(r"(?:what|which|how|who|where|is|are|does|do|did|was|were)\b", re.IGNORECASE)
_LOOKS_UP = re.compile(r"\b(?:find|show|list|tell|identify|check|which|what)\b", re.IGNORECASE)
_ASKABLE = ("rules", "bids", "network")
"""A question about these is answered; only a request runs into the limit."""


def limit_of(text: str, tokens: Sequence[Token]) -> str:
    """The limit that the request runs into; empty for all others."""
    said = _WORD.sub(_spelled, _POLITE.sub("", without_names(text, tokens)).strip(" .!?"))
    asks = _ASKS.match(said) is not None
    for limit, pattern in _patterns():
        found = pattern.search(said)
        if found and not (asks and limit in _ASKABLE) and not _looks_up(limit, said[: found.start()]):
            return limit
    return ""


def _looks_up(limit: str, before: str) -> bool:
    """`find the worst zones and block them`: the first half can be done."""
    return limit == "network" and bool(_LOOKS_UP.search(before))


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((limit, _pattern(words)) for limit, ways in SPOKEN for words in ways)


def _pattern(words: str) -> re.Pattern[str]:
    while _PIECE.search(words):
        words = _PIECE.sub(lambda found: f"(?:{PIECES[found[1]]})", words)
    words = words.replace(".*", ".{0,120}")
    return re.compile(rf"(?<![-\w])(?:{words})(?!\w)", re.IGNORECASE)


def _spelled(found: re.Match[str]) -> str:
    """With one typing error put right, where a word is near to one that limits are spoken of with."""
    said = found[0].lower()
    near = (word for word in OFTEN_MISSPELLED if DamerauLevenshtein.distance(said, word, score_cutoff=1) <= 1)
    return next(near, said)


def without_names(text: str, tokens: Sequence[Token]) -> str:
    for token in reversed(tokens):
        if blank := _blank(token):
            text = f"{text[: token.start]}{blank}{text[token.end :]}"
    return text


def _blank(token: Token) -> str:
    """What stands for a token that is a name; empty for all others."""
    if token.sign in (Sign.QUOTED, Sign.URL):
        return NAME
    exact = {one.family for one in token.candidates if one.exact} if token.sign is Sign.ASSET else set()
    return SOURCE if exact == {"traffic_source"} else NAME if exact else ""
