"""Sharing visitors by weight, with or without a memory of earlier picks."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from ..funnel import Stickiness
from .steps import Onward
from .trip import Trip

Chance = tuple[float, Onward]
"""How likely it is that a visitor without a memory goes this way."""


@dataclass(frozen=True, slots=True)
class Arm:
    key: str
    """Id of the connection, or of the page in a group."""
    weight: float
    onward: Onward


class Split:
    """A root, a rotator or a page group. Weights are shares of their sum; an arm without weight gets nobody.

    `sticky` repeats the pick of the session for as long as that arm has weight. `antiAffinity` shows every arm
    once before any repeats, and then begins a new round, not with the arm that came last [our ruling].
    """

    def __init__(self, id: str, arms: Iterable[Arm], stickiness: Stickiness, unweighted: Onward) -> None:
        self.id = id
        self.arms = tuple(arms)
        self.stickiness: Stickiness = stickiness
        self._unweighted = unweighted
        self._open = tuple(arm for arm in self.arms if arm.weight > 0)
        self._onwards = tuple(arm.onward for arm in self._open)
        self._sums = tuple(accumulate(arm.weight for arm in self._open))
        self._total = self._sums[-1] if self._sums else 0.0
        self._plain = stickiness == "none"
        chances = tuple((arm.weight / self._total, arm.onward) for arm in self._open)
        self._chances: tuple[Chance, ...] = chances or ((1.0, unweighted),)

    def choose(self, trip: Trip) -> Onward:
        if not self._onwards:
            return self._unweighted
        if self._plain:
            at = bisect_right(self._sums, trip.draw() * self._total)
            return self._onwards[min(at, len(self._onwards) - 1)]
        return self._sticky(trip) if self.stickiness == "sticky" else self._anti_affine(trip)

    def chances(self, action: int) -> Sequence[Chance]:
        return self._chances

    def reweighted(self, weights: Iterable[float]) -> "Split":
        """With a weight for each arm, in their order."""
        arms = (replace(arm, weight=weight) for arm, weight in zip(self.arms, weights, strict=True))
        return Split(self.id, arms, self.stickiness, self._unweighted)

    def _sticky(self, trip: Trip) -> Onward:
        before = trip.memory.get(self.id)
        arm = next((arm for arm in self._open if arm.key == before), None) or _pick(self._open, trip.draw())
        trip.memory[self.id] = arm.key
        return arm.onward

    def _anti_affine(self, trip: Trip) -> Onward:
        remembered = trip.memory.get(self.id)
        seen = [key for key in remembered if isinstance(key, str)] if isinstance(remembered, list) else []
        left = [arm for arm in self._open if arm.key not in seen]
        if not left:
            left = [arm for arm in self._open if arm.key != seen[-1]] or list(self._open)
            seen = []
        arm = _pick(left, trip.draw())
        trip.memory[self.id] = [*seen, arm.key]
        return arm.onward


def _pick(arms: Sequence[Arm], drawn: float) -> Arm:
    sums = tuple(accumulate(arm.weight for arm in arms))
    return arms[min(bisect_right(sums, drawn * sums[-1]), len(arms) - 1)]
