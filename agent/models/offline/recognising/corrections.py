"""Typing errors that were corrected: each is told, and two in one name are too many to take for granted."""

from rapidfuzz.distance import OSA

from funnels.names import folded

from ..tokens import Candidate, Token


def misspelled(said: str, name: str) -> int:
    """How many words of what was said are not in the name, however many letters of them are wrong."""
    known = folded(name)
    return sum(word not in known for word in folded(said).split())


def is_slip(said: str, name: str) -> bool:
    """Whether it is this name, word for word, with one letter wrong, or two of a long word; no digit is."""
    one, other = folded(said).split(), folded(name).split()
    if len(one) != len(other):
        return False
    pairs = [(word, meant) for word, meant in zip(one, other, strict=True) if word != meant]
    return len(pairs) == 1 and all(_is_near(word, meant) for word, meant in pairs)


def _is_near(word: str, meant: str) -> bool:
    most = 2 if len(meant) >= 8 else 1
    return len(meant) >= 4 and meant.isalpha() and OSA.distance(word, meant) <= most


def corrected(token: Token, chosen: Candidate | None) -> str:
    """A line for a name with a typing error; empty where there is none."""
    if chosen is None or chosen.exact or not misspelled(token.text, chosen.name):
        return ""
    return f"I read {token.text!r} as {chosen.name}."


def only(token: Token, family: str) -> Candidate | None:
    """The one asset that a name stands for."""
    known = token.of(family)
    best = [one for one in known if one.exact] or list(known)
    return best[0] if len(best) == 1 else None
