"""Seeded chance: the same words give the same numbers, on every machine and in every process."""

from collections.abc import Iterator, Sequence
from itertools import count
from random import Random
from typing import NamedTuple, TypeVar

T = TypeVar("T")

_DIMENSIONS = 5
_RATIO = 1.1347241384015194
"""The positive root of x**6 = x + 1; its powers make a sequence that fills a space of 5 dimensions evenly."""

_STEPS = tuple(_RATIO**-power for power in range(1, _DIMENSIONS + 1))


class Luck(NamedTuple):
    """Numbers in [0, 1) that decide what becomes of a visit."""

    click: float
    """On the first page."""
    buy: float
    """On the first offer."""
    ways: tuple[float, ...] = ()
    """In the tracker, for the first few choices it makes."""


class Chance:
    """What decides where a visitor goes in the tracker: first the ways of their luck, then whatever comes."""

    def __init__(self, luck: Luck, random: Random) -> None:
        self._ways = iter(luck.ways)
        self._random = random

    def draw(self) -> float:
        found = next(self._ways, None)
        return self._random.random() if found is None else found


def stream(*words: object) -> Random:
    """Numbers that depend on these words and on nothing else."""
    return Random("|".join(map(str, words)))  # noqa: S311  # made-up visitors, no secrets


def pick(random: Random, weights: Sequence[tuple[T, float]]) -> T:
    """One of the values, by weight."""
    at = random.random() * sum(weight for _, weight in weights)
    for value, weight in weights:
        at -= weight
        if at < 0:
            return value
    return weights[-1][0]


def independent(random: Random) -> Iterator[Luck]:
    """For each visitor, as dice would give it."""
    while True:
        yield Luck(random.random(), random.random())


def even(random: Random, first: int) -> Iterator[Luck]:
    """As `independent`, but spread evenly: of 100 visitors with a chance of 20 %, close to 20 are lucky.

    Small numbers then show what is true of large ones, which is what an example is for. `first` is the place in the
    sequence at which this begins, and `random` shifts the whole of it.
    """
    shifts = [random.random() for _ in _STEPS]
    for number in count(first):
        click, buy, *ways = ((shift + number * step) % 1 for shift, step in zip(shifts, _STEPS, strict=True))
        yield Luck(click, buy, tuple(ways))
