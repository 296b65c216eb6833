"""Orders that delete hits, or that book and remove conversions of hits. Only orders: a question is none of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..tokens import Sign, Token
from .line import Line
from .periods import take_periods

_POLITE = r"(?:(?:please|ok|okay|so|and|now|hey|hi|then|yes|(?:can|could|would) you|,) )*"
_HIT = r"(?P<hit>[0-9a-z]{26})"
_AMOUNT = r"(?:us)?[$\u20ac\u00a3]?(?P<amount>\d+(?:\.\d+)?)[$\u20ac\u00a3]?(?: (?:dollars?|bucks|usd|eur|euros?))?"
_HOW_MUCH = rf"(?: (?:for|at|with|of)(?: a payout of| a value of)? {_AMOUNT})?"
_MARK = (
    rf"(?:mark|set|book|flag|count|record|register) (?:the )?(?:hit|click|click id|visit|conversion of hit"
    rf"|conversion for hit|conversion of)?(?: id)? ?{_HIT}(?: (?:as )?(?:a )?(?:converted|conversion|sale|sold))?"
)
_ADD = r"(?:book|add|record|register) (?:a |the )?(?:conversion|sale)"
_ITS = rf"(?:for|of|to|on) (?:the )?(?:hit|click|visit)? ?{_HIT}"
_CONVERTED = (rf"{_MARK}{_HOW_MUCH}", rf"{_ADD}(?: of {_AMOUNT})? {_ITS}", rf"{_ADD} {_ITS}{_HOW_MUCH}")
_REMOVE = r"(?:remove|delete|cancel|take away|undo|drop|reverse)"
_REMOVED = (
    rf"{_REMOVE} (?:the |that |a )?(?:conversion|sale) (?:of|for|from|on) (?:the )?(?:hit|click|visit)? ?{_HIT}",
    rf"(?:mark|set|flag) (?:the )?(?:hit|click|visit)? ?{_HIT} as not converted",
)
_WHAT = r"(?:hits|clicks|visits|visitors|data|traffic|stats|statistics|events|numbers|results)"
_RESET = rf"(?:reset|(?:delete|erase|wipe|clear|purge|remove)(?= .*{_WHAT}))"
_WORDS = """
a all and data clicks events everything for from hits in my numbers of on only our please results stats statistics
that the their there to traffic visitors visits was were which with funnel source country
"""
_LIGHT = frozenset(_WORDS.split())
_NOT_MEANT = (Sign.URL, Sign.NEW, Sign.THEN, Sign.PERCENT, Sign.RATIO, Sign.CLONE)


@dataclass(frozen=True, slots=True)
class Converted:
    """A conversion of a hit. The amount is empty for the default payout, and -1 where it is removed."""

    hit: str
    amount: str = ""


@dataclass(frozen=True, slots=True)
class Wiped:
    """Hits to delete."""

    period: str
    names: tuple[Token, ...]
    left: tuple[str, ...]


def conversion_told(text: str) -> Converted | None:
    """None for a sentence that is no such order."""
    said = " ".join(text.lower().rstrip(" .!").split())
    if not re.search("conver|sale|sold", said):
        return None
    for pattern in _REMOVED:
        if found := re.fullmatch(f"{_POLITE}{pattern}", said):
            return Converted(_as_written(found["hit"], text), "-1")
    for pattern in _CONVERTED:
        if found := re.fullmatch(f"{_POLITE}{pattern}", said):
            return Converted(_as_written(found["hit"], text), found.groupdict().get("amount") or "")
    return None


_SALE = r"(?:conversion|sale|lead|order|purchase)"
_UNNAMED = (
    rf"(?:mark|flag|set|book|record|register|enter|add|count|log|put in|put|give) (?:\S+ ){{0,4}}?"
    r"(?:a|an|one|the|that|this|another|my|our|some|more|\d+|two|three|four|five|six|seven|eight|nine|ten|few|dozen) "
    rf"(?:\w+ ){{0,2}}?{_SALE}s?(?: .*)?"
)
_AS_SALE = re.compile(
    r"\b(?:add|book|enter|record|count|register|log|mark|put|save) (?:it|that|this|them|these|those)(?: \w+){0,2}?"
    rf" as (?:an? )?(?:\w+ )?{_SALE}s?\b"
)


def conversion_of_unknown_hit(text: str) -> bool:
    """An order to book a conversion that does not say of which hit."""
    said = " ".join(text.lower().rstrip(" .!").split())
    if text.rstrip(" \"')!.").endswith("?") or re.search(rf"\b{_HIT}\b|https?://|\bcosts?\b|\bspen[dt]\b", said):
        return False
    return bool(re.fullmatch(f"{_POLITE}{_UNNAMED}", said) or _AS_SALE.search(said))


_WHY = re.compile(
    r"(?:,|;|\.|-| because| since| as)\s*(?:(?:that|it|this|those|they|these|which) (?:was|were|is|are)"
    r"|(?:only|just|all) (?:me|us|my|our|test)|because|since it|i was|we were|test(?:ing|s)?\b).*$",
    re.IGNORECASE,
)
_NARROWS = re.compile(r"\b(?:but|except|not|only (?:the|those|mobile|desktop)|unless|if)\b", re.IGNORECASE)


def without_why(text: str) -> str:
    """`…, that was only me testing` says why, not what."""
    found = _WHY.search(text)
    return text[: found.start()] if found and not _NARROWS.search(found[0]) else text


def wipe_told(text: str, tokens: Sequence[Token]) -> Wiped | None:
    """None for a sentence that orders no hits to be deleted."""
    if text.rstrip(" \"')!.").endswith("?") or any(token.sign in _NOT_MEANT for token in tokens):
        return None
    line = Line(text, tokens)
    if not line.has(rf"^{_POLITE}{_RESET}.*"):
        return None
    line.take(rf"{_POLITE}(?:reset|delete|erase|wipe|clear|purge|remove)")
    period, compared = take_periods(line)
    names = tuple(line.named(line.text))
    left = tuple(word for word in line.left() if word not in _LIGHT)
    nothing_said = left or not line.has(rf"(?:^|.* ){_WHAT}(?: .*|$)")
    if (not (period or names) and nothing_said) or compared:
        return None
    return Wiped(period, names, left)


def _as_written(id: str, text: str) -> str:
    found = re.search(re.escape(id), text, re.IGNORECASE)
    return found[0] if found else id
