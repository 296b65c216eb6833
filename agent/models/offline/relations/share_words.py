"""Amounts: shares, ratios, counts of things, numbers of lines."""

from dataclasses import replace
from decimal import Decimal

from ..recognising.ordinary import is_ordinary
from ..tokens import Sign, Token
from .items import Item, Kind
from .scanning import Scanning

_COUNTED = (Sign.LANDER, Sign.OFFER, Sign.PAGE, Sign.BUTTON, Sign.FUNNEL, Sign.PLACE, Sign.ROUTE, Sign.TRAFFIC)

_MOST_COUNTED = 12

_FRACTIONS = {"half": Decimal(50), "third": Decimal("33.33"), "quarter": Decimal(25), "fifth": Decimal(20)}

_THINGS = ("countries", "geos", "markets", "steps", "stages", "ways", "new", "one", "different", "places")


class ShareWords(Scanning):
    def _share(self, token: Token) -> Item | None:
        self._place += 1
        if (regular := self._every_so_many(token)) is not None:
            return regular
        if token.sign is Sign.PERCENT:
            return self._each(Item(Kind.SHARE, token.text, token.start, amounts=token.amounts))
        if token.sign is Sign.RATIO:
            return self._each(Item(Kind.RATIO, token.text, token.start, amounts=token.amounts))
        if part := _FRACTIONS.get(token.text.lower().removesuffix("s")):
            return self._each(Item(Kind.SHARE, token.text, token.start, amounts=(part,)))
        if token.sign is not Sign.NUMBER or self._sign(self._place) in _COUNTED:
            return None
        other = self._at(self._place + 1)
        if (
            self._sign(self._place) is Sign.OF
            and other is not None
            and other.sign is Sign.NUMBER
            and other.amounts[0]
        ):
            self._place += 2
            part = token.amounts[0] * 100 / other.amounts[0]
            return Item(Kind.SHARE, f"{token.text} of {other.text}", token.start, amounts=(part,))
        if self._sign(self._place) in (Sign.TO, Sign.COLON) and other is not None and other.sign is Sign.NUMBER:
            self._place += 2
            return Item(
                Kind.RATIO, f"{token.text} to {other.text}", token.start, amounts=token.amounts + other.amounts
            )
        if not self._is_share(token):
            return None
        return self._each(Item(Kind.SHARE, token.text, token.start, amounts=token.amounts))

    def _every_so_many(self, token: Token) -> Item | None:
        """`every fourth visitor`."""
        counted = self._at(self._place)
        if token.text.lower() not in ("every", "each") or counted is None or counted.sign is not Sign.ORDINAL:
            return None
        if counted.amounts[0] < 2 or self._sign(self._place + 1) is not Sign.TRAFFIC:
            return None
        self._place += 2
        return Item(Kind.SHARE, f"{token.text} {counted.text}", token.start, amounts=(100 / counted.amounts[0],))

    def _is_share(self, token: Token) -> bool:
        """A bare number is a share where it stands beside a page, and no count of things."""
        before, after = self._at(self._place - 2), self._at(self._place)
        if token.text.lower() in ("one", "two") or not token.amounts[0]:
            return False
        beside = before is not None and (bool(before.of("page")) or before.sign in (Sign.REST, Sign.URL, Sign.QUOTED))
        leads = after is not None and (bool(after.of("page")) or after.sign in (Sign.TO, Sign.AT, Sign.URL))
        each = after is not None and after.text.lower() in ("each", "apiece")
        return beside or leads or each

    def _counts(self, token: Token) -> bool:
        """`ten countries`, `one new funnel`; but a thousand visitors are a limit."""
        after = self._at(self._place)
        if token.amounts[0] > _MOST_COUNTED:
            return False
        if self._sign(self._place) is Sign.TRAFFIC:
            return False  # `50 visitors`
        return (
            token.text.lower() == "one"
            or self._sign(self._place) in (*_COUNTED, Sign.NEW)
            or (after is not None and (after.text.lower() in _THINGS or _is_plural(after)))
        )

    def _numbers_a_line(self, token: Token) -> bool:
        """`1. Source: …`"""
        before, after = self._at(self._place - 2), self._at(self._place)
        if token.amounts[0] > _MOST_COUNTED:
            return False
        begins = before is None or (before.sign is Sign.STOP and before.text == "\n")
        return begins and after is not None and (after.text == "." or after.start > token.end)

    def _each(self, item: Item) -> Item:
        place = self._over(self._place, Sign.FILLER)
        token = self._at(place)
        if token is not None and token.text.lower() in ("each", "apiece"):
            self._place = place + 1
            return replace(item, kind=Kind.EACH_SHARE)
        return item


def _is_plural(token: Token) -> bool:
    return token.sign is Sign.WORD and token.text.endswith("s") and is_ordinary(token.text)
