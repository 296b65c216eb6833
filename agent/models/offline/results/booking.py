"""A day's cost told in a sentence: `Taboola cost 180 yesterday`, `book $240.50 for Outbrain on monday`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ..recognising.numbers import amount
from ..tokens import Sign, Token
from .light import LIGHT
from .line import NAME, Line
from .periods import take_periods

_AMOUNT = (
    r"(?P<amount>(?:us)?[$\u20ac\u00a3]?\d[\d.]*(?:,\d{1,2})?[$\u20ac\u00a3]?)(?: (?:dollars?|bucks|usd|eur|euros?))?"
)
_COST = r"(?:costs?|spend|spent|spending|ad spend|adspend|paid|charged|burned)"
_ENTER = r"(?:book|enter|record|log|note|register|import)"
BOOK = r"(?:book|enter|record|log|add|set|put|note|register|import|update|type in|put in)"
_FORMS = (
    rf"{BOOK} (?:a |the |an )?{_COST} (?:of )?{_AMOUNT}",
    rf"{BOOK} {_AMOUNT} (?:as|of|in|for) (?:the |a )?{_COST}",
    rf"{_ENTER} {_AMOUNT}",
    rf"{BOOK} (?P<amount>(?:us)?[$\u20ac\u00a3]\d[\d.]*(?:,\d{{1,2}})?)",
    rf"{BOOK} (?:a |the |an |my |our )*{_COST}(?P<mid> .*?)(?: (?:to|at|=|as|is|was|of|:)) {_AMOUNT}",
    rf"{BOOK} (?:(?P<mid>{NAME}\d+) )?{_COST} ?(?:to|at|of|=|as)? ?{_AMOUNT}",
    rf"(?:i|we) {_COST} {_AMOUNT}",
    rf"{_COST} (?:(?:was|is|were|of|me|us|has been|about|exactly) )*{_AMOUNT}",
    rf"{_AMOUNT} (?:was |were |is |has been |have been )?{_COST}",
    rf"{_COST}(?P<mid> (?:of|for|from|on) .*?) (?:was|is|were) {_AMOUNT}",
)
EACH = r"(?:per|a|for each|for every|each|every) (?:click|visit|visitor|entrance)"
_BESIDE = """
a ad ads all altogether and as at been by campaign clicks cost costs for from funnel has have i in is it me my
of on only our please source spend spent that the to total traffic us visitors was we were with worth
can could hey hi ok okay so you
"""
WORDS = frozenset(_BESIDE.split())
POLITE = r"(?:(?:please|ok|okay|so|and|hey|hi|(?:can|could|would) you) )*"
CHECKS = (
    r"(?:is|isn't|are|aren't|was|wasn't|were|weren't|am|did|didn't|does|doesn't|do|don't|has|hasn't|have|haven't|had"
    r"|hadn't|can|could|will|would|should|shall|might|must)"
)
"""What a question of yes or no begins with."""

ASKS = r"(?:which|what|who|whom|whose|how|where|when|why|show|explain|tell|if|suppose|imagine|assume|say)"
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
    """None for a sentence that does not tell what traffic cost. A question tells nothing, however it is put."""
    line = Line(text, tokens)
    if _is_question(text, line) or line.has(rf"^{POLITE}{ASKS}"):
        return None
    return _cost(line, tokens)


def cost_asked(text: str, tokens: Sequence[Token]) -> Booked | None:
    """The cost that a sentence asks whether it is so; None for one that asks no such thing."""
    line = Line(text, tokens)
    if not _is_question(text, line) or line.has(rf"^{POLITE}{ASKS}|^{POLITE}{BOOK}"):
        return None
    asked = _cost(line, tokens)
    return replace(asked, left=tuple(word for word in asked.left if word not in LIGHT)) if asked else None


def _is_question(text: str, line: Line) -> bool:
    """A polite order begins like a question, too: it has a verb of ours, and no question mark."""
    return text.rstrip(" \"')!.").endswith("?") or line.has(rf"^(?!{POLITE}{BOOK}(?!\S)){POLITE}{CHECKS}")


def _cost(line: Line, tokens: Sequence[Token]) -> Booked | None:
    if any(token.sign in _NOT_BOOKED for token in tokens):
        return None
    period, _ = take_periods(line)
    each = line.take(EACH) is not None
    for form in _FORMS:
        if taken := line.take(form):
            break
    else:
        return None
    line.text += f" {' '.join(word for word in taken.text.split() if word.startswith(NAME))} {taken['mid']}"
    names = tuple(line.named(" ".join(dict.fromkeys(line.text.split()))))
    left = tuple(word for word in line.left() if word not in WORDS)
    if not (any(token.of("traffic_source", "funnel") for token in names) or period):
        return None
    return Booked(amount(re.sub(r"[^\d.,]", "", taken["amount"]).rstrip(".")), period, each, names, left)
