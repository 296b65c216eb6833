"""Which button is meant: `button two`, `the second CTA`, `1 to A, 2 to B`."""

from decimal import Decimal

from ..tokens import Sign, Token
from .items import Item, Kind
from .share_words import ShareWords

_LABELS = (Sign.YES, Sign.NO, Sign.QUOTED, Sign.WORD)

_LEADING = ("to", "goes to", "leads to", "->", "-->", "=>", ">", ":", "=", "straight to", "directly to")


class ButtonWords(ShareWords):
    def _button(self, token: Token) -> Item | None:
        """`button two`, `the second CTA`, `the last one` behind a click."""
        if token.sign is Sign.BUTTON:
            after = self._over(self._place + 1, Sign.FILLER, Sign.COLON)
            told = self._at(after)
            if told is not None and told.sign in (Sign.NUMBER, Sign.ORDINAL) and told.amounts[0] <= 9:
                self._place = after + 1
                return Item(Kind.BUTTON, f"{token.text} {told.text}", token.start, amounts=told.amounts)
            return None
        if token.sign is Sign.NUMBER and self._sign(self._place + 1) is Sign.BUTTON and token.amounts[0] > 1:
            self._place += 2
            return Item(Kind.BUTTONS, f"{token.text} buttons", token.start, amounts=token.amounts)
        if token.sign is Sign.NUMBER and self._is_next_button(token):
            self._place += 1
            self._last_button = int(token.amounts[0])
            return Item(Kind.BUTTON, f"button {token.text}", token.start, amounts=token.amounts)
        if token.sign in _LABELS and token.text.lower() != "whose" and self._sign(self._place + 1) is Sign.BUTTON:
            self._place += 2
            told = self._at(self._place)
            numbered = told is not None and told.sign is Sign.NUMBER
            self._place += numbered
            amounts = told.amounts if told is not None and numbered else (Decimal(0),)
            return Item(Kind.BUTTON, f"{token.text} button", token.start, amounts=amounts)
        if token.sign is not Sign.ORDINAL and token.text.lower() != "other":
            return None
        place = self._over(self._place + 1, Sign.FILLER)
        clicked = self._is_clicked() and self._at(self._place + 1) is not None
        if self._sign(place) is Sign.BUTTON or (clicked and "one" in self._tokens[self._place + 1].text.lower()):
            self._place = place + (self._sign(place) is Sign.BUTTON)
            return Item(Kind.BUTTON, f"{token.text} button", token.start, amounts=token.amounts or (Decimal(0),))
        if token.sign is Sign.ORDINAL and self._leads_on(self._place + 1):
            self._place += 1
            return Item(Kind.BUTTON, token.text, token.start, amounts=token.amounts)
        return None

    def _is_next_button(self, token: Token) -> bool:
        """`1 to A, 2 to B`."""
        if token.amounts[0] != self._last_button + 1 or not self._leads_on(self._place + 1):
            return False
        rest = [one for place, one in enumerate(self._tokens) if place > self._place and one.sign is Sign.NUMBER]
        return token.amounts[0] > 1 or any(one.amounts[0] == 2 for one in rest)

    def _leads_on(self, place: int) -> bool:
        """`second to …`, but neither `first see …` nor `a third to …`."""
        before, after = self._at(place - 2), self._at(place)
        if before is not None and before.text.lower() in ("a", "one"):
            return False
        return after is not None and after.sign in (Sign.TO, Sign.COLON) and after.text.lower() in _LEADING

    def _is_clicked(self) -> bool:
        before = [token.text.lower() for token in self._tokens[max(0, self._place - 3) : self._place]]
        return any(word.startswith(("click", "press", "tap", "hit", "push", "choose", "pick")) for word in before)
