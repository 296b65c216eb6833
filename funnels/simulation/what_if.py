"""Questions to an expectation: what one can afford, who is starved, when a split tells something."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, Decimal
from math import ceil
from statistics import NormalDist

from ..errors import InputError
from ..routing import Split, Wired
from .assumptions import Assumptions
from .audience import Audience
from .expect import expect
from .outcome import Outcome
from .weights import split_at

_PLACES = Decimal("0.000001")

STARVED = 0.01
"""Our ruling, as in the checks: an arm below 1 % collects too few visitors to ever be judged."""


def break_even_cost(outcome: Outcome, *, margin: Decimal = Decimal(0), roi: Decimal = Decimal(0)) -> Decimal:
    """The highest cost of a visit that still leaves the wanted profit, rounded down to six places.

    `margin` is profit as a share of revenue, `roi` profit as a share of cost; one of them at most.
    """
    if margin and roi:
        raise InputError("A margin and an ROI are two ways to say the same.", hint="Give one of them.")
    if not 0 <= margin < 1:
        raise InputError(f"A margin is 0 to below 1, and not {margin}.", hint="30 % is written 0.3.")
    if roi <= -1:
        raise InputError(f"An ROI is more than -1, and not {roi}.", hint="50 % is written 0.5.")
    earned = outcome.revenue / Decimal(repr(outcome.visitors))
    return (earned * (1 - margin) / (1 + roi)).quantize(_PLACES, ROUND_DOWN).normalize() + Decimal(0)


def dead_nodes(outcome: Outcome) -> tuple[str, ...]:
    """Nodes that nobody comes to."""
    return tuple(one.node for one in outcome.nodes if not one.visits)


@dataclass(frozen=True, slots=True)
class StarvedArm:
    node: str
    way: str
    share: float
    """Of the visits to the node."""


def starved_arms(wired: Wired, outcome: Outcome, *, below: float = STARVED) -> tuple[StarvedArm, ...]:
    """Arms of the splits that visitors come to, which get less than such a share of them."""
    taken = {(one.node, one.way): one.share for one in outcome.ways}
    visited = {one.node for one in outcome.nodes if one.visits}
    arms = [
        StarvedArm(node, arm.key, taken.get((node, arm.key), 0.0))
        for node, place in wired.places.items()
        if isinstance(place, Split) and node in visited
        for arm in place.arms
    ]
    return tuple(one for one in arms if one.share < below)


@dataclass(frozen=True, slots=True)
class ArmWorth:
    """What becomes of those who are sent along one arm, over the rest of their way."""

    way: str
    share: float
    """Of the visits to the split, as the weights are."""
    conversions: float
    """Per visit to the split, if all of them took this arm."""
    revenue: Decimal
    """Per visit to the split."""


def split_worth(wired: Wired, audience: Audience, assumptions: Assumptions, node: str) -> tuple[ArmWorth, ...]:
    """Each arm of a split judged alone, as in its document; nothing where nobody comes to the split."""
    split = split_at(wired, node)
    total = sum(arm.weight for arm in split.arms)
    nobody = expect(_only(wired, node, split, None), audience, assumptions, visitors=_MANY)
    visits = next(one.visits for one in nobody.nodes if one.node == node)
    if not visits:
        return ()
    found = []
    for at, arm in enumerate(split.arms):
        alone = expect(_only(wired, node, split, at), audience, assumptions, visitors=_MANY)
        conversions = (alone.conversions - nobody.conversions) / visits
        revenue = (alone.revenue - nobody.revenue) / Decimal(repr(visits))
        share = arm.weight / total if total else 0.0
        found.append(ArmWorth(arm.key, share, conversions, revenue.quantize(_PLACES).normalize() + Decimal(0)))
    return tuple(found)


_MANY = 1_000_000
"""Visitors for whom rounding money to six places loses nothing that matters."""


def _only(wired: Wired, node: str, split: Split, arm: int | None) -> Wired:
    """With one arm that gets everybody, or none at all: then all who come to the split are lost."""
    alone = split.reweighted(1.0 if at == arm else 0.0 for at in range(len(split.arms)))
    return replace(wired, places={**wired.places, node: alone})


def visits_to_tell(
    rates: Sequence[float], shares: Sequence[float], *, confidence: float = 0.95, power: float = 0.8
) -> int | None:
    """Visits to a split until its best two arms can be told apart by their conversion rates; None where never.

    The usual number for a two-sided test of two proportions, with unequal arms; decided once, at the end: whoever
    looks every day and stops at the first good moment is wrong more often.
    """
    if len(rates) != len(shares) or len(rates) < 2:
        raise InputError("A split is told apart by two arms or more, each with a rate and a share.")
    if not all(0 <= rate <= 1 for rate in rates):
        raise InputError(f"A conversion rate is 0 to 1: {', '.join(f'{rate:g}' for rate in rates)}.")
    if not (0.5 <= confidence < 1 and 0.5 <= power < 1):
        raise InputError("Confidence and power are from 0.5 to below 1.", hint="95 % is written 0.95.")
    best, second = sorted(range(len(rates)), key=lambda at: rates[at], reverse=True)[:2]
    difference = rates[best] - rates[second]
    if difference <= 0 or not (shares[best] > 0 and shares[second] > 0):
        return None
    noise = sum(rates[at] * (1 - rates[at]) / shares[at] for at in (best, second))
    normal = NormalDist()
    sure = normal.inv_cdf((1 + confidence) / 2) + normal.inv_cdf(power)
    return max(1, ceil(sure**2 * noise / difference**2))


def days_to_tell(visits: int | None, daily: float) -> int | None:
    """Whole days at so many visits to the split a day."""
    if daily <= 0:
        raise InputError(f"{daily:g} visits a day tell nothing, ever.", hint="Give a daily volume above 0.")
    return None if visits is None else ceil(visits / daily)
