"""Words for what is counted."""

import re
from collections.abc import Sequence
from functools import cache

from funnels.reports import METRIC, METRICS, Unit

from .attributes import ATTRIBUTE_WORDS

STANDARD = ("visits", "conversions", "revenue", "cost", "profitAndLoss", "returnOnInvestment")
"""What is told where nobody says which numbers they want."""

_COSTS = ("cost", "costPer")
"""Metrics that are better the lower they are begin so."""

_WORDS = """
visits = visits|clicks|entrances|hits|visit|click|traffic volume|volume|how much traffic
visitors = visitors|unique visitors|uniques|unique clicks|unique visits
revenue = revenue|revenues|income|turnover|earnings|earned|earn|earns|rev|sales volume|total revenue
cost = outlay|expenditure|ad budget
cost = cost|costs|spend|spent|spending|ad spend|adspend|traffic cost|expenses|spends|ad cost|ad costs
profitAndLoss = money|cash|dough
profitAndLoss = profit|profits|p/l|pl|pnl|p&l|net|net profit|profit and loss|margin|gain|loss|losses|gains
returnOnInvestment = roi|return on investment|return|roas
conversions = acquisitions|customers
conversions = conversions|conversion|sales|sale|leads|lead|buyers|buyer|orders|order|purchases|signups|conv|convs
conversionPerVisit = cvr|cr|cv|conversion rate|conversion rates|conv rate|cv %|conversion %|conversions per visit
costPerVisit = cpc|cpv|cost per click|cost per visit|cpvi|click price|price per click
revenuePerVisit = earnings per visitor|revenue per visitor|earning per click
revenuePerVisit = epc|rpvi|rpv|epv|earnings per click|revenue per visit|revenue per click|earnings per visit
revenuePerLanderClick = epc per lander click|revenue per lander click|earnings per lander click
costPerConversion = cpa|cost per conversion|cost per sale|cost per lead|cost per action|cost per acquisition|cpl|cps
revenuePerConversion = aov|average order value|average payout|revenue per conversion|revenue per sale|payout average
landerClickthroughRate = ctr|ctrs|lander ctr|click through rate|click-through rate|clickthrough rate|click rate|lp ctr
offerClickthroughRate = offer ctr
landerViews = lander views|landing page views|lp views|page views|pageviews
landerClicks = lander clicks|lp clicks|clicks on landers|click-throughs
offerViews = offer views|offer visits
offerClicks = offer clicks
"""


@cache
def _known() -> dict[str, str]:
    known: dict[str, str] = {}
    for line in _WORDS.strip().split("\n"):
        id, _, words = line.partition(" = ")
        known |= dict.fromkeys(words.split("|"), id)
    own = {said.lower(): one.id for one in METRICS for said in (one.label, one.short, one.id)}
    return own | known


@cache
def metric_pattern(group: str = "metric") -> str:
    words = sorted(_known(), key=len, reverse=True)
    return rf"(?P<{group}>{'|'.join(map(re.escape, words))})"


@cache
def compound_pattern() -> str:
    """Metrics that name what rows are told apart by as well: `lander clicks`, `cost per offer view`."""
    words = [word for word in _known() if " " in word and ATTRIBUTE_WORDS & set(word.split())]
    return rf"(?P<metric>{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})"


def is_metric(said: str) -> bool:
    return said in _known()


def metric(said: str) -> str:
    return _known()[said]


def on_rows_of(ids: Sequence[str], by: Sequence[str]) -> tuple[str, ...]:
    """A conversion rate on a row of an offer is per view of the offer."""
    if by[:1] == ("Element: Offer",):
        return tuple("conversionPerOfferView" if id == "conversionPerVisit" else id for id in ids)
    return tuple(ids)


def only_counts(ids: Sequence[str]) -> bool:
    return all(METRIC[id].unit is Unit.COUNT for id in ids)


def is_better_low(id: str) -> bool:
    return id.startswith(_COSTS)


def in_words(id: str) -> str:
    """Its label inside a sentence."""
    label = METRIC[id].label
    return label if label.isupper() or label[:2].isupper() else f"{label[0].lower()}{label[1:]}"


METRIC_WORDS = frozenset(word for phrase in _known() for word in phrase.split())
