"""Numbers nobody can guess, without asking the system for each of them."""

import os
from threading import Lock

_POOL_BYTES = 8192
_DIGITS = 16
"""Bytes for one number: far more than the numbers chosen here need, so that none is likelier than another."""


class Unguessable:
    """Reads from the system's source in large pieces; a process that is forked off begins with a piece of its own.

    Safe to use from several threads.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._pool = b""
        self._used = 0
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._forget)

    def below(self, n: int) -> int:
        """A number in 0..n-1, for n up to 2**112."""
        if n > 1 << 112:
            raise ValueError(f"{n} is more than can be chosen from evenly")
        with self._lock:
            start = self._used
            if start + _DIGITS > len(self._pool):
                self._pool, start = os.urandom(_POOL_BYTES), 0
            self._used = start + _DIGITS
            return int.from_bytes(self._pool[start : self._used]) % n

    def share(self) -> float:
        """A number of [0, 1), evenly spread."""
        return self.below(1 << 53) / (1 << 53)

    def _forget(self) -> None:
        self._lock, self._pool, self._used = Lock(), b"", 0
