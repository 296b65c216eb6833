"""How far luck moves the result: many runs by lot, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from ..errors import InputError
from ..routing import Wired
from .assumptions import Assumed, Assumptions
from .audience import ANYBODY, Audience
from .count import figure, money
from .model import Model
from .network import Floats
from .sample import Lots, check_ends

MOST_RUNS = 10_000
_USUAL = (5.0, 25.0, 50.0, 75.0, 95.0)


@dataclass(frozen=True, slots=True)
class Interval:
    """What came of the runs: percentiles by percent, in the order asked for."""

    mean: Decimal
    percentiles: tuple[tuple[float, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Spread:
    runs: int
    visitors: int
    """In each run."""
    conversions: Interval
    revenue: Interval
    cost: Interval
    profit: Interval
    loss_share: float
    """Share of the runs that end with a loss."""
    assumed: tuple[Assumed, ...]
    notes: tuple[str, ...]


def spread(
    wired: Wired,
    audience: Audience = ANYBODY,
    assumptions: Assumptions | None = None,
    *,
    visitors: int = 1000,
    runs: int = 1000,
    seed: int,
    percents: Sequence[float] = _USUAL,
) -> Spread:
    """Repeated samples; the same seed gives the same. It tells luck alone: the assumptions may be wrong as well.

    Raises InputError as `sample` does.
    """
    if not 1 <= runs <= MOST_RUNS:
        raise InputError(f"{runs} runs cannot be made: ask for 1 to {MOST_RUNS}.")
    if not all(0 <= one <= 100 for one in percents):
        raise InputError(f"Percentiles are 0 to 100, and not {', '.join(f'{one:g}' for one in percents)}.")
    model = Model(wired, audience, assumptions or Assumptions())
    check_ends(model)
    lots = Lots(model, visitors, runs, seed)
    revenue: Floats = np.array([float(seen.payout) for seen in model.seen]) @ lots.conversions
    cost: Floats = np.array([float(one) for one in model.costs]) @ lots.segments
    return Spread(
        runs,
        visitors,
        _interval(lots.conversions.sum(axis=0).astype(np.float64), percents),
        _interval(revenue, percents),
        _interval(cost, percents),
        _interval(revenue - cost, percents),
        float(np.mean(np.round(revenue - cost, 6) < 0)),
        model.assumed,
        tuple(model.notes()),
    )


def _interval(results: Floats, percents: Sequence[float]) -> Interval:
    cuts = np.percentile(results, list(percents)).tolist() if percents else []
    rounded = tuple((percent, money(figure(cut))) for percent, cut in zip(percents, cuts, strict=True))
    return Interval(money(figure(float(results.mean()))), rounded)
