"""A traffic source as an audience: `whoever comes from Outbrain gets …`, where several are named."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..drawing.frame import source
from ..outcome import PuzzledError
from ..request import Request
from ..tokens import Sign, Token
from .crowd import Crowd, named
from .items import Kind
from .slots import is_source, whole_name, whole_names
from .span import Span
from .vocabulary import meanings

_AFTER = (Sign.TRAFFIC, Sign.FILLER, Sign.TO, Sign.SHOW, Sign.LANDER, Sign.OFFER, Sign.COLON, Sign.THEN)
_LEADS = (Sign.TO, Sign.SHOW, Sign.COLON, Sign.THEN)
_BEFORE = (Sign.FILLER, Sign.IT, Sign.TRAFFIC, Sign.FROM, Sign.FOR, Sign.AT, Sign.SOURCE, Sign.WORD)
_JOINS = (Sign.AND, Sign.COMMA, Sign.SLASH, Sign.FROM, Sign.FILLER)
_WHOEVER = ("whoever", "who", "those", "anyone", "everyone", "everybody", "people", "clicks")


@dataclass(frozen=True, slots=True)
class _Said:
    """Sources that are named side by side."""

    first: int
    last: int
    names: tuple[str, ...]
    tokens: tuple[Token, ...]


def origins(request: Request) -> Iterator[Span]:
    tokens = request.tokens
    said = _said(tokens)
    names = {name for one in said for name in one.names}
    if len(names) < 2:
        return
    told = [one for one in said if _begins(tokens, one) and set(one.names) < names and _is_led(tokens, one, said)]
    crowds = {name for one in told for name in one.names}
    has_rest = any(token.sign is Sign.REST for token in tokens)
    if not told or (len(crowds) < 2 and not has_rest):
        return
    last = told[-1] if crowds == names and not has_rest else None
    for one in told:
        start = _start(tokens, one.first)
        found = [_full(name, token, request) for name, token in zip(one.names, one.tokens, strict=True)]
        rule = {"attribute": "traffic source", "any in": found}
        words = " ".join(token.text for token in tokens[start : one.last + 1])
        crowd = Crowd(named(" ".join(found)), words, None, ((rule,),))
        is_last = one is last
        yield Span(tokens[start].start, tokens[one.last].end, words, None if is_last else crowd, rest=is_last)


def refuse_unplaced(request: Request, spans: Sequence[Span]) -> None:
    """Where a funnel has several sources, one that is named again is about its visitors, and must have a place."""
    known: set[str] = set()
    said = _said(request.tokens)
    names = {name for one in said for name in one.names}
    for one in said:
        token = one.tokens[0]
        placed = any(span.start <= token.start < span.end for span in spans)
        if not placed and len(names) > 1 and set(one.names) & known and set(one.names) != names:
            raise PuzzledError(f"where visitors from {token.text!r} go, and where those from the other sources")
        known |= set(one.names)


def _said(tokens: Sequence[Token]) -> list[_Said]:
    """Runs of sources, each by its whole name where that is said somewhere."""
    places = [place for place in range(len(tokens)) if is_source(tokens, place)]
    whole = whole_names(tokens)
    runs: list[list[int]] = []
    for place in places:
        between = tokens[runs[-1][-1] + 1 : place] if runs else ()
        if (
            runs
            and all(token.sign in _JOINS for token in between)
            and any(token.sign in (Sign.AND, Sign.SLASH) for token in between)
        ):
            runs[-1].append(place)
        else:
            runs.append([place])
    return [
        _Said(
            run[0], run[-1], tuple(whole_name(tokens[place], whole) for place in run), tuple(tokens[at] for at in run)
        )
        for run in runs
    ]


def _full(name: str, token: Token, request: Request) -> str:
    is_whole = any(one.exact and one.name == name for other in request.tokens for one in other.of("traffic_source"))
    return name if is_whole else source(token, request.know, request.answers)


def _is_led(tokens: Sequence[Token], one: _Said, said: Sequence[_Said]) -> bool:
    """Whether a page follows in the same clause; `for A X, for B Y` needs no verb."""
    led = _to_a_page(tokens, one)
    return led is True or (
        led is False and any(_to_a_page(tokens, other) is not None for other in said if other is not one)
    )


def _to_a_page(tokens: Sequence[Token], one: _Said) -> bool | None:
    """Whether a word of leading stands between the source and the page that follows; None where no page follows."""
    place, led = one.last + 1, False
    while place < len(tokens) and (tokens[place].sign in _AFTER or _is_way(tokens[place])):
        led |= tokens[place].sign in _LEADS or _is_way(tokens[place])
        place += 1
    pages = place < len(tokens) and (tokens[place].sign is Sign.URL or bool(tokens[place].of("page")))
    return led if pages else None


def _is_way(token: Token) -> bool:
    return token.sign is Sign.WORD and meanings().get((token.text.lower(),)) is Kind.WAY


def _begins(tokens: Sequence[Token], one: _Said) -> bool:
    start = _start(tokens, one.first)
    return start == 0 or tokens[start - 1].sign in (Sign.STOP, Sign.COMMA, Sign.COLON, Sign.AND)


def _start(tokens: Sequence[Token], place: int) -> int:
    """Where the words for these people begin."""
    while place and tokens[place - 1].sign in _BEFORE:
        if tokens[place - 1].sign is Sign.WORD and tokens[place - 1].text.lower() not in _WHOEVER:
            break
        place -= 1
    return place
