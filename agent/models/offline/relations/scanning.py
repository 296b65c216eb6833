"""A place among the tokens, and what stands there."""

from collections.abc import Sequence

from ..tokens import Sign, Token


class Scanning:
    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = list(tokens)
        self._place = 0
        self._last_button = 0

    def _at(self, place: int) -> Token | None:
        return self._tokens[place] if 0 <= place < len(self._tokens) else None

    def _sign(self, place: int) -> Sign | None:
        token = self._at(place)
        return token.sign if token else None

    def _over(self, place: int, *signs: Sign) -> int:
        while self._sign(place) in signs:
            place += 1
        return place
