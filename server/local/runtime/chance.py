"""Numbers nobody can guess, without asking the system for each of them."""

import os
from collections import deque

_POOL_BYTES = 8192
_NUMBER_BYTES = 16
"""Bytes for one number: far more than the numbers chosen here need, so that none is likelier than another."""


class Unguessable:
    """Reads from the system's source in large pieces; a process that is forked off begins with a piece of its own.

    Safe to use from several threads.
    """

    def __init__(self) -> None:
        self._pool: deque[int] = deque()
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._forget)

    def below(self, n: int) -> int:
        """A number in 0..n-1, for n up to 2**112."""
        if n > 1 << 112:
            raise ValueError(f"{n} is more than can be chosen from evenly")
        try:
            return self._pool.popleft() % n  # no two threads get the same
        except IndexError:
            return self._fill() % n

    def share(self) -> float:
        """A number of [0, 1), evenly spread."""
        return self.below(1 << 53) / (1 << 53)

    def _fill(self) -> int:
        """Gives one that is not in the pool."""
        drawn = os.urandom(_POOL_BYTES)
        first, *others = (
            int.from_bytes(drawn[start : start + _NUMBER_BYTES]) for start in range(0, _POOL_BYTES, _NUMBER_BYTES)
        )
        self._pool.extend(others)
        return first

    def _forget(self) -> None:
        self._pool = deque()
