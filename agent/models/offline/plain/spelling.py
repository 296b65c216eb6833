"""Typing errors in words of funnel talk, of countries and of amounts.

A word of the language is never an error, and where two words are as near as each other, neither is meant.
"""

import re
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ..recognising import countries, numbers
from ..recognising.devices import DEVICES
from ..recognising.lexicon import phrases
from ..rewriting import Edit, Plain
from ..tokens import Sign
from .vocabulary import is_known, targets

_WORD = re.compile(r"(?<![\w'/.+-])[^\W\d_]+(?![\w'.+-]\w|\w)")
_SWAPPED, _LEFT_OUT, _OTHER = 0, 1, 2
"""How likely a slip is, the likeliest first."""

_LONG = 8
"""Letters of a word that may have two slips."""

_MEANING = (
    Sign.REST, Sign.EVENLY, Sign.NOT, Sign.REMOVE, Sign.UNDO, Sign.YES, Sign.NO, Sign.EVERYWHERE, Sign.HERE,
    Sign.STICKY,
)  # fmt: skip
"""Words that are told when they were corrected, beside countries, devices and amounts."""


def spelled(plain: Plain) -> Plain:
    edits = []
    for found in _WORD.finditer(plain.text):
        start, end = found.span()
        if not plain.is_free(start, end):
            continue
        said = found[0]
        meant = _meant(said.lower(), only_places=_may_be_name(plain, said, start))
        if meant:
            edits.append(Edit(start, end, _as_written(said, meant), _note(said, meant)))
    return plain.edited(edits)


def _may_be_name(plain: Plain, said: str, start: int) -> bool:
    """A capital within a sentence speaks for a name."""
    if said.islower() or plain.shouted:
        return False
    return not re.search(r"(?:^|[.!?\n])\s*$", plain.text[:start])


def _as_written(said: str, meant: str) -> str:
    if len(said) > 1 and said.isupper():
        return meant.upper()
    return meant.capitalize() if said[0].isupper() else meant


def _note(said: str, meant: str) -> str:
    if codes := countries.by_name().get((meant,)):
        return f"I read {said!r} as {', '.join(codes)}."
    means = meant in DEVICES or meant in numbers.WORDS or meant in numbers.FRACTIONS
    return f"I read {said!r} as {meant!r}." if means or phrases().get((meant,)) in _MEANING else ""


@cache
def _meant(word: str, *, only_places: bool) -> str:
    """The one word that this is a slip of; empty for none."""
    if len(word) < 3 or not word.isascii() or is_known(word):
        return ""
    most = 2 if len(word) >= _LONG else 1
    near = process.extract(word, targets(), scorer=OSA.distance, score_cutoff=most, limit=20)
    fits = [(edits, slip, known) for known, edits, _ in near if (slip := _slip(word, known)) is not None]
    if only_places:
        fits = [one for one in fits if (one[2],) in countries.by_name() and len(word) > 4]
    if not fits:
        return ""
    best = min(one[:2] for one in fits)
    found = [known for *how, known in fits if tuple(how) == best]
    return _alike(found) if len(found) > 1 else found[0]


def _slip(word: str, known: str) -> int | None:
    """What went wrong; None where this is hardly a slip of the keyboard."""
    if sorted(word) == sorted(known) and OSA.distance(word, known) == 1:
        return _SWAPPED
    if len(word) < 4 or len(known) < 4 or word[0] != known[0]:
        return None
    if len(word) != len(known):
        return _LEFT_OUT
    return _OTHER if len(word) > 4 else None


def _alike(found: list[str]) -> str:
    """`offer` and `offers` do the same in a sentence; the shorter stands for both."""
    signs = {phrases().get((known,)) for known in found}
    stems = {known.rstrip("s") for known in found}
    return min(found, key=len) if len(stems) == 1 and (len(signs) == 1 and None not in signs) else ""
