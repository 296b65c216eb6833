"""Two questions in one sentence: `who sees A in F, and where do the French end up?`."""

import itertools
import re
from dataclasses import replace

from ..request import Request

_NEXT = re.compile(
    r"(?:(?:[,;?.\u2013]|\s-)\s*(?:and |also |plus |or |then |but )*|\s(?:and|plus|also|then) (?:also )?)"
    r"(?=(?:where|what|which|who|whom|how|in which|to which|from which|does|do|is|are)\b)",
    re.IGNORECASE,
)

_ASKS = re.compile(
    r"\b(?:where|what|which|who|whom|how|does|do|is|are|tell|show|give|list|i (?:want|need)|remind)\b", re.IGNORECASE
)


def halves(request: Request) -> list[Request]:
    """A request for each question; the funnels that are named are known to all. Words keep their places."""
    text = request.text
    cuts: list[int] = []
    for found in _NEXT.finditer(text):
        if _ASKS.search(text[cuts[-1] if cuts else 0 : found.start()]):
            cuts.append(found.end())
    bounds = [0, *cuts, len(text)]
    spans = [(start, end) for start, end in itertools.pairwise(bounds) if text[start:end].strip(" .?!,;")]
    return [_part(request, start, end) for start, end in spans]


def _part(request: Request, start: int, end: int) -> Request:
    kept = [
        token
        for token in request.tokens
        if start <= token.start < end or any(one.exact for one in token.of("funnel"))
    ]
    text = [letter if start <= place < end else " " for place, letter in enumerate(request.text)]
    for token in kept:
        text[token.start : token.end] = request.text[token.start : token.end]
    return replace(request, text="".join(text), tokens=kept, said="")
