"""Where a long conversation begins to be told word for word.

The beginning moves in few, large steps: in between, every request begins with the bytes of the one before, which is
what a prompt cache needs. It depends on the turns alone, so that a resumed conversation is told as it was.
"""

from collections.abc import Sequence

MOST = 320_000
"""Characters told word for word, about 80,000 tokens; what would go past it makes the beginning move."""

LEFT = 120_000
"""Characters that are left when it moves."""


def beginning(weights: Sequence[int | None], most: int = MOST, left: int = LEFT) -> int:
    """The first turn told word for word, by the weight of every turn; None for one that cannot be the first.

    The last turn with a weight is always told, however heavy it is.
    """
    start = total = 0
    for number, weight in enumerate(weights):
        if weight is None:
            continue
        total += weight
        if total > most:
            while start < number and (total > left or weights[start] is None):
                total -= weights[start] or 0
                start += 1
    return start
