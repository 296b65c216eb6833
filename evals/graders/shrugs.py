"""Answers that only say that nothing was understood: neither a question nor a refusal, whatever words they repeat."""

import re

_NOT_UNDERSTOOD = r"\b(?:don't|do not|didn't|did not|can't|cannot|could not|couldn't) understand\b"
_QUOTED = r"""(?:'(?:[^'\n]|(?<=\w)'(?=\w))*'|"[^"\n]*")"""
_ECHOED = rf"\bwhat do you mean by(?:\s+(?:and\s+)?{_QUOTED})+"
_SHRUG = re.compile(rf"{_NOT_UNDERSTOOD}(?:\s+(?:and\s+)?{_QUOTED})*[^.?!\n]*|{_ECHOED}", re.IGNORECASE)


def is_shrug(text: str) -> bool:
    """Says that it does not understand, and asks nothing."""
    return bool(_SHRUG.search(text)) and "?" not in without_shrugs(text)


def without_shrugs(text: str) -> str:
    """Without what was not understood, which are the words of the person."""
    return _SHRUG.sub(" ", text)
