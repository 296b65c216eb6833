"""Numbers, shares and amounts of money that are written in words, in digits.

The libraries for it know cardinals only; shares ("two thirds", "three to one", "one in four") and amounts of money
("twelve dollars and fifty cents") are what people say here.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from ..recognising.numbers import WORDS
from ..rewriting import Edit, Plain

_UNIT = "|".join(word for word, value in WORDS.items() if 0 < value < 10)
_TEEN = "|".join(word for word, value in WORDS.items() if 10 <= value < 20)
_TENS = "|".join(word for word, value in WORDS.items() if 20 <= value < 100)
_BELOW = rf"(?:(?:{_TENS})(?:[- ](?:{_UNIT}))?|{_TEEN}|{_UNIT})"
_HUNDREDS = rf"(?:(?:(?:{_UNIT}|an?) hundred(?:(?: and)? {_BELOW})?)|{_BELOW})"
_WHOLE = rf"(?:(?:{_HUNDREDS}|an?) thousand(?:(?: and)? {_HUNDREDS})?|{_HUNDREDS})"
_CARDINAL = rf"(?<![\w']){_WHOLE}(?: point(?: (?:{_UNIT}))+)?(?!\w)"
_KEPT = 12
"""Numbers up to this one stay words where they stand alone: `one` and `two` say more than how many."""

_PARTS = {
    "half": 2, "halve": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10,
}  # fmt: skip
_PART = "|".join(_PARTS)
_FEW = rf"(?:{_UNIT}|ten|eleven|twelve|\d{{1,2}})"
_MONEY = r"(?:us dollars?|dollars?|bucks|euros?|pounds?|usd|eur|gbp)"
_SHARE_ENDS = r"(?=\s+(?:of|to|on|onto|into|at|goes|go|for|gets|get|and|with)\b|\s*(?:[,.;:!?)]|$))"
_NO_RATIO = rf"\s*(?:%|percent|{_MONEY}|[.,/:-]?\d)"
_CENTS = rf"{_FEW} cents?|\d\d(?: cents?)?"
_GOES_ON = r"[\w%:/]|[.,]\d"
_TRAFFIC = r"(?:the |my |our |all )*(?:traffic|visitors|people|clicks|users|them|it)"
_THINGS = r"(?:landers|offers|funnels|pages|days|weeks)"
_HOURS = re.compile(r"\b(?:o'?clock|utc|gmt|am|pm|hours?)\b", re.IGNORECASE)
_MOST_EACH = 10


def in_digits(plain: Plain) -> Plain:
    for pattern, put in _WAYS:
        edits = []
        for found in pattern.finditer(plain.text):
            said = put(found) if plain.is_free(*found.span()) else None
            if said is not None:
                edits.append(Edit(*found.span(), said))
        plain = plain.edited(edits)
    return plain


def _number(words: str) -> int:
    total, part = 0, 0
    for word in words.lower().replace("-", " ").split():
        if word == "thousand":
            total, part = total + max(part, 1) * 1000, 0
        elif word == "hundred":
            part = max(part, 1) * 100
        elif word in ("a", "an"):
            part = 1
        elif word != "and":
            part += int(word) if word.isdigit() else int(WORDS[word])
    return total + part


def _cardinal(found: re.Match[str]) -> str | None:
    whole, _, decimals = found[0].lower().partition(" point ")
    value = _number(whole)
    if decimals:
        return f"{value}.{''.join(str(WORDS[word]) for word in decimals.split())}"
    return str(value) if value > _KEPT else None


def _percent(share: Fraction) -> str:
    value = (Decimal(share.numerator * 100) / Decimal(share.denominator)).quantize(Decimal("0.01"))
    return f"{value:f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"


def _fraction(found: re.Match[str]) -> str | None:
    count = _number(found["count"])
    part = _PARTS[found["part"].lower().removesuffix("s")]
    return f"{_percent(Fraction(count, part))}%" if 0 < count < part else None


def _part_each(found: re.Match[str]) -> str:
    """`a third each` is all there is, in three parts."""
    count = _PARTS[found["part"].lower()]
    return "/".join([_percent(Fraction(1, count))] * count)


def _amount_each(found: re.Match[str]) -> str | None:
    value = Fraction(found["amount"])
    count = round(100 / value) if value else 0
    return "/".join([found["amount"]] * count) if 1 < count <= _MOST_EACH and abs(count * value - 100) < 1 else None


def _one_in(found: re.Match[str]) -> str | None:
    few, whole = _number(found["few"]), _number(found["all"])
    return f"{_percent(Fraction(few, whole))}%" if 0 < few < whole else None


def _ratio(found: re.Match[str]) -> str | None:
    one, other = _number(found["one"]), _number(found["other"])
    working_day = (one, other) == (9, 5)
    return None if working_day or _HOURS.search(found.string) else f"{one}:{other}"


def _cents(found: re.Match[str]) -> str:
    return f"{_number(found['whole'])}.{_number(found['cents'].partition(' ')[0]):02d} {found['unit']}"


def _with_half(found: re.Match[str]) -> str:
    return f"{_number(found['whole'])}.50 {found['unit']}"


def _thousands(found: re.Match[str]) -> str:
    return f"{found['sign'] or ''}{int(Decimal(found['amount']) * 1000)}"


_PATTERNS: tuple[tuple[str, Callable[[re.Match[str]], str | None]], ...] = (
    (r"\b(?:split|divide|cut) (?P<what>it |them |the traffic |traffic )?in half\b",
     lambda found: f"split {found['what'] or ''}evenly"),
    (rf"\b(?:a|one|1) (?P<part>{_PART}) (?:each|apiece|for each(?: of them)?)\b", _part_each),
    (rf"\b(?P<count>{_FEW})[- ](?P<part>(?:{_PART})s)\b", _fraction),
    (rf"\b(?P<count>an?|one|1)[- ](?P<part>{_PART})\b{_SHARE_ENDS}", _fraction),
    (r"(?:(?<=gets )|(?<=get )|(?<=other )|(?<=one ))half\b(?! (?:an?|the) )", lambda _: "50%"),
    (rf"(?<!in )(?<!and )\bhalf (?=(?:of {_TRAFFIC}|to|on|onto|into|goes|go|gets|get)\b)", lambda _: "50% "),
    (_CARDINAL, _cardinal),
    (rf"\b(?P<few>{_FEW}) (?:in|out of)(?: every)? (?P<all>{_FEW})\b(?! {_THINGS})", _one_in),
    (rf"(?<!from )(?<!between )(?<![\w.,])(?P<one>{_FEW}) to (?P<other>{_FEW})\b(?!{_NO_RATIO})", _ratio),
    (rf"\b(?P<whole>{_FEW}) and a half (?P<unit>{_MONEY})\b", _with_half),
    (rf"\b(?P<whole>{_FEW}|\d+|an?) (?P<unit>{_MONEY}) (?:and )?(?P<cents>{_CENTS})\b(?!{_GOES_ON})", _cents),
    (rf"\b(?P<cents>{_FEW}) cents\b", lambda found: f"0.{_number(found['cents']):02d} dollars"),
    (rf"(?<![\w.,])(?P<few>{_UNIT}|ten|eleven|twelve)(?P<unit>[ -](?:{_MONEY}|percent|per cent|%))(?!\w)",
     lambda found: f"{_number(found['few'])} {found['unit'][1:]}"),
    (r"(?<![\w.])(?P<sign>[$\u20ac\u00a3])?(?P<amount>\d+(?:\.\d+)?)k\b", _thousands),
    (r"\bthe (?:remaining|other) (?=\d\d(?:\.\d+)?(?: ?%| percent| per cent| on\b| to\b| for\b|\s*$|[,;]|\.(?!\d)))",
     lambda _: ""),
    (r"(?<![\w.])(?P<amount>\d+(?:\.\d+)?)(?: ?%| percent)? (?:each|apiece)\b", _amount_each),
)  # fmt: skip
_WAYS = tuple((re.compile(pattern, re.IGNORECASE), put) for pattern, put in _PATTERNS)
"""In the order in which they are tried; each sees what those before it made."""
