"""Offers and the countries that can reach them."""

import re
from collections.abc import Iterator

from ..funnel import OFFER_KINDS
from .case import Case
from .countries import MARKETS
from .finding import Observation
from .rule import rule

_CODES_AT_END = re.compile(r"(?:(?<=[\s_\-/|,+(\[])[A-Z]{2}[\s_\-/|,+)\]]*)+$")


@rule("offer-for-others", "warning")
def offer_for_others(case: Case) -> Iterator[Observation]:
    """An offer for a country is reached by visitors from it."""
    for node in case.nodes(OFFER_KINDS):
        markets = [(page, _markets(page.name)) for page in case.pages(node)] if case.is_reached(node) else []
        coming = case.flow.coming(node) if any(codes for _, codes in markets) else None
        countries = coming.countries if coming else None
        if countries is None or countries.all_but:
            continue
        named = sorted(name.upper() for name in countries.names)
        for page, codes in markets:
            if codes and all(len(name) == 2 for name in named) and not codes & set(named):
                yield Observation(
                    nodes=(node.id_node,),
                    why=f"{page.name!r} is reached from {', '.join(named)} only: networks do not pay for visitors "
                    "from the wrong country.",
                    fix="Lead these countries to an offer of their own, or correct the condition before it.",
                    visitor={"country": named[0]},
                    detail=page.id,
                )


def _markets(name: str) -> frozenset[str]:
    """The countries the codes at the end of a name can stand for; nothing where one of them is doubtful."""
    found = _CODES_AT_END.search(name)
    codes = re.findall(r"[A-Z]{2}", found[0]) if found else []
    if any(code not in MARKETS for code in codes):
        return frozenset()
    return frozenset(country for code in codes for country in MARKETS[code])
