"""A word that nobody knows, in one row with countries or devices, stands for one that was not read."""

from collections.abc import Iterator, Sequence

from ..recognising.ordinary import is_ordinary
from ..request import Action, Request
from ..tokens import Sign, Token

_WHO = (Sign.PLACE, Sign.DEVICE, Sign.UNSETTLED)
_ROW = (Sign.AND, Sign.COMMA, Sign.SLASH)
_SHORTEST = 4


def strangers(action: Action, request: Request) -> Iterator[str]:
    """`Fooland and Liechtenstein like Germany`, where only Liechtenstein has a way."""
    if action.tool not in ("plan_edit", "plan_funnel"):
        return
    tokens = request.tokens
    for place, token in enumerate(tokens):
        if token.sign is Sign.WORD and not token.candidates and _is_strange(token.text) and _in_row(tokens, place):
            yield token.text


def _is_strange(word: str) -> bool:
    return len(word) >= _SHORTEST and word.isalpha() and not is_ordinary(word.lower())


def _in_row(tokens: Sequence[Token], place: int) -> bool:
    """Joined to who comes on one side, and to no other word on that side."""
    after = [token.sign for token in tokens[place + 1 : place + 3]]
    before = [token.sign for token in tokens[max(place - 2, 0) : place]]
    follows = len(after) == 2 and after[0] in _ROW and after[1] in _WHO
    leads = len(before) == 2 and before[1] in _ROW and before[0] in _WHO
    alone = place == 0 or tokens[place - 1].sign is not Sign.WORD
    return alone and (follows or (leads and (place + 1 == len(tokens) or tokens[place + 1].sign is not Sign.WORD)))
