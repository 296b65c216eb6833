"""Requests that change nothing: show, list, check, links, help."""

from dataclasses import replace

from ..drawing.frame import source
from ..drawing.naming import take_frame
from ..drawing.sketch import Sketch
from ..outcome import Json, PuzzledError
from ..recognising.platforms import is_platform
from ..request import Action, Request
from ..talking.current import meant_funnel, take_target
from ..tokens import Sign, Token
from .give_links import links_told

_FAMILIES: dict[Sign, tuple[str, str, str]] = {
    Sign.FUNNEL: ("funnel", "", "funnels"),
    Sign.LANDER: ("page", "lander", "landers"),
    Sign.OFFER: ("page", "offer", "offers"),
    Sign.PAGE: ("page", "", "pages"),
    Sign.GROUP: ("funnel_group", "", "funnel groups"),
    Sign.SOURCE: ("traffic_source", "", "traffic sources"),
    Sign.TRAFFIC: ("traffic_source", "", "traffic sources"),
    Sign.NETWORK: ("offer_source", "", "networks (offer sources)"),
}
_LIGHT = frozenset(
    (
        Sign.FILLER, Sign.STOP, Sign.COMMA, Sign.LINKS, Sign.BUILD, Sign.FOR, Sign.OF, Sign.IT, Sign.FUNNEL,
        Sign.SHOW, Sign.WHICH,
        Sign.CHECK, Sign.AND, Sign.YES, Sign.WITH, Sign.IN, Sign.FROM, Sign.TO, Sign.SOURCE, Sign.TRAFFIC,
        Sign.THERE, Sign.SAME,
        Sign.BOTH, Sign.AT, Sign.NO, Sign.AS,
    )
)  # fmt: skip


def show(request: Request) -> Action:
    tokens, target = take_target(request)
    _nothing_else(tokens)
    if target is None and request.state.draft:
        raise PuzzledError(f"what to show: {request.state.draft['funnel']!r} is only drafted; its plan is above")
    funnel = meant_funnel(request, target)
    found = request.know.result("get_funnel", {"funnel": funnel[0], "picture": "terminal"})
    if found.data is None:
        raise PuzzledError(f"which funnel to show: {found.text}")
    data = found.data
    group = f", in group {data['group']}" if data.get("group") else ""
    return Action(f"{data['name']}{group}\n\n{data.get('picture', '')}\n{findings(data.get('findings', []))}".strip())


def check(request: Request) -> Action:
    tokens, target = take_target(request)
    _nothing_else(tokens)
    if target is None and request.state.draft:
        found = request.know.result("check_funnel", {"blueprint": request.state.draft})
        name = str(request.state.draft["funnel"])
    else:
        funnel = meant_funnel(request, target)
        found = request.know.result("check_funnel", {"funnel": funnel[0]})
        name = funnel[1]
    if found.data is None:
        raise PuzzledError(f"which funnel to check: {found.text}")
    return Action(f"{name}: {findings(found.data.get('findings', [])) or 'nothing is wrong with it.'}")


def links(request: Request) -> Action:
    request = replace(request, tokens=[_as_source(token, request) for token in request.tokens])
    tokens, target = take_target(request)
    sketch = Sketch()
    tokens = take_frame(tokens, sketch)
    _nothing_else(tokens)
    sources = [source(token, request.know, request.answers) for token in sketch.sources]
    funnel = meant_funnel(request, target)
    return Action(links_told(request, funnel, sources), keeps=True)


def _as_source(token: Token, request: Request) -> Token:
    """With a funnel in talk, `Facebook` is the traffic source, though names of funnels have it in them."""
    sources = token.of("traffic_source")
    exact = any(one.exact for one in token.of("funnel"))
    if not request.state.funnel or token.sign is not Sign.ASSET or exact:
        return token
    if sources:
        return replace(token, candidates=sources)
    return replace(token, sign=Sign.WORD, candidates=()) if is_platform(token.text) else token


def listing(request: Request) -> Action:
    kinds = [token.sign for token in request.tokens if token.sign in _FAMILIES]
    family, page_type, shown = _FAMILIES[kinds[0]]
    named = [
        token
        for token in request.tokens
        if token.sign in (Sign.WORD, Sign.QUOTED, Sign.ASSET, Sign.DEVICE, Sign.PLACE)
    ]
    if any(token.sign is Sign.ASSET for token in named) and family == "funnel":
        raise PuzzledError(repr(" ".join(token.text for token in named)))
    query = " ".join(token.text for token in named)
    found = request.know.all_of(family, query=query, page_type=page_type, limit=50)
    if not found:
        return Action(f"There are no {shown}{f' like {query!r}' if query else ''}.")
    lines = [f"- {one.name}{f' ({one.parent})' if one.parent else ''}" for one in found]
    head = f"The {shown}{f' like {query!r}' if query else ''}:"
    return Action(
        "\n".join(
            [head, *lines, *(["There may be more; name a part of what you look for."] if len(found) == 50 else [])]
        )
    )


def findings(found: list[Json]) -> str:
    """A line each, hints aside."""
    shown = [one for one in found if one.get("severity") != "hint"]
    return "\n".join(f"- {one['severity']} at {one['place']}: {one['why']} {one['fix']}".rstrip() for one in shown)


def _nothing_else(tokens: object) -> None:
    strange = [token for token in tokens if token.sign not in _LIGHT] if isinstance(tokens, list) else []
    if strange:
        raise PuzzledError(repr(" ".join(token.text for token in strange)))
