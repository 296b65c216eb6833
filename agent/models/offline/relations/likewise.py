"""Clauses whose verb and page are left out: `and so does Canada`, `the same for Ireland`, `AT same as DE`."""

import re
from collections.abc import Iterator, Sequence

from ..drawing.audience import AUDIENCE
from ..tokens import Sign, Token
from .span import Span

_DOES = r"(?:does|do|did|will|should|would|shall|is|are|goes|go)"
_TREATED = (
    r"(?:(?:is|are|gets?|sees?|goes|go|should be|to be|will be) )?"
    r"(?:(?:treated|handled|served|sent|routed|exactly|just) )*"
)
_SAME = (
    r"(?:the )?(?:same|identical)"
    r"(?: (?:thing|way|page|pages|lander|story|path|route|funnel|flow|treatment|setup))?"
)
_BEFORE = re.compile(
    rf"(?:(?:,? ?(?:and|but) )?(?<!\w)(?:so|as) {_DOES}"
    rf"|(?:(?:and|but) )?{_SAME}(?: (?:goes|go|applies|apply|holds|hold|is true|counts|is valid))? (?:for|to|with)"
    r"|(?:(?:and|but) )?(?:likewise|ditto)(?: (?:for|with|in|from))?)"
    r"(?: (?:the|people|visitors|those)(?: from)?)*\s*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"\s*(?:{_DOES} )?(?:too|as well|also|likewise|ditto|(?:gets?|sees?|has|have) {_SAME}|{_SAME})"
    r"(?=\s*(?:[,.;\n]|and\b|$))",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    rf"[\s:]*{_TREATED}(?:{_SAME} (?:as|like)|like|as(?= \w)|where|wherever|=)"
    r"(?: (?:for|in|from|the|people|visitors))*\s*$",
    re.IGNORECASE,
)
_GO = re.compile(rf"\s*{_DOES}(?=\s*(?:[,.;\n]|and\b|$))", re.IGNORECASE)
_REACH = 60


def likenesses(text: str, tokens: Sequence[Token]) -> Iterator[Span]:
    """What stands in front of a crowd, behind it, or between the one and the other that it is like."""
    crowds = [token for token in tokens if token.sign in (*AUDIENCE, Sign.REST)]
    for place, crowd in enumerate(crowds):
        start = crowds[place - 1].end if place else max(0, crowd.start - _REACH)
        gap = text[start : crowd.start]
        if place and (found := _BETWEEN.fullmatch(gap)):
            yield Span(start, crowd.start, found[0].strip(), like="as")
            if go := _GO.match(text, crowd.end):
                yield Span(go.start(), go.end(), go[0].strip())
        elif found := _BEFORE.search(gap):
            yield Span(start + found.start(), crowd.start, found[0].strip(), like="so does")
        if found := _AFTER.match(text, crowd.end):
            yield Span(found.start(), found.end(), found[0].strip(), like="too")
