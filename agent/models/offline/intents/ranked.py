"""`Give the winner 85 and the loser 15`: pages by their place in what was told just before."""

import re
from dataclasses import replace

from ..recognising.recognise import recognise
from ..request import Request
from ..tokens import Sign

_SHARES = (Sign.PERCENT, Sign.RATIO, Sign.NUMBER)
_KIND = r"(?:one|lander|offer|page|variant|version)"
_FIRST = re.compile(
    rf"\b(?:(?:the )?(?:winner|leader|champion)|the (?:winning|better|best|stronger|leading|good) {_KIND}"
    rf"|the (?:better|best)|(?:that|this) one|that {_KIND})\b(?! of\b)",
    re.IGNORECASE,
)
_LAST = re.compile(
    rf"\b(?:(?:the )?loser|the (?:losing|worse|worst|weaker|other|bad|second) {_KIND}|the (?:worse|worst|other))\b",
    re.IGNORECASE,
)


def by_rank(request: Request) -> Request | None:
    """With the names in their places; None where no share is told to any."""
    last = request.state.inquiry
    names = last.ranked if last else ()
    if len(names) < 2 or not request.has(*_SHARES) or request.text.rstrip().endswith("?"):
        return None
    text = _LAST.sub(f'"{names[-1]}"', request.text) if len(names) == 2 else request.text
    text = _FIRST.sub(f'"{names[0]}"', text)
    if text == request.text:
        return None
    return replace(request, text=text, tokens=recognise(text, request.know.mentions(text)))
