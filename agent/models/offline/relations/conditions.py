"""Who is meant by a tag, a traffic source, a tracking field, a day or an hour; and what is only said besides."""

import re
from collections.abc import Iterator

from ..request import Request
from .marks import field_marks, tag_marks
from .moments import moments
from .origins import origins
from .span import Span

_BESIDES = re.compile(
    r"(?:it'?s |it is |is )?(?:just |only |merely )?(?:an? )?(?:external|outside|plain|outbound) (?:link|page|url|address|site|website)s?"
    r"|(?:please |so |and )*(?:do not|don'?t|no need to) (?:create|make|add|build|need)(?: me)?(?: an?| any| new| extra)*"
    r" (?:offer|lander|page|asset)s?(?: for (?:it|that|this|them))?"
    r"|(?:an? )?(?:no|without) (?:splits?|rotation|rotator)|(?:there are|with) no splits?"
    r"|(?:same |the same )?(?:as|like) the (?:other|others|last)(?: one)?(?: (?:is|are) in)?"
    r"|no traffic source for now|(?:no|without) (?:a )?traffic source(?: yet| for now)?",
    re.IGNORECASE,
)
"""What changes nothing about a funnel that names its pages."""


def conditions(request: Request) -> list[Span]:
    """Where two say the same words, the first counts."""
    spans: list[Span] = []
    for span in _all(request):
        if not any(one.start < span.end and span.start < one.end for one in spans):
            spans.append(span)
    return spans


def _all(request: Request) -> Iterator[Span]:
    yield from (Span(found.start(), found.end(), found[0]) for found in _BESIDES.finditer(request.text))
    yield from tag_marks(request.text, request.know)
    yield from moments(request.text)
    yield from field_marks(request.text, request.know)
    yield from origins(request)
