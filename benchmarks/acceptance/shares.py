"""Whether what happened fits what the exact simulation expects, as far as chance allows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from funnels.simulation import Expectation

from .journal import Journal

ALARM = 0.001
"""How likely a false alarm is over all shares together."""


@dataclass(frozen=True, slots=True)
class Share:
    """Of so many who could, so many did; `expected` is the true chance."""

    what: str
    could: float
    did: int
    expected: float

    @property
    def z(self) -> float:
        """By how many standard deviations it is off."""
        spread = sqrt(max(0.0, self.could * self.expected * (1 - self.expected)))  # a sum of shares may pass 1
        off = self.did - self.could * self.expected
        return off / spread if spread else (0.0 if abs(off) < 1e-6 else float("inf"))


def shares(expected: Expectation, journal: Journal, visitors: int, keys: Mapping[str, str]) -> list[Share]:
    """`keys`: the key of each step by its node."""
    return [
        *_nodes(expected, journal, visitors, keys),
        *_split(expected, journal, keys),
        *_pages(expected, journal),
    ]


def furthest(found: Iterable[Share]) -> tuple[Share, float]:
    """The share that is off most, and how far off one of so many may be."""
    known = list(found)
    allowed = NormalDist().inv_cdf(1 - ALARM / len(known) / 2)
    return max(known, key=lambda one: abs(one.z)), allowed


def chi_square(expected: Expectation, journal: Journal, visitors: int, keys: Mapping[str, str]) -> tuple[float, int]:
    """Over where visits end, which is a split of all visitors; and its degrees of freedom."""
    ends = [*_ends(expected, journal, keys)]
    value = sum((did - visitors * share) ** 2 / (visitors * share) for did, share in ends)
    return value, len(ends) - 1


def allowed_chi_square(freedom: int) -> float:
    """By the approximation of Wilson and Hilferty."""
    z, part = NormalDist().inv_cdf(1 - ALARM), 2 / (9 * freedom)
    return float(freedom * (1 - part + z * sqrt(part)) ** 3)


def _nodes(expected: Expectation, journal: Journal, visitors: int, keys: Mapping[str, str]) -> Iterator[Share]:
    for one in expected.nodes:
        key = keys.get(one.node)
        if key:
            yield Share(f"visits of {key}", visitors, journal.nodes["Main", key], one.share)


def _pages(expected: Expectation, journal: Journal) -> Iterator[Share]:
    """Every page stands on one node. Given its views, what people do there is a matter of its own chances."""
    bought = journal.purchases()
    for one in expected.pages:
        views = journal.shown[one.name]
        for number, clicks in one.clicks.items():
            did = journal.clicked[one.name, number]
            yield Share(f"button {number} of {one.name}", views, did, clicks / one.views)
        if one.conversions:
            yield Share(f"conversions of {one.name}", views, bought[one.name], one.conversions / one.views)


def _split(expected: Expectation, journal: Journal, keys: Mapping[str, str]) -> Iterator[Share]:
    """Which page of a group people are shown."""
    for one in expected.ways:
        name = journal.names.get(one.way)
        if name:
            visits = journal.nodes["Main", keys[one.node]]
            yield Share(f"{name} of {keys[one.node]}", visits, journal.shown[name], one.share)


def _ends(expected: Expectation, journal: Journal, keys: Mapping[str, str]) -> Iterator[tuple[int, float]]:
    for one in expected.exits:
        key = keys[one.node]
        if one.how == "sent":
            yield journal.nodes["Main", key], one.share
        else:
            clicks = sum(journal.clicked[page, number] for page, number in journal.buttons(key))
            yield journal.nodes["Main", key] - clicks, one.share
