"""A traffic source as an audience: `whoever comes from Outbrain gets …`, where several are named."""

from collections.abc import Iterator, Sequence

from ..drawing.frame import source
from ..request import Request
from ..tokens import Sign, Token
from .crowd import Crowd, named
from .slots import is_source
from .span import Span

_AFTER = (Sign.TRAFFIC, Sign.FILLER, Sign.TO, Sign.SHOW, Sign.LANDER, Sign.OFFER, Sign.COLON, Sign.THEN)
_BEFORE = (Sign.FILLER, Sign.TRAFFIC, Sign.FROM, Sign.FOR, Sign.AT, Sign.SOURCE, Sign.WORD)
_WHOEVER = ("whoever", "who", "those", "anyone", "everyone", "everybody", "people", "clicks")


def origins(request: Request) -> Iterator[Span]:
    tokens = request.tokens
    said = [place for place in range(len(tokens)) if is_source(tokens, place)]
    names = {tokens[place].text.lower() for place in said}
    if len(names) < 2:
        return
    told = [place for place in said if _leads(tokens, place) and _begins(tokens, place)]
    crowds = {tokens[place].text.lower() for place in told}
    has_rest = any(token.sign is Sign.REST for token in tokens)
    if not told or (len(crowds) < 2 and not has_rest):
        return
    last = told[-1] if crowds == names and not has_rest else -1
    for place in told:
        token = tokens[place]
        start = _start(tokens, place)
        name = source(token, request.know, request.answers)
        rule = {"attribute": "traffic source", "any in": [name]}
        words = " ".join(one.text for one in tokens[start : place + 1])
        crowd = Crowd(named(name), words, None, ((rule,),))
        yield Span(tokens[start].start, token.end, words, None if place == last else crowd, rest=place == last)


def _leads(tokens: Sequence[Token], place: int) -> bool:
    """Whether a page follows on it in the same clause."""
    place += 1
    led = False
    while place < len(tokens) and tokens[place].sign in _AFTER:
        led |= tokens[place].sign in (Sign.TO, Sign.SHOW, Sign.COLON, Sign.THEN)
        place += 1
    pages = place < len(tokens) and (tokens[place].sign is Sign.URL or bool(tokens[place].of("page")))
    return led and pages


def _begins(tokens: Sequence[Token], place: int) -> bool:
    start = _start(tokens, place)
    return start == 0 or tokens[start - 1].sign in (Sign.STOP, Sign.COMMA, Sign.COLON, Sign.AND)


def _start(tokens: Sequence[Token], place: int) -> int:
    """Where the words for these people begin."""
    while place and tokens[place - 1].sign in _BEFORE:
        if tokens[place - 1].sign is Sign.WORD and tokens[place - 1].text.lower() not in _WHOEVER:
            break
        place -= 1
    return place
