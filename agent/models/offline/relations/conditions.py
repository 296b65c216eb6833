"""Who is meant by a tag, a traffic source, a tracking field, a day or an hour; and what is only said besides."""

from collections.abc import Iterator

from ..request import Request
from .besides import besides
from .likewise import likenesses
from .marks import field_marks, tag_marks
from .moments import moments
from .origins import origins, refuse_unplaced
from .remainder import remainders
from .span import Span


def conditions(request: Request) -> list[Span]:
    """Where two say the same words, the first counts."""
    spans: list[Span] = []
    for span in _all(request):
        if not any(one.start < span.end and span.start < one.end for one in spans):
            spans.append(span)
    refuse_unplaced(request, spans)
    return spans


def _all(request: Request) -> Iterator[Span]:
    yield from tag_marks(request.text, request.know)
    yield from remainders(request.text)
    yield from likenesses(request.text, request.tokens)
    yield from moments(request.text)
    yield from field_marks(request.text, request.know)
    yield from origins(request)
    yield from besides(request.text, request.tokens)
