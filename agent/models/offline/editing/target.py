"""Which funnels a change is for: the named ones, the one in talk, or the only one that holds what is named."""

from collections.abc import Sequence

from funnels.names import folded

from ..drawing.pages import choices_of
from ..outcome import QuestionError
from ..request import Request
from ..state import LOOKED_THROUGH
from ..talking.current import Current, current
from ..tokens import Candidate, Sign, Token

MOST_LOOKED_AT = 6
"""Funnels that are looked through to find out which one is meant; with more, it is asked."""


def named_funnels(request: Request) -> list[Candidate]:
    """Those that are named in full."""
    found = [one for token in request.tokens for one in token.of("funnel") if one.exact and not _is_page(token)]
    return list({one.id: one for one in found}.values())


def half_named(request: Request) -> list[Candidate]:
    """Those of which a part is named: `the dating funnel`, `casino push`."""
    best: list[Candidate] = []
    for place, token in enumerate(request.tokens):
        known = token.of("funnel")
        if not known or token.sign is not Sign.ASSET or _is_page(token):
            continue
        if any(one.exact for one in token.candidates) and not _beside_funnel(request.tokens, place):
            continue
        if (_beside_funnel(request.tokens, place) or not token.of("page")) and (not best or len(known) < len(best)):
            best = list(known)
    return best


def funnels_meant(request: Request) -> list[Current]:
    """Asks where it could be one or the other."""
    if named := named_funnels(request):
        return [current(request, (one.id, one.name)) for one in named]
    answer = request.answers.get("funnel")
    if answer:
        return [current(request, (str(answer["id"]), str(answer["name"])))]
    part = half_named(request)
    if len(part) == 1:
        return [current(request, (part[0].id, part[0].name))]
    if part:
        return [_holding(part, request) or _ask(part)]
    if request.state.draft or request.state.funnel:
        return [current(request, None)]
    return [_of_pages(request)]


def _holding(known: Sequence[Candidate], request: Request) -> Current | None:
    """The only one of these that shows a page that is named."""
    if len(known) > MOST_LOOKED_AT:
        return None
    pages = _pages_named(request)
    looked = [looked_at(request, one) for one in known]
    fitting = [one for one in looked if any(folded(seat.name) in pages for seat in one.seats())]
    return current(request, (fitting[0].id, fitting[0].name)) if len(fitting) == 1 else None


def is_hinted(now: Current, request: Request) -> bool:
    """Whether a part of its name, or a page that it shows, is said; that a change is possible there says nothing."""
    pages = _pages_named(request)
    return now.id in {one.id for one in half_named(request)} or any(
        folded(seat.name) in pages for seat in now.seats()
    )


def _of_pages(request: Request) -> Current:
    known = request.know.all_of("funnel", limit=50)
    if not known:
        raise QuestionError("Which funnel do you mean? There is none yet.")
    return _holding(known, request) or _ask(known)


class UnsureError(QuestionError):
    """Which of these funnels is meant; perhaps what is wanted fits only one of them."""

    def __init__(self, known: Sequence[Candidate]) -> None:
        super().__init__("Which funnel do you mean?", "funnel", choices_of(known))
        self.known = tuple(known)


def _ask(known: Sequence[Candidate]) -> Current:
    raise UnsureError(known)


def looked_at(request: Request, one: Candidate) -> Current:
    data = request.know.data("get_funnel", funnel=one.id, picture=LOOKED_THROUGH)
    return Current(str(data["id"]), str(data["name"]), dict(data["blueprint"]))


def _pages_named(request: Request) -> set[str]:
    found: set[str] = set()
    for token in request.tokens:
        pages = token.of("page")
        exact = [one for one in pages if one.exact]
        found |= {folded(one.name) for one in exact or pages}
    return found


def _is_page(token: Token) -> bool:
    return any(one.exact for one in token.of("page"))


def _beside_funnel(tokens: Sequence[Token], place: int) -> bool:
    near = [*tokens[max(0, place - 1) : place], *tokens[place + 1 : place + 3]]
    return any(one.sign is Sign.FUNNEL for one in near)
