"""What traffic cost, told in any wording: `yesterday's costs: Taboola 14, Outbrain 30`, among talk or not.

Money is booked from it, so nothing is dropped that may carry meaning: a sentence with an amount is understood as a
whole, or `doubt` says what is not.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ..recognising.harmless import harmless
from ..recognising.numbers import amount
from ..tokens import Token
from .booking import ASKS, BOOK, CHECKS, EACH, POLITE, WORDS
from .dates import MONTH, WEEKDAY
from .light import LIGHT
from .line import NAME, TAKEN, Line
from .parts import Part, part_of, parts
from .periods import take_more, take_periods

_SIGN = r"[$\u20ac\u00a3]"
_UNIT = r"(?:us dollars?|dollars?|bucks|usd|eur|euros?|gbp|pounds?|quid)"
_MONEY = rf"(?:(?:us)?{_SIGN}|(?:usd|eur|gbp) )?(?P<amount>\d[\d.]*)(?: ?{_SIGN})?(?: {_UNIT})?"
_SPENT = (
    r"(?:cost|costs|costing|spend|spends|spent|spending|ad ?spend|paid|pay|charged|charges|billed|invoice|invoiced"
    r"|burned|burnt|expenses?|budget used|prepaid|pre-paid)"
)
_BILLS = r"(?:dashboard|invoices?|bills?|statement|receipt)"
"""With an order to book it, an amount on one of these is a cost."""
_ORDER = (
    r"(?:book|enter|record|log|add|set|put|note|register|import|update|correct|fix|change|insert|save|type|include"
    r"|adjust|overwrite)"
)
_POLITELY = rf"(?:(?:can|could|would|will) you (?:\S+ ){{0,3}}?|^{POLITE})"
_COUNTED = r"(?:times|tries|days|weeks|hours|minutes|clicks|visits|visitors|leads|sales|conversions|people|percent|%)"
_WHAT_WE_HAD = (
    r"(?:instead of|rather than|not) (?:what|whatever|the (?:one|amount|figure|number))(?: that)?"
    r"(?: (?:we|i|you|they|it|is|was|were|have|had|there|booked|entered|recorded|says|said|shows|showing|before"
    r"|now|so far))+"
)
_OF_THAT_DAY = r"(?:for|of|on) (?:that|this|the same|the whole|the) (?:day|date)"
_NOT_IT = r"(?:not|instead of|rather than|and not|was not)"
_FINE = (
    r"(?:(?:is|are|was) (?:already |all )?(?:right|ok|okay|fine|correct|good|done|booked|in|there|set)"
    r"|(?:already|still) (?:right|ok|fine|correct|done|booked|there)|not|stays|leave|don't touch|do not touch)"
)
_MORE = (
    r"(?:another|more|extra|additional|on top|plus|minus|less|half|share|vat|tax|fees?|remaining|rest|if|unless"
    r"|until)"
)
_TIMES = (
    r"days?|weeks?|months?|hours?|nights?|mornings?|weekends?|daily|weekly|monthly|hourly|before|after|since|until"
    rf"|cpm|mille|thousand|{WEEKDAY}|{MONTH}"
)
"""What is left of them when the period is taken out."""

_NO = (
    r"(?:not|never|don't|do not|no|without|except|excluding|didn't|wasn't|isn't|won't|cannot|can't|should we"
    r"|should i)"
)
_SHORTLY = 2
"""Strange words that may stand in a sentence which orders nothing."""


@dataclass(frozen=True, slots=True)
class Paid:
    amount: Decimal | None
    """None where it is not told."""

    source: Token | None
    period: str = ""
    """Where it is told for each."""


@dataclass(frozen=True, slots=True)
class Told:
    paid: tuple[Paid, ...]
    period: str
    names: tuple[Token, ...] = ()
    """Beside the sources: funnels, countries, and what no cost can be booked on."""

    each: bool = False
    doubt: str = ""
    """What is not understood, in words."""


@dataclass(slots=True)
class _Heard:
    line: Line
    order: bool
    spent: bool
    question: bool
    amounts: list[tuple[int, Decimal]]
    sources: list[tuple[int, Token]]
    others: list[Token]
    periods: list[str]
    each: bool
    strange: list[str]
    bill: bool = False


def costs_told(text: str, tokens: Sequence[Token]) -> Told | None:
    """None for a text that tells no cost, or asks something."""
    text = re.sub(r"(?<=\d),(?=\d{1,2}(?!\d))", ".", text)
    heard = [_heard(part) for part in parts(text, tokens)]
    if not _is_cost(heard) or any(one.question for one in heard):
        return None
    telling = [one for one in heard if one.amounts]
    if len(telling) > 1:
        return None
    if not telling:
        return _without_amount(heard)
    (said,) = telling
    orders = any(one.order for one in heard)
    if not orders and len(said.strange) > _SHORTLY:
        return None
    period, doubt = _period(said, heard)
    if doubt and len(heard) == 1 and (apart := _each_of_its_day(text, tokens)):
        return Told(apart, apart[0].period, tuple(said.others), said.each, _doubt(said))
    paid, unclear = _paid(said, heard)
    return Told(paid, period, tuple(said.others), said.each, doubt or unclear or _doubt(said))


def _is_cost(heard: Sequence[_Heard]) -> bool:
    return any(one.spent for one in heard) or (any(one.bill for one in heard) and any(one.order for one in heard))


def _each_of_its_day(text: str, tokens: Sequence[Token]) -> tuple[Paid, ...]:
    """`Taboola 15 on 18 Nov and Outbrain 21 on 19 Nov`: one source, amount and day in every part; else none."""
    cuts = [found.span() for found in re.finditer(r",\s+(?:and\s+)?|\s+(?:and|plus)\s+", text)]
    bounds = [0, *(place for cut in cuts for place in cut), len(text)]
    found = [_heard(part_of(text, tokens, *span)) for span in zip(bounds[::2], bounds[1::2], strict=True)]
    if any(len(one.sources) != 1 or len(one.amounts) != 1 or len(one.periods) != 1 for one in found):
        return ()
    return tuple(Paid(one.amounts[0][1], one.sources[0][1], one.periods[0]) for one in found)


def _heard(part: Part) -> _Heard:
    line = Line(part.text, part.tokens)
    line.take_all(rf"in total|all in|altogether|overall|in all|{_OF_THAT_DAY}|{_WHAT_WE_HAD}")
    polite = rf"^(?!{POLITE}(?:{BOOK}|{_ORDER})(?!\S)){POLITE}(?:{CHECKS}|{ASKS})(?!\S)"
    asked = part.text.rstrip(" \"')!.").endswith("?") and not line.has(rf"{_POLITELY}{_ORDER} .*")
    question = asked or line.has(polite)
    order, spent = line.has(_ORDER), line.has(_SPENT)
    each = line.take(EACH) is not None
    first, compared = take_periods(line)
    periods = [one for one in (first, compared, *take_more(line)) if one]
    periods += ["tomorrow" for _ in line.take_all(r"(?:for |on )?(?:tomorrow|next (?:week|month|day))")]
    for counted in list(re.finditer(rf"(?<!\S)\d[\d.,]* {_COUNTED}(?!\S)", line.text)):
        line.text = line.text.replace(counted[0], TAKEN, 1)
    line.take_all(rf"{_NOT_IT} {_MONEY}")
    line.text = re.sub(rf"(?<!\S)from {_MONEY} to (?={_SIGN}?\d)", "", line.text)
    amounts = [(one.start(), _value(one["amount"])) for one in re.finditer(rf"(?<!\S){_MONEY}(?!\S)", line.text)]
    sources, others = _named(line)
    left = re.sub(rf"(?<!\S){_MONEY}(?!\S)", TAKEN, line.text)
    bill = line.has(_BILLS)
    return _Heard(line, order, spent, question, amounts, sources, others, periods, each, _strange(left), bill)


def _value(said: str) -> Decimal:
    """`1.234.50` was written with a comma for its cents."""
    whole, _, cents = said.rstrip(".").rpartition(".")
    return amount(f"{whole.replace('.', '')}.{cents}" if whole else cents)


def _named(line: Line) -> tuple[list[tuple[int, Token]], list[Token]]:
    """Sources that are meant, with their places; and what else is named."""
    sources, others = [], []
    for found in re.finditer(rf"{NAME}(\d+)", line.text):
        token = line.names[int(found[1])]
        if not _is_source(token):
            others.append(token)
        elif not _is_fine(line.text, found.start(), found.end()):
            sources.append((found.start(), token))
    return sources, others


def _is_source(token: Token) -> bool:
    known = token.of("traffic_source")
    return bool(known) and (any(one.exact for one in known) or not any(one.exact for one in token.candidates))


def _is_fine(text: str, start: int, end: int) -> bool:
    """`Outbrain is already right`, `not Outbrain`."""
    behind = re.match(rf" {_FINE}(?!\S)", text[end:])
    before = re.search(r"(?<!\S)(?:not|leave|except|without|don't touch) $", text[:start])
    return bool(behind or before)


def _strange(text: str) -> list[str]:
    known = {*LIGHT, *harmless(), *WORDS}
    words = (word for word in text.split() if word[0] not in f"{TAKEN}{NAME}," and re.search(r"\w", word))
    return [word for word in words if word not in known and not re.fullmatch(rf"{_SPENT}|{_ORDER}|{_UNIT}", word)]


def _period(said: _Heard, heard: Sequence[_Heard]) -> tuple[str, str]:
    """Where the amount is told, else anywhere; several are none."""
    own = list(dict.fromkeys(said.periods)) or list(dict.fromkeys(span for one in heard for span in one.periods))
    if len(own) > 1:
        return "", f"which of {' and '.join(own)} the cost is for"
    return (own[0] if own else ""), ""


def _paid(said: _Heard, heard: Sequence[_Heard]) -> tuple[tuple[Paid, ...], str]:
    """Each amount with its source."""
    if len(said.amounts) == 1:
        named = {token.text.lower(): token for _, token in said.sources}
        if not named:
            named = {token.text.lower(): token for one in heard for _, token in one.sources}
        if len(named) > 1:
            names = " and ".join(token.text for token in named.values())
            return (), f"which part is for which of {names}: say the cost of each"
        return (Paid(said.amounts[0][1], next(iter(named.values()), None)),), ""
    order: list[tuple[int, Token | Decimal]] = [*said.sources, *said.amounts]
    things = [thing for _, thing in sorted(order, key=lambda one: one[0])]
    pairs = [(things[at], things[at + 1]) for at in range(0, len(things) - 1, 2)]
    paid = [_pair(one, other) for one, other in pairs]
    if len(things) % 2 or not all(paid) or len({isinstance(one, Token) for one, _ in pairs}) > 1:
        return (), "which amount is for which traffic source: say the cost of each"
    return tuple(one for one in paid if one), ""


def _pair(one: Token | Decimal, other: Token | Decimal) -> Paid | None:
    if isinstance(one, Token) and isinstance(other, Decimal):
        return Paid(other, one)
    if isinstance(one, Decimal) and isinstance(other, Token):
        return Paid(one, other)
    return None


def is_rate(text: str) -> bool:
    """`20 dollars a day`, `$1 CPM`: an amount that is not the cost of the whole time."""
    return _RATE.search(text) is not None


_RATE = re.compile(
    r"\b(?:a|per|each|every|/) ?(?:day|hour|week|month|lead|sale|conversion|thousand|mille|1,?000|1k)\b"
    r"|\b(?:daily|hourly|weekly|monthly|cpm|cpa|cpl|apiece)\b",
    re.IGNORECASE,
)


def _doubt(said: _Heard) -> str:
    """Words in the sentence that may change what is meant."""
    words = said.line.text
    if odd := re.search(rf"(?<!\S){_SIGN}?(\d{{1,3}}\.\d{{3}})(?!\S)", words):
        return f"whether {odd[1]!r} is {odd[1].replace('.', '')}: say it with two decimals"
    if found := re.search(rf"(?<!\S)(?:{_TIMES})(?!\S)", words):
        return f"{found[0]!r} beside a cost: say the whole cost, and for which days"
    if found := re.search(rf"(?<!\S)(?:{_MORE}|{_NO})(?!\S)", words):
        return f"{found[0]!r} beside a cost: say the whole cost of that time"
    for before, word in re.findall(r"(?<!\S)(for|on|in|of|from|per|by|a|each|every) ([^\s,]+)", words):
        if word in said.strange and before != "a":
            return f"{word!r} beside a cost"
    return ""


def _without_amount(heard: Sequence[_Heard]) -> Told | None:
    """An order to book a cost that is not said."""
    ordering = [one for one in heard if one.order and one.spent]
    if len(ordering) != 1 or len(heard) > 2:
        return None
    (said,) = ordering
    named = list({token.text.lower(): token for _, token in said.sources}.values())
    period, doubt = _period(said, heard)
    if doubt or said.strange or said.others or len(named) != 1:
        return None
    return Told((Paid(None, named[0]),), period)


def with_amount(told: Told, value: Decimal) -> Told:
    return replace(told, paid=tuple(replace(one, amount=one.amount or value) for one in told.paid))
