"""Typing errors that were corrected: each is told, and two in one name are too many to take for granted."""

from funnels.names import folded

from .tokens import Candidate, Token


def misspelled(said: str, name: str) -> int:
    """How many words of what was said are not in the name, however many letters of them are wrong."""
    known = folded(name)
    return sum(word not in known for word in folded(said).split())


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
