"""Sentences that ask or tell how something is. They never change anything."""

import re

_POLITE = r"(?:(?:and|but|so|hey|hi|ok|okay|well|wait|hmm|now|then|please)\b[, ]*)*"
_ASKS = re.compile(
    rf"{_POLITE}(?:(?:(?:is|was|are|did|does|should)(?:n't)?|were|has|had|shall)\b"
    r"(?! it possible| there a way)|(?:have|do|can|could|may|might|must) (?:i|they|he|she)\b"
    r"(?! (?:have|get|see) a\b| (?:have|get)\b[^.?!]*\bback\b)"
    r"|(?:have|do|did) (?:you|we)\b(?! mind)|why\b(?! (?:not|don't (?:you|we)))|what happens\b)",
    re.IGNORECASE,
)
_DONE = (
    r"(?:made|changed|set|added|removed|dropped|replaced|renamed|archived|deleted|swapped|moved|cloned|stopped|built|"
    r"split|put)"
)
_TELLS = re.compile(
    rf"{_POLITE}(?:i|we|he|she|they|you|someone|somebody|my \w+|our \w+) "
    rf"(?:have |has |had |'ve |already |just |once |yesterday |now |earlier )*{_DONE}\b",
    re.IGNORECASE,
)


_RELATIVE = re.compile(
    r"(?:%|percent|points?) (?:points? )?(?:more|less|higher|lower|fewer|extra|on top)\b"
    r"|\b(?:increase|raise|reduce|lower|decrease|cut|bump|grow|shrink)\b.*\bby\b|\b(?:double|halve|triple)\b",
    re.IGNORECASE,
)


def is_relative(text: str) -> bool:
    """`10 % more`: on top of what is there, and no share by itself."""
    return _RELATIVE.search(text) is not None


def asks_or_tells(text: str) -> bool:
    """`is it 60/40?`, `should I archive it?`, `why did you drop it?`, `I made it 80/20`."""
    said = text.strip()
    return (_ASKS.match(said) is not None and not said[:2].isupper()) or _TELLS.match(said) is not None
