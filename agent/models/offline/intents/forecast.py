"""What would happen: so many visitors, other shares, the highest price of a click."""

import re
from dataclasses import replace
from typing import Any

from ..outcome import Json, PuzzledError
from ..recognising.recognise import recognise
from ..request import Action, Request
from ..results import Filter, Inquiry
from ..results.forecasting import expected, of_question, of_what_if
from ..results.names import Named, filters_of
from ..talking.current import Current, take_target
from .edit import clauses
from .edit_shares import set_shares
from .split_meant import funnel_meant, opened

_FUNNEL = "Element: Funnel"
_USUAL_VISITORS = 1000
_IF = re.compile(
    r"^(?:(?:and|so|ok|okay|now|hey),? )*(?:(?:what|how) (?:if|happens if|would happen if|would change if|changes if|"
    r"about if|would it (?:bring|do|make|mean) if|happens when)|(?:suppose|imagine|assume|say)(?: that)?)"
    r"(?: (?:we|i|you|they))?(?: (?:would|could|were to|had to))? ",
    re.IGNORECASE,
)

_CLICK = r"(?:cpc|cpv|click price|clicks?|bids?|(?:cost|price) (?:per|of a|for a) (?:click|visit))"
_MONEY = r"[$\u20ac\u00a3]?"
_PRICE = re.compile(
    rf"\b{_CLICK}\b.*?\b(?:to|at|is|was|were|be|becomes?|costs?|of) {_MONEY}(?P<to>\d+(?:\.\d+)?)(?![\d%/])"
    rf"|\b(?:pay|paid|bid|spend) {_MONEY}(?P<pays>\d+(?:\.\d+)?) (?:per|a|for a|for each) (?:click|visit)"
    rf"|{_MONEY}(?P<each>\d+(?:\.\d+)?) (?:per|a) (?:click|visit)",
    re.IGNORECASE,
)


def simulate(request: Request, asked: Inquiry) -> Action:
    funnel = funnel_meant(request, asked)
    asked = replace(asked, limit=asked.limit or _USUAL_VISITORS)
    data = _simulated(request, funnel[0], asked)
    return Action(expected(data), inquiry=_about(asked, funnel))


def highest_cost(request: Request, asked: Inquiry) -> Action:
    funnel = funnel_meant(request, asked)
    source = asked.filter("Third Parties: Traffic Source")
    question = {"question": "highest cpc", **({"source": source.values[0][1]} if source else {})}
    data = _simulated(request, funnel[0], asked, what_if=[question])
    return Action(of_question(data), inquiry=_about(asked, funnel))


def what_if(request: Request, asked: Inquiry) -> Action:
    """The words behind `what if` are an edit, which is tried and not made."""
    started = _IF.match(request.text)
    said = request.text[started.end() :] if started else ""
    if not said:
        raise PuzzledError("what is to be tried")
    if price := _PRICE.search(said):
        funnel = funnel_meant(request, _named(request, asked))
        data = _simulated(request, funnel[0], asked, what_if=[{"cpc": price["to"] or price["pays"] or price["each"]}])
        return Action(of_what_if(data), inquiry=_about(asked, funnel))
    inner = replace(request, text=said, tokens=recognise(said, request.know.mentions(said)))
    tokens, target = take_target(inner)
    funnel = target or funnel_meant(request, asked)
    now: Current = opened(request, funnel)
    operations: list[Json] = []
    for clause in clauses(tokens):
        operations += set_shares(clause, now, inner)[0]
    data = _simulated(request, funnel[0], asked, what_if=[{"operations": operations}])
    return Action(of_what_if(data), inquiry=_about(asked, funnel))


def _simulated(request: Request, funnel: str, asked: Inquiry, **more: object) -> Json:
    given: dict[str, Any] = {"funnel": funnel, "visitors": asked.limit, "period": asked.period, **more}
    return request.know.data("simulate_funnel", **{name: value for name, value in given.items() if value})


def _about(asked: Inquiry, funnel: tuple[str, str]) -> Inquiry:
    return asked.only(Filter(_FUNNEL, (funnel,)))


def _named(request: Request, asked: Inquiry) -> Inquiry:
    """With the funnel that the sentence names."""
    names = [Named(token) for token in request.tokens if token.of("funnel")]
    for one, _ in filters_of(names, (_FUNNEL,), request.answers):
        asked = asked.only(one)
    return asked
