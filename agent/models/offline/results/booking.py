"""A day's cost told in a sentence: `Taboola cost 180 yesterday`, `book $240.50 for Outbrain on monday`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..numbers import amount
from ..tokens import Sign, Token
from .line import NAME, Line
from .periods import take_periods

_AMOUNT = (
    r"(?P<amount>(?:us)?[$\u20ac\u00a3]?\d[\d.]*(?:,\d{1,2})?[$\u20ac\u00a3]?)(?: (?:dollars?|bucks|usd|eur|euros?))?"
)
_COST = r"(?:costs?|spend|spent|spending|ad spend|adspend|paid|charged|burned)"
_ENTER = r"(?:book|enter|record|log|note|register|import)"
_BOOK = r"(?:book|enter|record|log|add|set|put|note|register|import|update|type in|put in)"
_FORMS = (
    rf"{_BOOK} (?:a |the |an )?{_COST} (?:of )?{_AMOUNT}",
    rf"{_BOOK} {_AMOUNT} (?:as|of|in|for) (?:the |a )?{_COST}",
    rf"{_ENTER} {_AMOUNT}",
    rf"{_BOOK} (?P<amount>(?:us)?[$\u20ac\u00a3]\d[\d.]*(?:,\d{{1,2}})?)",
    rf"{_BOOK} (?:a |the |an |my |our )*{_COST}(?P<mid> .*?)(?: (?:to|at|=|as|is|was|of|:)) {_AMOUNT}",
    rf"{_BOOK} (?:(?P<mid>{NAME}\d+) )?{_COST} ?(?:to|at|of|=|as)? ?{_AMOUNT}",
    rf"(?:i|we) {_COST} {_AMOUNT}",
    rf"{_COST} (?:(?:was|is|were|of|me|us|has been|about|exactly) )*{_AMOUNT}",
    rf"{_AMOUNT} (?:was |were |is |has been |have been )?{_COST}",
    rf"{_COST}(?P<mid> (?:of|for|from|on) .*?) (?:was|is|were) {_AMOUNT}",
)
_EACH = r"(?:per|a|for each|for every|each|every) (?:click|visit|visitor|entrance)"
_WORDS = """
a ad ads all altogether and as at been by campaign clicks cost costs for from funnel has have i in is it me my
of on only our please source spend spent that the to total traffic us visitors was we were with worth
"""
_LIGHT = frozenset(_WORDS.split())
_ASKS = r"^(?:which|what|who|how|where|when|why|show|is|are|did|does|do|if|suppose)"
_NOT_BOOKED = (Sign.URL, Sign.NEW, Sign.THEN, Sign.PERCENT, Sign.RATIO, Sign.CLONE)


@dataclass(frozen=True, slots=True)
class Booked:
    amount: Decimal
    period: str
    each: bool
    """For every visit, not for all together."""
    names: tuple[Token, ...]
    left: tuple[str, ...] = ()


def booking_of(text: str, tokens: Sequence[Token]) -> Booked | None:
    """None for a sentence that does not tell what traffic cost."""
    if any(token.sign in _NOT_BOOKED for token in tokens):
        return None
    line = Line(text, tokens)
    if line.has(_ASKS):
        return None
    period, _ = take_periods(line)
    each = line.take(_EACH) is not None
    for form in _FORMS:
        if taken := line.take(form):
            break
    else:
        return None
    line.text += f" {' '.join(word for word in taken.text.split() if word.startswith(NAME))} {taken['mid']}"
    names = tuple(line.named(" ".join(dict.fromkeys(line.text.split()))))
    left = tuple(word for word in line.left() if word not in _LIGHT)
    if not (any(token.of("traffic_source", "funnel") for token in names) or period):
        return None
    return Booked(amount(re.sub(r"[^\d.,]", "", taken["amount"]).rstrip(".")), period, each, names, left)
