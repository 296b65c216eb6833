"""By lot: how many of so many visitors go which way, all at once and not one by one."""

from collections.abc import Sequence
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError
from ..routing import Wired
from .assumptions import Assumptions
from .audience import ANYBODY, Audience
from .count import Count, figure, money
from .model import Model
from .network import Floats
from .outcome import Outcome

Counts = NDArray[np.int64]

MOST_VISITORS = 10**12
"""Per run; beyond it, counts no longer fit."""

_MOST_ROUNDS = 100_000


class Lots:
    """Several runs side by side: the last axis of what is counted here is the run."""

    def __init__(self, model: Model, visitors: int, runs: int, seed: int) -> None:
        if not 1 <= visitors <= MOST_VISITORS:
            raise InputError(f"{visitors} visitors cannot be drawn: ask for 1 to {MOST_VISITORS}.")
        self._model = model
        self._chain = model.chain
        self._random = np.random.default_rng(seed)
        network = model.network
        self._first = np.searchsorted(self._chain.sources, np.arange(len(network.states) + 1)).tolist()
        self._waiting: dict[int, Counts] = {}
        self.states: Counts = np.zeros((len(network.states), runs), dtype=np.int64)
        self.arcs: Counts = np.zeros((len(network.ways), runs), dtype=np.int64)
        self.segments: Counts = self._random.multinomial(visitors, _shares(model.audience.shares), size=runs).T
        self._enter()
        self._settle()
        self.conversions = self._converted()

    def _enter(self) -> None:
        classes = np.zeros((self._chain.classes, self.segments.shape[1]), dtype=np.int64)
        np.add.at(classes, self._model.class_of_segment, self.segments)
        self._waiting[0] = classes

    def _settle(self) -> None:
        for batch in self._chain.batches:
            for state in batch.states.tolist():
                self._move(state)
            for loop in batch.loops:
                self._go_round(loop.states.tolist())

    def _go_round(self, states: list[int]) -> None:
        for _ in range(_MOST_ROUNDS):
            if not any(state in self._waiting for state in states):
                return
            for state in states:
                self._move(state)
        raise InputError(
            f"Visitors are still in a loop after {_MOST_ROUNDS} rounds.", hint="Assume lower click rates."
        )

    def _move(self, state: int) -> None:
        """Send everybody who waits at a state on along its ways."""
        coming = self._waiting.pop(state, None)
        if coming is None or not coming.any():
            return
        self.states[state] += coming.sum(axis=0)
        arcs = range(self._first[state], self._first[state + 1])
        if not arcs:
            return
        for at, going in zip(arcs, self._shared(coming, arcs), strict=True):
            self.arcs[at] += going.sum(axis=0)
            target = self._model.network.targets[at]
            known = self._waiting.get(target)
            self._waiting[target] = going if known is None else known + going

    def _shared(self, coming: Counts, arcs: range) -> list[Counts]:
        chances = self._chain.chances[arcs.start : arcs.stop]
        if len(arcs) == 1:
            return [coming]
        if arcs.start in self._model.network.decided:
            return [coming * certain[:, np.newaxis] for certain in chances.astype(np.int64)]
        drawn = self._random.multinomial(coming, _shares(chances[:, 0]))
        return [drawn[..., at] for at in range(len(arcs))]

    def _converted(self) -> Counts:
        """By page seen."""
        found = [
            self._random.binomial(self.states[seen.state], seen.conversion_rate)
            + self.arcs[list(seen.marked)].sum(axis=0)
            for seen in self._model.seen
        ]
        return np.array(found, dtype=np.int64).reshape(len(found), self.segments.shape[1])


def sample(
    wired: Wired,
    audience: Audience = ANYBODY,
    assumptions: Assumptions | None = None,
    *,
    visitors: int = 1000,
    seed: int,
) -> Outcome:
    """One run by lot; the same seed gives the same run. Raises InputError as `expect` does."""
    model = Model(wired, audience, assumptions or Assumptions())
    check_ends(model)
    lots = Lots(model, visitors, 1, seed)
    states, arcs, conversions = (counts[:, 0].tolist() for counts in (lots.states, lots.arcs, lots.conversions))
    one = Count(model, visitors, states, arcs, conversions)
    spent = (figure(number) * cost for number, cost in zip(lots.segments[:, 0].tolist(), model.costs, strict=True))
    return Outcome(**one.fields(), cost=money(sum(spent, Decimal(0))))


def check_ends(model: Model) -> None:
    """Loops that nobody gets out of are refused before anybody is sent into them."""
    if any(batch.loops for batch in model.chain.batches):
        model.chain.visits()


def _shares(chances: Sequence[float] | Floats) -> Floats:
    """Shares that add up to no more than 1, which floats do not always."""
    shares: Floats = np.array(chances, dtype=np.float64)
    shares /= shares.sum()
    return shares
