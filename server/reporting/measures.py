"""By which number variants are judged."""

from collections.abc import Mapping
from dataclasses import dataclass

from funnels.errors import InputError
from funnels.names import folded, nearest
from funnels.reports import METRIC

from .splits import By

_WORDS: Mapping[str, tuple[str, ...]] = {
    "ctr": ("ctr", "clicks", "click rate", "click through rate", "clickthrough rate", "lander ctr", "offer ctr"),
    "cvr": ("cvr", "cr", "cv", "conversions", "conversion", "conversion rate"),
    "epv": ("epv", "epc", "rpv", "revenue", "revenue per view", "earnings", "earnings per view", "money", "payout"),
}
"""What people say for it."""


@dataclass(frozen=True, slots=True)
class Measure:
    id: str
    trials: str
    successes: str
    money: bool = False

    @property
    def label(self) -> str:
        return METRIC[self.id].label

    @property
    def metrics(self) -> tuple[str, ...]:
        return (self.trials, self.successes, "revenue")

    @property
    def model(self) -> str:
        """The prior and the likelihood, for people."""
        rate = f"{METRIC[self.successes].label.lower()} of {METRIC[self.trials].label.lower()}: beta-binomial"
        prior = "prior: one success at the rate of all arms"
        worth = "; times the revenue of one conversion, as uncertain as it varied from day to day"
        return f"{rate}, {prior}{worth if self.money else ''}"


_MEASURES: Mapping[By, Mapping[str, Measure]] = {
    "lander": {
        "ctr": Measure("landerClickthroughRate", "landerViews", "landerClicks"),
        "cvr": Measure("conversionPerLanderView", "landerViews", "conversions"),
        "epv": Measure("revenuePerLanderView", "landerViews", "conversions", money=True),
    },
    "offer": {
        "ctr": Measure("offerClickthroughRate", "offerViews", "offerClicks"),
        "cvr": Measure("conversionPerOfferView", "offerViews", "conversions"),
        "epv": Measure("revenuePerOfferView", "offerViews", "conversions", money=True),
    },
    "step": {
        "cvr": Measure("conversionPerNodeView", "nodeViews", "conversions"),
        "epv": Measure("revenuePerNodeView", "nodeViews", "conversions", money=True),
    },
}


def measures(by: By) -> tuple[Measure, ...]:
    """Those that variants of this kind can be judged by."""
    return tuple(_MEASURES[by].values())


def measure(by: By, said: str) -> Measure:
    """The one that is meant, by slang, id or label. InputError with the nearest."""
    known = _MEASURES[by]
    for word, one in known.items():
        if folded(said) in {folded(one.id), folded(one.label), *_WORDS[word]}:
            return one
    near = nearest(said, [*known, *(one.id for one in known.values())], most=1)
    guess = f"Did you mean {near[0]!r}? " if near else ""
    listed = ", ".join(f"{word} ({one.label})" for word, one in known.items())
    raise InputError(f"metric: {said!r} cannot judge {by}s.", hint=f"{guess}Use {listed}.")


def usual(by: By, successes: Mapping[str, int], least: int) -> Measure:
    """What decides where nobody says: revenue, where enough conversions are in; else clicks, where there are any.

    `successes`: conversions and clicks of all arms, by the metric.
    """
    known = _MEASURES[by]
    clicks = known.get("ctr")
    if successes.get("conversions", 0) < least and clicks and successes.get(clicks.successes):
        return clicks
    return known["epv"]
