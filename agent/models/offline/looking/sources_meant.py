"""Of which traffic sources links are wanted; none stands for all."""

import re

from ..drawing.frame import source
from ..recognising.platforms import is_platform
from ..request import Request
from ..tokens import Sign, Token

_NOT = re.compile(
    r"(?:\bnot|\bwithout|\bexcept(?: for)?|\bother than|\bbut no|n't|\binstead of|\brather than)"
    r"(?: (?:for|from|of|on|the|need|want|my|our|use|link|links))*\s*$",
    re.IGNORECASE,
)

_ANY_SOURCE = frozenset(["ad", "ads", "search", "native", "push", "traffic", "network"])
"""Words in names of sources that name none by themselves."""

_ALL = re.compile(r"\b(?:all|every|each|other|any)\b", re.IGNORECASE)


def sources_meant(request: Request, funnel: str) -> list[str]:
    """Names; of a word that several sources have, all of them."""
    found: list[str] = []
    for token in request.tokens:
        known = token.of("traffic_source") if token.sign in (Sign.ASSET, Sign.QUOTED) else ()
        if any(one.exact for one in token.of("funnel")) or _is_left_out(token, request):
            continue
        if known and _counts(token, funnel):
            best = [one for one in known if one.exact] or list(known)
            found += [one.name for one in best]
        elif not known and token.sign in (Sign.WORD, Sign.ASSET) and _is_strange(token):
            found.append(source(token, request.know, request.answers))
    return list(dict.fromkeys(found)) or _built_for(request, funnel)


def _built_for(request: Request, funnel: str) -> list[str]:
    """Those the funnel was built for, where this conversation has built it."""
    if _ALL.search(request.text):
        return []
    blueprints = [one.arguments.get("blueprint") or {} for one in request.state.done]
    return next((list(one.get("sources", ())) for one in blueprints if one.get("funnel") == funnel), [])


def _counts(token: Token, funnel: str) -> bool:
    """A word within the name of the funnel, such as `Search`, is no source, unless one is called so."""
    if token.text.lower() in _ANY_SOURCE:
        return any(one.exact for one in token.of("traffic_source"))
    within = token.text.lower() in funnel.lower() and bool(token.of("funnel"))
    return any(one.exact for one in token.candidates if one.family == "traffic_source") or not within


def _is_strange(token: Token) -> bool:
    """A platform of which the account has no source; parts of names of funnels aside."""
    return is_platform(token.text) and not token.candidates


def _is_left_out(token: Token, request: Request) -> bool:
    return _NOT.search(request.text[: token.start]) is not None
