"""`the offer should be FoxVPN DE now`: one page, said of the funnel that is talked of."""

from collections.abc import Sequence

from ..drawing.sketch import Wish
from ..outcome import Choice, Json, PuzzledError, QuestionError
from ..request import Action, Request
from ..seats import Seat
from ..talking.current import current, take_target
from ..tokens import Sign, Token
from .redraft import redraft

_ROLES = {Sign.LANDER: "lander", Sign.OFFER: "offer"}
_LIGHT = (Sign.FILLER, Sign.COMMA, Sign.STOP, Sign.SET, Sign.USE, Sign.YES, Sign.IT, Sign.PAGE, Sign.AS, Sign.INSTEAD)
_PAGES = (Sign.ASSET, Sign.QUOTED)
_LEADS = (Sign.TO, Sign.THEN)


def is_one_page(request: Request) -> bool:
    """Whether a sentence names at most one page and no way to it, while a funnel is talked of."""
    if not (request.state.funnel or request.state.draft):
        return False
    pages = [token for token in request.tokens if token.sign in _PAGES and _is_page(token)]
    sources = any(token.of("traffic_source") and not token.of("page") for token in request.tokens)
    return len(pages) < 2 and not sources and not request.has(*_LEADS)


def set_page(request: Request) -> Action:
    """The page takes the place of the only one of its type. Asks where that is not what was said for certain."""
    tokens, target = take_target(request)
    pages = [token for token in tokens if token.sign in _PAGES]
    roles = {_ROLES[token.sign] for token in tokens if token.sign in _ROLES}
    light = [token for token in tokens if token.text.lower() == "make"]
    strange = [token for token in tokens if token.sign not in (*_LIGHT, *_PAGES, *_ROLES) and token not in light]
    if len(pages) != 1 or len(roles) != 1 or strange:
        raise _unsure(request)
    role = roles.pop()
    now = current(request, target)
    page = request.pages.page(Wish(pages[0].text, pages[0], role), role)
    old = _old([seat for seat in now.seats() if seat.type == role], role, page.name, request)
    operation: Json = {"op": "replace_page", "page": old, "by": page.reference}
    near = "" if page.exact else f" (by {page.said!r} I understand {page.name!r})"
    text = f"I change {now.name!r}:\n- {role} {old} gives way to {page.name}{near}"
    if not now.id:
        return redraft(now, [operation], text, request)
    return Action(text, "plan_edit", now.plan([operation], request), kept=len(now.before))


def _old(seats: Sequence[Seat], role: str, new: str, request: Request) -> str:
    names = list(dict.fromkeys(seat.name for seat in seats))
    if new in names:
        raise PuzzledError(f"what to change: {new!r} is there already")
    if not names:
        raise PuzzledError(f"which {role} {new!r} should replace: there is none yet; say 'add {new}'")
    if len(names) == 1:
        return names[0]
    answer = request.answers.get(f"old|{role}")
    if answer:
        return str(answer["name"])
    choices = [Choice(name, {"name": name}) for name in names]
    raise QuestionError(f"Which {role} should {new!r} replace?", f"old|{role}", choices)


def _is_page(token: Token) -> bool:
    return token.sign is Sign.QUOTED or bool(token.of("page"))


def _unsure(request: Request) -> PuzzledError:
    name = request.state.draft["funnel"] if request.state.draft else (request.state.funnel or ("", ""))[1]
    return PuzzledError(
        f"whether to change {name!r} or to build another funnel. To change it, say 'replace <page> by <page>'; "
        "for another, say it from the start: '<traffic source> to <lander>, then <offer>'"
    )
