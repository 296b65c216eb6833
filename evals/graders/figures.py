"""Whether a figure stands in a text, in any honest spelling."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from itertools import chain
from typing import Literal

Unit = Literal["count", "money", "share"]

_SIGNS = "-\u2212\u2013"
_NUMBER = (
    rf"(?<![\w.,%\-])(?P<open>\()?(?P<sign>[{_SIGNS}])?(?P<currency>[$\u20ac\u00a3]\s?)?(?P<inner>[{_SIGNS}])?"
    r"(?P<digits>\d{1,3}(?:[SEPARATORS]\d{3})+(?!\d)|\d+)(?P<decimals>\.\d+)?"
    r"(?P<kilo>k\b)?(?P<percent>\s?(?:%|percent\b))?(?!\w|[.,]\d)"
)
_NUMBERS = tuple(
    re.compile(_NUMBER.replace("SEPARATORS", separators), re.IGNORECASE) for separators in (",'", ",' \u202f\u00a0")
)
"""A space may be within a number or between two, so both are looked for."""

_NO_FIGURES = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?"  # moments
    r"|\b\d{1,2}:\d\d(?::\d\d)?\b"
    r"|https?://\S+"
    r"|(?m:^\s*\d{1,2}[.)]\s)"  # numbers of a list
    r"|\b(?:last|past|previous|next|top|best|worst|first)\s+\d+\b"
    r"|\b\d+\s+(?:days?|hours?|minutes?|weeks?|months?)\b",
    re.IGNORECASE,
)
_LOSS = re.compile(r"\b(?:loss|lost|losing|minus|negative|down|below|red|short)\b", re.IGNORECASE)
_NONE = r"\b(?:no|none|nothing|zero|not a single|not any|without|nobody|n/a|cannot|can't|undefined)\b"
_WITHIN = r"[^.!?\n]{0,40}"
"""Words between a nothing and what it is of."""

_WORDS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
)
_AROUND = 30
"""Characters in which a loss is called one."""

_NEARLY = Decimal("0.01")
"""How far rounding to whole numbers or tenths may lead away."""


@dataclass(frozen=True, slots=True)
class _Written:
    value: Decimal
    places: int
    negative: bool
    in_brackets: bool
    """As accountants write a loss, and as anybody writes an aside."""
    percent: bool
    money: bool
    around: str


def stands_in(figure: Decimal | int | None, text: str, unit: Unit, words: str) -> bool:
    """Rounded to the places that are printed; a share as a percentage or a fraction; a loss by a sign or in words.

    `words` is a pattern for what the figure is called: a nothing counts only beside it.
    """
    if figure is None:
        return _nothing_of(words, text)
    figure = Decimal(figure)
    if any(_means(one, figure, unit) for one in _written(text)):
        return True
    if figure == 0:
        return _nothing_of(words, text)
    if unit == "count" and 0 < figure < len(_WORDS):
        return bool(re.search(rf"\b{_WORDS[int(figure)]}\b", text, re.IGNORECASE))
    return False


def _nothing_of(words: str, text: str) -> bool:
    said = rf"{_NONE}{_WITHIN}(?:{words})|(?:{words}){_WITHIN}(?:{_NONE}|\u2014)"
    return bool(re.search(said, text, re.IGNORECASE))


def name_stands_in(name: str, text: str) -> bool:
    """As a whole, not within another word or number. A code such as IN counts only in capitals."""
    words = r"\s+".join(map(re.escape, name.split()))
    case = 0 if len(name) == 2 and name.isupper() else re.IGNORECASE
    return bool(words) and bool(re.search(rf"(?<!\w){words}(?!\w)", text, case))


def _written(text: str) -> Iterator[_Written]:
    plain = _NO_FIGURES.sub(lambda match: " " * len(match[0]), text)
    for match in chain.from_iterable(pattern.finditer(plain) for pattern in _NUMBERS):
        digits = re.sub(r"\D", "", match["digits"]) + (match["decimals"] or "")
        places = len((match["decimals"] or ".")[1:])
        value = Decimal(digits) * (1000 if match["kilo"] else 1)
        around = plain[max(0, match.start() - _AROUND) : match.end() + _AROUND]
        in_brackets = bool(match["open"]) and plain[match.end() : match.end() + 1] == ")"
        yield _Written(
            value,
            places - (3 if match["kilo"] else 0),
            bool(match["sign"] or match["inner"]),
            in_brackets,
            bool(match["percent"]),
            bool(match["currency"]),
            around,
        )


def _means(written: _Written, figure: Decimal, unit: Unit) -> bool:
    if unit == "count":
        return not (written.percent or written.money or written.negative != (figure < 0)) and (
            _rounds(written, figure) if written.places < 0 else written.value == abs(figure)
        )
    if figure < 0 and not (written.negative or written.in_brackets or _LOSS.search(written.around)):
        return False
    if figure > 0 and written.negative:
        return False
    if unit == "money":
        return not written.percent and _rounds(written, abs(figure))
    if written.percent:
        return _is_rounded(written, abs(figure) * 100)
    return written.places >= 3 and _is_rounded(written, abs(figure)) and not written.money


def _rounds(written: _Written, amount: Decimal) -> bool:
    """Cents are always exact enough; fewer places only where little is lost."""
    near = written.places >= 2 or abs(written.value - amount) <= amount * _NEARLY
    return near and _is_rounded(written, amount)


def _is_rounded(written: _Written, figure: Decimal) -> bool:
    step = Decimal(1).scaleb(-written.places)
    return any(written.value == figure.quantize(step, way) for way in (ROUND_HALF_UP, ROUND_HALF_EVEN))
