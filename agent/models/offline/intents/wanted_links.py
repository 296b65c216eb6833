"""`gimme the bing link for loans uk search`: the tracking links of a funnel, in any wording."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from funnels.names import folded

from ..outcome import Json, PuzzledError, QuestionError
from ..pages import choices_of
from ..platforms import with_platforms
from ..recognise import recognise
from ..request import Action, Request
from ..results.parts import parts
from ..tokens import Candidate, Sign, Token

_LINKS = re.compile(
    r"\b(?:(?:tracking|campaign|entrance|ad|click|funnel)[ -]?)?(?:link|url)s?\b(?! (?:it|them|him|this|that|up|to)\b)",
    re.IGNORECASE,
)
_WANTS = re.compile(
    r"\b(?:what(?:'s|s| is| are)|which|where(?:'s|s| is| are)|give|gimme|send|show|need|want|get|have|paste|post|"
    r"share|tell|list|drop me|hand|forward|again|once more|please|pls|lost|closed|can i|could i|copy)\b",
    re.IGNORECASE,
)
_ORDERS = re.compile(
    r"\b(?:build|create|set up|replace|swap|rename|archive|delete|remove|clone|duplicate|split|change|redirect|"
    r"route|postback url|payout|new lander|new offer|pause|stop)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|except|without|but not|excluding|other than|instead of)(?: \w+){0,2} $", re.IGNORECASE)
_TERSE = 10
_ALIKE = 86
_MOST = 50
_SHORTEST = 3


def asks_links(request: Request) -> bool:
    text = request.text
    if request.has(Sign.URL, Sign.NEW, Sign.PERCENT, Sign.RATIO) or not _LINKS.search(text) or _ORDERS.search(text):
        return False
    piece = _piece(text)
    return bool(_WANTS.search(piece)) or len(piece.split()) <= _TERSE


def wanted_links(request: Request) -> Action:
    spelled = with_platforms(request.text, request.tokens)
    if spelled != request.text:
        tokens = recognise(spelled, request.know.mentions(spelled))
        request = replace(request, text=spelled, tokens=tokens)
    funnel, rest = _funnel(request)
    given: Json = {"funnel": funnel[0]}
    if sources := _sources(request, rest):
        given["sources"] = sources
    found = request.know.result("get_links", given)
    if found.data is None:
        raise PuzzledError(f"which links are meant: {found.text}")
    lines = [f"- {one['source']}: {one['url']}" for one in found.data.get("links", [])]
    lines += [f"- button {one['action']} on {one['step']}: {one['url']}" for one in found.data.get("actions", [])]
    lines.append(f"- postback: {found.data.get('postback', '')}")
    return Action("\n".join([f"These are the links of {funnel[1]}.", *lines]), keeps=True)


def _piece(text: str) -> str:
    """The sentence that speaks of links."""
    return next((one.text for one in parts(text, ()) if _LINKS.search(one.text)), text)


def _funnel(request: Request) -> tuple[tuple[str, str], str]:
    """The funnel that is meant, and the text without its name."""
    exact = [(token, one) for token in request.tokens for one in token.of("funnel") if one.exact]
    if len({one.id for _, one in exact}) == 1:
        token, one = exact[0]
        return (one.id, one.name), _cut(request.text, token)
    if answer := request.answers.get("funnel"):
        return (str(answer["id"]), str(answer["name"])), request.text
    meant = [one for _, one in exact] or _by_words(request)
    if len(meant) == 1:
        return (meant[0].id, meant[0].name), _without(request.text, meant[0].name)
    if not meant and request.state.funnel:
        return request.state.funnel, request.text
    there = meant or request.know.all_of("funnel", limit=_MOST)
    if not there:
        raise PuzzledError("which funnel is meant: there is none yet")
    if len(there) == 1:
        return (there[0].id, there[0].name), request.text
    raise QuestionError("Which funnel do you mean?", "funnel", choices_of(there))


def _cut(text: str, token: Token) -> str:
    return f"{text[: token.start]} {text[token.end :]}"


def _by_words(request: Request) -> list[Candidate]:
    """The funnels of whose names most words are said; words of a traffic source tell them apart only at last."""
    said = _words(_piece(request.text))
    sources = {word for one in request.know.all_of("traffic_source", limit=_MOST) for word in _words(one.name)}
    known = request.know.all_of("funnel", limit=_MOST)
    best = _best(known, [word for word in said if not _is_said(word, sources) and not _begins(word, sources)])
    return best if len(best) < 2 else _best(best, said)


def _best(known: Sequence[Candidate], said: Sequence[str]) -> list[Candidate]:
    scores = {one.id: sum(_is_said(word, said) for word in set(_words(one.name))) for one in known}
    most = max(scores.values(), default=0)
    return [one for one in known if most and scores[one.id] == most]


def _begins(said: str, sources: Collection[str]) -> bool:
    return any(_is_like(word, said) for word in sources)


def _without(text: str, name: str) -> str:
    """The words of the funnel's name say no source, unless they are said twice."""
    for word in _words(name):
        text = re.sub(rf"\b{re.escape(word)}\b", " ", text, count=1, flags=re.IGNORECASE)
    return text


def _sources(request: Request, rest: str) -> list[str]:
    """Ids of those that are named beside the funnel; none where all are meant."""
    there = request.know.all_of("traffic_source", limit=_MOST)
    wanted = [one for one in there if _place(one.name, rest, there) is not None]
    left_out = [one for one in wanted if _NOT.search(f"{rest[: _place(one.name, rest, there) or 0]}")]
    kept = [one for one in wanted if one not in left_out]
    if left_out and not kept:
        kept = [one for one in there if one not in left_out]
    return [one.id for one in kept]


def _place(name: str, text: str, there: Sequence[Candidate]) -> int | None:
    """Where the whole name is said, or its first word where no other whole name is said there."""
    whole = re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE)
    if whole:
        return whole.start()
    first = _words(name)[0]
    others = [one.name for one in there if one.name != name and _words(one.name)[0] == first]
    if any(re.search(rf"\b{re.escape(other)}\b", text, re.IGNORECASE) for other in others):
        return None
    said = [found for found in re.finditer(r"\w+", text) if _is_like(first, folded(found[0]))]
    return said[0].start() if said else None


def _is_said(word: str, said: Collection[str]) -> bool:
    return any(_is_like(word, one) for one in said)


def _is_like(word: str, said: str) -> bool:
    """`exo` begins `exoclick`; `facebok` is near to `facebook`."""
    if word == said:
        return True
    if len(said) >= _SHORTEST and len(word) > len(said) + 1 and word.startswith(said) and len(said) * 3 >= len(word):
        return said not in ("the", "for", "all", "and", "link", "ads", "our", "can", "has", "now")
    return len(word) > _SHORTEST + 1 and len(said) > _SHORTEST and fuzz.ratio(word, said) >= _ALIKE


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", folded(text))
