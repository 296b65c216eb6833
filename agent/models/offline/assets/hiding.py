"""Names of the account as signs that are no letters, so that no word of a name is read as part of a sentence."""

import re
from collections.abc import Sequence

from ..tokens import Sign, Token

HIDDEN = "\ue000"
"""Stands for every character of such a name; places in the text stay the same."""


def hidden(text: str, tokens: Sequence[Token]) -> str:
    """`delete Please Wait Page` without a `please`. Quoted names are marked by their quotes."""
    for token in tokens:
        if token.sign is Sign.ASSET and any(one.exact for one in token.candidates):
            text = f"{text[: token.start]}{HIDDEN * (token.end - token.start)}{text[token.end :]}"
    return text


def last_name(text: str, end: int) -> tuple[int, int] | None:
    """Where the last hidden name in front of a place stands."""
    names = list(re.finditer(f"{HIDDEN}+", text[:end]))
    return names[-1].span() if names else None
