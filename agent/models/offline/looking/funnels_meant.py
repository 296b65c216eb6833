"""Which funnels a question is about: named in full or by a part, by a group, by a page, or in talk."""

import re
from collections.abc import Sequence

from funnels.names import folded

from ..outcome import Choice, PuzzledError, QuestionError
from ..request import Request
from ..state import LOOKED_THROUGH
from ..talking.current import Current
from ..tokens import Candidate, Sign, Token

Meant = tuple[str, str]
"""Id and name."""

_MANY = re.compile(r"\b(?:all|every|each|both)\b(?!.*\bsources?\b)|\bfunnels\b|\bcampaigns\b", re.IGNORECASE)
_MOST_OPENED = 12
_KEY = "funnel"


def funnels_meant(request: Request, *, several: bool = False) -> list[Meant]:
    """Asks where more fit than can be meant; `several` may be, where they are named or said to be all of a group."""
    if answer := request.answers.get(_KEY):
        return [(str(answer["id"]), str(answer["name"]))]
    if exact := _exact(request):
        return exact if several or len(exact) == 1 else [_which(request, exact)]
    if several and (grouped := _of_a_group(request)):
        return grouped
    if several and len(apart := _named_apart(request)) > 1:
        return apart
    fitting = _fitting(request)
    talked_of = request.state.funnel
    if talked_of and (not fitting or talked_of in fitting):
        return [talked_of]
    if len(fitting) == 1:
        return fitting
    return [_which(request, fitting or _all(request))]


def funnel_meant(request: Request) -> Meant:
    return funnels_meant(request)[0]


def opened(request: Request, funnel: Meant) -> Current:
    """Looked at without becoming the one in talk."""
    data = request.know.data("get_funnel", funnel=funnel[0], picture=LOOKED_THROUGH)
    return Current(str(data["id"]), str(data["name"]), dict(data["blueprint"]))


def names_a_funnel(request: Request) -> bool:
    return any(_names(request, "funnel")) or request.state.funnel is not None


def offers_meant(request: Request) -> list[Candidate]:
    """Offers named in full, or by a part that one alone has; a funnel called the same comes first."""
    found: dict[str, Candidate] = {}
    for token in request.tokens:
        known = [one for one in token.of("page") if one.page_type == "offer"]
        best = [one for one in known if one.exact] or known
        funnels = token.of("funnel")
        if token.sign not in (Sign.ASSET, Sign.QUOTED) or len(best) != 1 or (funnels and not best[0].exact):
            continue
        if len(token.text) > 3 and not any(one.exact for one in funnels):
            found[best[0].id] = best[0]
    return list(found.values())


def _names(request: Request, family: str) -> list[tuple[Token, Candidate]]:
    named = [token for token in request.tokens if token.sign in (Sign.ASSET, Sign.QUOTED)]
    return [(token, one) for token in named for one in token.of(family)]


def _exact(request: Request) -> list[Meant]:
    found = [(one.id, one.name) for _, one in _names(request, "funnel") if one.exact]
    return list(dict.fromkeys(found))


def _of_a_group(request: Request) -> list[Meant]:
    """`all links of the Finance group`."""
    groups = {one.name for _, one in _names(request, "funnel_group") if one.exact}
    if not groups or not (_MANY.search(request.text) or request.has(Sign.GROUP)):
        return []
    there = request.know.all_of("funnel", limit=50)
    return [(one.id, one.name) for one in there if one.parent in groups]


def _named_apart(request: Request) -> list[Meant]:
    """`loans and casino`: each by a part of its own."""
    if not request.has(Sign.AND, Sign.COMMA, Sign.BOTH):
        return []
    sole = [token.of("funnel") for token in request.tokens if not token.of("traffic_source")]
    return list(dict.fromkeys((one[0].id, one[0].name) for one in sole if len(one) == 1))


def _fitting(request: Request) -> list[Meant]:
    """Those with the most of what was said in their names; words that name a source or a page count for less."""
    weights: dict[Meant, float] = {}
    for token, one in _names(request, "funnel"):
        other = token.of("traffic_source") or any(page.exact for page in token.of("page"))
        meant = (one.id, one.name)
        weights[meant] = weights.get(meant, 0) + (0.5 if other else 1 + len(token.text.split()))
    for meant in weights:
        words = folded(meant[1]).split()
        weights[meant] += sum(0.1 for word in {folded(token.text) for token in request.tokens} if word in words)
        weights[meant] += sum(1 for code in _countries(request) if code.lower() in words)
    most = max(weights.values(), default=0)
    best = [meant for meant, weight in weights.items() if weight > most - 0.05]
    return best if most >= 1 else _with_page(request) or _unless_talked_of(request, best)


def _unless_talked_of(request: Request, best: list[Meant]) -> list[Meant]:
    """A source alone says which funnel is meant only where none is in talk."""
    return [] if request.state.funnel else best


def _countries(request: Request) -> set[str]:
    """`the UK one`: names of funnels have their country in them."""
    codes = {value for token in request.tokens if token.sign is Sign.PLACE for value in token.values}
    return codes | ({"UK"} if "GB" in codes else set()) | ({"GB"} if "UK" in codes else set())


def _with_page(request: Request) -> list[Meant]:
    """Those that show a page that is named."""
    pages = {folded(one.name) for token, one in _names(request, "page") if one.exact or not token.of("funnel")}
    there = request.know.all_of("funnel", limit=_MOST_OPENED + 1) if pages else []
    if not there or len(there) > _MOST_OPENED:
        return []
    if request.state.funnel and _shows(request, request.state.funnel, pages):
        return [request.state.funnel]
    return [meant for one in there if _shows(request, meant := (one.id, one.name), pages)]


def _shows(request: Request, funnel: Meant, pages: set[str]) -> bool:
    return any(folded(seat.name) in pages for seat in opened(request, funnel).seats())


def _all(request: Request) -> list[Meant]:
    if request.state.draft:
        raise PuzzledError(f"what of {request.state.draft['funnel']!r}: it is only drafted, nothing is written yet")
    return [(one.id, one.name) for one in request.know.all_of("funnel", limit=50)]


def _which(request: Request, known: Sequence[Meant]) -> Meant:
    if len(known) == 1:
        return known[0]
    if not known:
        raise PuzzledError("which funnel is meant: there is none yet")
    choices = [Choice(name, {"id": id, "name": name}) for id, name in known]
    raise QuestionError("Which funnel do you mean?", _KEY, choices)
