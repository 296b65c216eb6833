"""Amounts as people write and say them."""

import re
from decimal import Decimal

_UNITS = """
zero one two three four five six seven eight nine ten
eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"

WORDS: dict[str, Decimal] = {
    **{word: Decimal(number) for number, word in enumerate(_UNITS.split())},
    **{word: Decimal(10 * number) for number, word in enumerate(_TENS.split(), 2)},
    "hundred": Decimal(100),
    "fourty": Decimal(40),
}  # fmt: skip

ORDINALS: dict[str, Decimal] = {
    word: Decimal(number)
    for number, words in enumerate(
        ("first 1st", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th", "sixth 6th", "seventh 7th", "eighth 8th"),
        1,
    )
    for word in words.split()
} | {"last": Decimal(-1)}

FRACTIONS: dict[str, Decimal] = {
    "half": Decimal(50),
    "third": Decimal("33.33"),
    "thirds": Decimal("33.33"),
    "quarter": Decimal(25),
    "quarters": Decimal(25),
}
"""In percent, of one."""

AMOUNT = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)"
NUMBER = re.compile(rf"{AMOUNT}(?![\w])")
PERCENT = re.compile(rf"({AMOUNT})\s*(?:%|percent\b|per cent\b|pct\b|p\.c\.)", re.IGNORECASE)
_SIGN = r"[$\u20ac\u00a3]"
_CODE = r"(?:usd|eur|gbp)"
_UNIT = r"(?:usd|eur|gbp|us dollars?|dollars?|bucks|euros?|pounds?)"
MONEY = re.compile(
    rf"(?:us)?{_SIGN}\s?({AMOUNT})(?:\s?{_CODE}\b)?"
    rf"|({AMOUNT})\s?(?:{_SIGN}|{_UNIT}\b)"
    rf"|{_CODE}\s?({AMOUNT})(?!\w)",
    re.IGNORECASE,
)
RATIO = re.compile(r"\d+(?:\.\d+)?%?(?: ?[/:-] ?\d+(?:\.\d+)?%?)+(?![\w])")


def amount(text: str) -> Decimal:
    """`1,200.50`, `32.50` and `32,50`; a comma before three digits parts thousands."""
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", text):
        return Decimal(text.replace(",", ""))
    return Decimal(text.replace(",", "."))


def ratio(text: str) -> tuple[Decimal, ...]:
    return tuple(Decimal(part.strip(" %")) for part in re.split(r"[/:-]", text))
