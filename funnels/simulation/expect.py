"""The exact expectation."""

from decimal import Decimal

import numpy as np

from ..errors import InputError
from ..routing import Wired
from .assumptions import Assumptions
from .audience import ANYBODY, Audience
from .count import Count, figure, money
from .model import Model
from .network import Floats
from .outcome import Expectation, SegmentResult


def expect(
    wired: Wired, audience: Audience = ANYBODY, assumptions: Assumptions | None = None, *, visitors: float = 1000
) -> Expectation:
    """What so many visitors do on average, without any chance: one pass over the funnel, loops solved as a whole.

    Sticky and anti-affinity picks are those of a first visit. Raises InputError where nobody gets out of a loop.
    """
    if not 0 < visitors < float("inf"):
        raise InputError(f"{visitors} visitors cannot be simulated.", hint="Ask for 1 or more.")
    model = Model(wired, audience, assumptions or Assumptions())
    chain = model.chain
    visits = chain.visits()
    conversions = _conversions(model, visits)
    segments = _segments(model, conversions, visitors)
    weights = np.bincount(model.class_of_segment, np.array(audience.shares) * visitors, chain.classes)
    flow = visits * weights
    arcs = np.einsum("ac,ac->a", chain.chances, flow[chain.sources])
    count = Count(model, visitors, _plain(flow.sum(axis=1)), _plain(arcs), _plain(conversions @ weights))
    spent = (figure(one.visitors) * cost for one, cost in zip(segments, model.costs, strict=True))
    return Expectation(**count.fields(), cost=money(sum(spent, Decimal(0))), segments=segments)


def _plain(numbers: Floats) -> list[float]:
    """Without the noise of floats."""
    return np.round(numbers, 9).tolist()  # type: ignore[no-any-return]  # numpy does not say what its lists hold


def _conversions(model: Model, visits: Floats) -> Floats:
    """Of one visitor of each class (columns), on each page seen (rows)."""
    rates = np.array([seen.conversion_rate for seen in model.seen])
    found: Floats = visits[[seen.state for seen in model.seen]] * rates[:, np.newaxis]
    for at, seen in enumerate(model.seen):
        if seen.marked:
            found[at] += visits[seen.state] * model.chain.chances[list(seen.marked)].sum(axis=0)
    return found


def _segments(model: Model, conversions: Floats, visitors: float) -> tuple[SegmentResult, ...]:
    payouts = np.array([float(seen.payout) for seen in model.seen])
    converted, earned = conversions.sum(axis=0).tolist(), (payouts @ conversions).tolist()
    found = []
    shares = model.audience.shares
    for at, (segment, group) in enumerate(zip(model.audience.segments, model.class_of_segment.tolist(), strict=True)):
        count = shares[at] * visitors
        found.append(
            SegmentResult(
                segment.name,
                segment.source,
                count,
                count * converted[group],
                money(figure(count) * model.costs[at]),
                money(figure(count * earned[group])),
            )
        )
    return tuple(found)
