"""What is broken: why conversions or costs are missing, whether tracking works, whether a funnel leads anywhere."""

import re

from ..looking.funnels_meant import funnel_meant, names_a_funnel, offers_meant
from ..looking.heard import heard, only_looks
from ..looking.trouble_cues import stands_alone, trouble_of
from ..outcome import Json
from ..request import Action, Request
from ..results import Filter, Inquiry
from ..results.diagnosing import diagnosed
from ..results.line import Line
from ..results.periods import take_periods
from ..tokens import Candidate, Sign
from .ask import findings
from .reporting import results

_OFFER = "Element: Offer"
_FUNNEL = "Element: Funnel"
_SOURCE = "Third Parties: Traffic Source"
_COST = ("cost", "returnOnInvestment")


def asks_trouble(request: Request) -> bool:
    trouble = trouble_of(heard(request))
    if trouble is None or not only_looks(request):
        return False
    return trouble != "funnel" or names_a_funnel(request) or bool(offers_meant(request))


def tell_trouble(request: Request) -> Action:
    trouble = trouble_of(heard(request))
    if trouble == "cost":
        return _of_cost(request)
    if offers := offers_meant(request):
        return _of_offers(request, offers)
    if not names_a_funnel(request):
        data = request.know.data("delivery_logs", kind="diagnosis", **_period(request), **_source(request))
        return Action(diagnosed(data, ()))
    return _of_funnel(request)


def _of_offers(request: Request, offers: list[Candidate]) -> Action:
    """What its network sends, and how much came of it."""
    told = []
    for one in offers:
        data = request.know.data("delivery_logs", kind="diagnosis", funnel=one.name, **_period(request))
        told.append(diagnosed(data, [one.name]))
    asked = Inquiry(
        metrics=("conversions",),
        period=_period(request).get("period", "last 7 days"),
        filters=(Filter(_OFFER, tuple((one.id, one.name) for one in offers)),),
    )
    return Action("\n\n".join([*told, results(request, asked).text]), inquiry=asked)


def _of_funnel(request: Request) -> Action:
    """First what stands wrong in it, then what became of its conversions."""
    id, name = funnel_meant(request)
    found = request.know.data("check_funnel", funnel=id)
    wrong = findings(found.get("findings", [])) or "nothing is wrong with it."
    if stands_alone(heard(request)):
        return Action(f"{name}: {wrong}", keeps=True)
    data = request.know.data("delivery_logs", kind="diagnosis", funnel=id, **_period(request), **_source(request))
    return Action(f"{name}: {wrong}\n\n{diagnosed(data, ())}", keeps=True)


def _of_cost(request: Request) -> Action:
    filters = [Filter(_SOURCE, ((one.id, one.name),)) for one in _sources(request)[:1]]
    if not filters and names_a_funnel(request):
        filters = [Filter(_FUNNEL, (funnel_meant(request),))]
    period = _period(request).get("period", "last 7 days")
    asked = Inquiry(metrics=_COST, period=period, filters=tuple(filters))
    return results(request, asked)


def _period(request: Request) -> Json:
    """As it was said; what is gone since a weekend is not looked for within it."""
    period, _ = take_periods(Line(request.text, request.tokens))
    within = re.search(rf"\bsince (?:about |around |roughly )?{re.escape(period)}\b", request.text, re.IGNORECASE)
    return {"period": period} if period and not within else {}


def _source(request: Request) -> Json:
    sources = _sources(request)
    return {"source": sources[0].id} if len(sources) == 1 else {}


def _sources(request: Request) -> list[Candidate]:
    """Named in full, or by what only one has; not as a part of a funnel's name."""
    found: list[Candidate] = []
    for token in request.tokens:
        known = token.of("traffic_source") if token.sign in (Sign.ASSET, Sign.QUOTED) else ()
        if any(one.exact for one in token.of("funnel")):
            continue
        best = [one for one in known if one.exact] or (list(known) if not token.of("funnel") else [])
        found += best if len(best) == 1 else []
    return found
