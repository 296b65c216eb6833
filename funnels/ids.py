"""The tracker's 12-character ids: 7 base-62 digits of milliseconds, then 5 random ones.

Source: the tracker's id-generation page. Ids sort by the time they were made; arbitrary ids break its reports.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import lru_cache

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
EPOCH = datetime(2019, 7, 23, tzinfo=UTC)

_EPOCH_MS = int(EPOCH.timestamp() * 1000)
_TIME_DIGITS = 7
_RANDOM_DIGITS = 5
_SUFFIXES = len(ALPHABET) ** _RANDOM_DIGITS
_PAIRS = [first + second for first in ALPHABET for second in ALPHABET]
_ID = re.compile(rf"[0-9A-Za-z]{{{_TIME_DIGITS + _RANDOM_DIGITS}}}")

NewId = Callable[[], str]
"""Makes the next id."""


class IdMaker:
    """Makes ids from a clock and a source of chance, never the same one twice.

    `now_ms` gives Unix milliseconds; `choose(n)` gives a number in 0..n-1, such as `secrets.randbelow`.
    """

    def __init__(self, now_ms: Callable[[], int], choose: Callable[[int], int]) -> None:
        self._now_ms = now_ms
        self._choose = choose
        self._made: set[str] = set()

    def __call__(self) -> str:
        while True:
            made = _time_digits(self._now_ms() - _EPOCH_MS) + _suffix(self._choose(_SUFFIXES))
            if made not in self._made:
                self._made.add(made)
                return made


def is_id(text: str) -> bool:
    """Whether the text has the form of an id; built-in and very old records may not."""
    return _ID.fullmatch(text) is not None


def made_at(id: str) -> datetime:
    """When an id was made."""
    if not is_id(id):
        raise ValueError(f"{id!r} is not an id of the tracker")
    number = 0
    for digit in id[:_TIME_DIGITS]:
        number = number * len(ALPHABET) + ALPHABET.index(digit)
    return EPOCH + timedelta(milliseconds=number)


@lru_cache(maxsize=8)
def _time_digits(elapsed_ms: int) -> str:
    if not 0 <= elapsed_ms < len(ALPHABET) ** _TIME_DIGITS:
        raise ValueError("the clock is outside the range of ids (2019-07-23 to 2131-02-25)")
    digits = ""
    for _ in range(_TIME_DIGITS):
        elapsed_ms, digit = divmod(elapsed_ms, len(ALPHABET))
        digits = ALPHABET[digit] + digits
    return digits


def _suffix(number: int) -> str:
    """Two digits at a time: large funnels take thousands of ids."""
    rest, last = divmod(number, len(_PAIRS))
    first, middle = divmod(rest, len(_PAIRS))
    return ALPHABET[first] + _PAIRS[middle] + _PAIRS[last]
