"""The chance that a row is the best of its siblings, from what was counted so far.

Rates are believed as after a uniform prior: Beta(1 + successes, 1 + failures). What a view earns is the rate of
conversion times the revenue of a conversion, which is taken as known [our ruling]. Chances are drawn, always with the
same seed, so that the same numbers give the same answer; they are good to about one percent.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .rows import Row

_DRAWS = 20_000
_MOST_DRAWN = 4_000_000
_SEED = 20261121


@dataclass(frozen=True, slots=True)
class Rate:
    successes: str
    trials: str
    earns: bool = False


RATES: Mapping[str, Mapping[str, Rate]] = {
    "ctr": {
        "ctrLanderConfidenceRate": Rate("landerClicks", "landerViews"),
        "ctrOfferConfidenceRate": Rate("offerClicks", "offerViews"),
    },
    "cvr": {"cvrConfidenceRate": Rate("conversions", "visits")},
    "epv": {"epvConfidenceRate": Rate("conversions", "visits", earns=True)},
}
"""By what is asked for, the member of a row and what it compares."""

MEMBERS: tuple[str, ...] = tuple(member for rates in RATES.values() for member in rates)


def compute(root: Row, asked: frozenset[str]) -> None:
    """Give the rows below their chances, as far as they were asked for and the row had any trial."""
    for siblings in _families(root):
        for rate in asked:
            for member, compared in RATES[rate].items():
                _compare(siblings, member, compared)


def _families(row: Row) -> Iterator[Sequence[Row]]:
    if row.children:
        yield row.children
        for child in row.children:
            yield from _families(child)


def _compare(siblings: Sequence[Row], member: str, rate: Rate) -> None:
    rows = [row for row in siblings if row.value(rate.trials)]
    if not rows:
        return
    rows.sort(key=lambda row: tuple(map(str, row.key)))  # what is drawn depends on the order
    for row, chance in zip(rows, _chances(rows, rate), strict=True):
        row.rates[member] = chance


def _chances(rows: Sequence[Row], rate: Rate) -> list[float]:
    import numpy

    trials = numpy.array([float(row.value(rate.trials) or 0) for row in rows])
    successes = numpy.minimum([float(row.value(rate.successes) or 0) for row in rows], trials)
    worth = numpy.array([_worth(row) for row in rows]) if rate.earns else 1.0
    draws = max(100, min(_DRAWS, _MOST_DRAWN // len(rows)))
    drawn = numpy.random.default_rng(_SEED).beta(1 + successes, 1 + trials - successes, (draws, len(rows))) * worth
    return [float(count) / draws for count in numpy.bincount(drawn.argmax(axis=1), minlength=len(rows))]


def _worth(row: Row) -> float:
    """Revenue of a conversion; where there was none yet, what it is on average around the row."""
    value = row.value("revenuePerConversion")
    if value is None and row.parent is not None:
        value = row.parent.value("revenuePerConversion")
    return float(value or 0)
