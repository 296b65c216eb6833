"""How far chance alone moves a forecast."""

from dataclasses import replace
from decimal import Decimal

from funnels.errors import InputError
from funnels.simulation import Assumptions, Interval, Spread, spread
from funnels.wire import Json

from .forecasts import Forecast
from .numbers import text

SEED = 1
"""The same question has the same answer."""

_MIDDLE = (2.5, 97.5)


def chances(found: Forecast, samples: int) -> Json:
    """Of so many seeded runs: the mean, and the bounds of the middle 95 of 100.

    What conversions cost lowers what they bring; InputError where they cost more.
    """
    scenario, visitors = found.scenario, round(found.expected.visitors)

    def runs(assumptions: Assumptions) -> Spread:
        return spread(
            found.wired,
            found.audience,
            assumptions,
            visitors=visitors,
            runs=samples,
            seed=SEED,
            percents=_MIDDLE,
        )

    drawn = runs(scenario.assumptions)
    net = runs(_net(found)) if found.per_conversion else drawn
    return {
        "samples": samples,
        "seed": SEED,
        "conversions": _between(drawn.conversions),
        "revenue": _between(drawn.revenue),
        "profit": _between(net.profit),
        "loss_probability": text(net.loss_share),
    }


def _net(found: Forecast) -> Assumptions:
    """With payouts less the average cost of a conversion."""
    paid = found.per_conversion / Decimal(repr(found.expected.conversions))
    payouts = {one.id: Decimal(one.value) - paid for one in found.expected.assumed if one.kind == "payout"}
    if any(payout < 0 for payout in payouts.values()):
        raise InputError(
            "samples: a conversion costs more than an offer pays, so every run loses money.",
            hint="Leave samples out.",
        )
    return replace(found.scenario.assumptions, payouts=payouts)


def _between(one: Interval) -> Json:
    low, high = (bound for _, bound in one.percentiles)
    return {"mean": text(one.mean), "low": text(low), "high": text(high)}
