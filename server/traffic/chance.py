"""Seeded chance: the same words give the same numbers, on every machine and in every process."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")

_STEPS = (0.7548776662466927, 0.5698402909980532)
"""Of a sequence that fills the unit square evenly, whichever stretch of it one looks at (the R2 sequence)."""

Pair = tuple[float, float]


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


def independent(random: Random) -> Iterator[Pair]:
    """Two numbers in [0, 1) for each visitor, as dice would give them."""
    while True:
        yield random.random(), random.random()


def even(random: Random) -> Iterator[Pair]:
    """As `independent`, but spread evenly: of 100 visitors with a chance of 20 %, close to 20 are lucky.

    Small numbers then show what is true of large ones, which is what an example is for.
    """
    at = [random.random(), random.random()]
    while True:
        at = [(one + step) % 1 for one, step in zip(at, _STEPS, strict=True)]
        yield at[0], at[1]
