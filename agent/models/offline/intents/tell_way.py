"""Where visitors end up, and what a button leads to: the funnel is walked as it stands."""

from funnels.names import folded

from ..looking.funnels_meant import funnel_meant, names_a_funnel, opened
from ..looking.heard import heard, only_looks
from ..looking.route import Facts
from ..looking.way import way_from
from ..looking.way_cues import ASKS_WAY, BEHIND, COUNTS
from ..outcome import PuzzledError
from ..request import Action, Request
from ..seats import seats_in
from ..talking.current import Current
from ..tokens import Candidate, Sign, Token

_LANDERS = ("on", "lander", "landers")
_SYSTEMS = {
    "ios": ("mobile", "tablet"),
    "android": ("mobile", "tablet"),
    "windows": ("desktop",),
    "macos": ("desktop",),
}


def asks_way(request: Request) -> bool:
    said = heard(request)
    return bool(
        ASKS_WAY.search(said)
        and not COUNTS.search(said)
        and only_looks(request)
        and (names_a_funnel(request) or _names_a_part(request))
    )


def _names_a_part(request: Request) -> bool:
    parts = (Sign.PLACE, Sign.DEVICE, Sign.BUTTON, Sign.FUNNEL)
    return request.has(*parts) or any(token.of("page") for token in request.tokens)


def tell_way(request: Request) -> Action:
    funnel = opened(request, funnel_meant(request))
    facts = _facts(request)
    start, whence = _start(request, funnel)
    lines = way_from(start, funnel, facts)
    return Action("\n".join([f"{_who(request)} in {funnel.name}{whence}:", *lines]), keeps=True)


def _facts(request: Request) -> Facts:
    facts: dict[str, frozenset[str]] = {}
    for token in request.tokens:
        if token.sign is Sign.PLACE:
            facts["country"] = facts.get("country", frozenset()) | {one.lower() for one in token.values}
        elif token.sign is Sign.DEVICE:
            facts[token.attribute] = frozenset(one.lower() for one in token.values)
    for system in facts.get("os", ()):
        if system in _SYSTEMS:
            facts.setdefault("device", frozenset(_SYSTEMS[system]))
    sources = _sources(request)
    return facts | ({"traffic source": frozenset(sources)} if sources else {})


def _sources(request: Request) -> set[str]:
    return {
        one.name.lower()
        for token in request.tokens
        if not any(other.exact for other in token.of("funnel"))
        for one in token.of("traffic_source")
        if one.exact
    }


def _who(request: Request) -> str:
    said = [token.text for token in request.tokens if token.sign in (Sign.PLACE, Sign.DEVICE)]
    return f"Visitors ({', '.join(dict.fromkeys(said))})" if said else "Visitors"


def _start(request: Request, funnel: Current) -> tuple[object, str]:
    """The entrance, or what is behind a button of the page that is named."""
    number = _button(request)
    step = _page_step(request, funnel, number) if number or BEHIND.search(heard(request)) else ""
    if not step:
        return funnel.blueprint.get("start", ""), ""
    ways = funnel.steps[step].get("on", {})
    page = " / ".join(dict.fromkeys(seat.name for seat in seats_in(step, funnel.steps[step])))
    if not number:
        return step, f", from {page} on"
    if str(number) not in {str(one) for one in ways}:
        known = ", ".join(map(str, ways)) or "none"
        raise PuzzledError(f"which button of {page!r} is meant: it has the buttons {known}")
    way = next(target for one, target in ways.items() if str(one) == str(number))
    return way if isinstance(way, str) else way.get("to"), f", behind button {number} of {page}"


def _button(request: Request) -> int:
    tokens = list(request.tokens)
    for place, token in enumerate(tokens):
        if token.sign is not Sign.BUTTON:
            continue
        around = [*tokens[max(0, place - 1) : place], *tokens[place + 1 : place + 2]]
        numbers = [int(one.amounts[0]) for one in around if one.sign in (Sign.ORDINAL, Sign.NUMBER) and one.amounts]
        return numbers[0] if numbers else 0
    return 0


def _page_step(request: Request, funnel: Current, number: int) -> str:
    """The step of the lander that is named; of a button alone, the one step that has it."""
    pages = {key: step for key, step in funnel.steps.items() if any(part in step for part in _LANDERS)}
    names = {folded(one.name) for token in request.tokens for one in _pages(token)}
    if named := [key for key in pages if any(folded(seat.name) in names for seat in seats_in(key, pages[key]))]:
        return named[0]
    having = [key for key, step in pages.items() if number and str(number) in map(str, step.get("on", {}))]
    if len(having) > 1:
        raise PuzzledError(f"whose button {number} is meant: several pages of {funnel.name!r} have one")
    return having[0] if having else ""


def _pages(token: Token) -> list[Candidate]:
    if any(one.exact for one in token.of("funnel")):
        return []
    known = token.of("page")
    return [one for one in known if one.exact] or ([] if token.of("funnel") else list(known))
