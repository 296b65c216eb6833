"""Whether a word that is a country's code as well stands for the country: `US visitors`, `in us and ca`."""

import re

from ..recognising import countries
from ..rewriting import Plain
from ..tokens import Token

_CROWD = (
    r"(?:mobile |desktop |tablet |android |ios |iphone )?(?:visitors?|traffic|visits?|people|persons|users?|clicks?"
    r"|geo|leads?|buyers?|customers|audience|market|folks|hits|entrances|part|side|share)\b"
)
_BEFORE = re.compile(r"\b(?:in|from|the|only|country|geo|just|without|except|excluding)[\s:]+$", re.IGNORECASE)
_BEHIND = re.compile(rf"\s+(?:{_CROWD}|only\b)", re.IGNORECASE)
_NEXT = re.compile(r"\s*(?:,|/|&|\+|\band\b|\bor\b|\bvs\.?|\bversus\b)\s*(\w+)", re.IGNORECASE)
_LAST = re.compile(r"(\w+)\s*(?:,|/|&|\+|\band|\bor|\bvs\.?|\bversus)\s*$", re.IGNORECASE)


def is_country(text: str, token: Token) -> bool:
    """Capitals say so in a text that is not all capitals; else what stands beside it."""
    if token.text.isupper() and not Plain(text, ()).shouted:
        return True
    before, behind = text[: token.start], text[token.end :]
    if _BEFORE.search(before) or _BEHIND.match(behind):
        return True
    beside = (_NEXT.match(behind), _LAST.search(before))
    return any(found is not None and bool(countries.by_code(found[1])) for found in beside)
