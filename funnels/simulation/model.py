"""A funnel with its audience and assumptions, made ready for counting: exactly, or by lot."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from ..routing import Looks, Question, Split, Wired
from .assumptions import Assumed, Assumptions
from .audience import Audience, looked_at
from .chain import Chain
from .crowd import Crowd
from .network import Views
from .rates import Rates
from .survey import Survey


class Seen(NamedTuple):
    """A page at a node, with what comes of seeing it."""

    state: int
    views: Views
    conversion_rate: float
    marked: tuple[int, ...]
    """The arcs of clicks that count as conversions."""
    payout: Decimal


class Model:
    """Raises InputError where nobody ever gets out of a loop."""

    def __init__(self, wired: Wired, audience: Audience, assumptions: Assumptions) -> None:
        self.wired = wired
        self.audience = audience
        self._rates = Rates(wired, assumptions)
        crowd = Crowd(wired, audience)
        self.network = Survey(wired, crowd, self._rates).network
        self.chain = Chain(self.network)
        self.class_of_segment = self.chain.class_of_kind[crowd.kind_of_segment]
        self.seen = tuple(self._pages_seen())
        self.costs = tuple(self._rates.cost(one.source) for one in audience.segments)
        self.assumed: tuple[Assumed, ...] = self._rates.assumed

    def _pages_seen(self) -> Iterator[Seen]:
        for index, state in enumerate(self.network.states):
            if isinstance(state, Views):
                page = self.wired.pages[state.page]
                rate = self._rates.conversions(state.node, page)
                marked = self.network.marked.get(index, ())
                payout = self._rates.payout(page) if rate or marked else Decimal(0)
                yield Seen(index, state, rate, tuple(marked), payout)

    def notes(self) -> Iterator[str]:
        """What cannot be known here."""
        if any(isinstance(place, Split) and place.stickiness != "none" for place in self.wired.places.values()):
            yield "Sticky and anti-affinity picks are counted as on a first visit: by weight alone."
        for node, why in self.wired.unevaluated.items():
            yield f"The script at node {node!r} cannot be followed here ({why}): everybody takes its default way."
        if any(isinstance(place, Question) for place in self.wired.places.values()):
            yield "What a middleware answers is not known; it is assumed."
        looks = looked_at(self.wired)
        if looks.data:
            yield f"Scripts look at {', '.join(looks.data)}, which visitors submit; here they submit nothing."
        unsaid = list(_unsaid(looks, self.audience))
        if unsaid:
            yield f"The funnel decides by {', '.join(unsaid)}, of which the audience says nothing: taken as unknown."


def _unsaid(looks: Looks, audience: Audience) -> Iterator[str]:
    visitors = [one.visitor for one in audience.segments]
    for name in looks.attributes:
        if not any(name in visitor.attributes for visitor in visitors):
            yield name
    for name in looks.fields:
        if not any(name in visitor.fields for visitor in visitors):
            yield f"field {name}"
    if looks.time and not any(visitor.time for visitor in visitors):
        yield "time"
