"""Ids of hits and of visitors.

Forms [documentation, the structure is our ruling]: a hit has 26 lower-case Crockford base-32 characters, the first 10
of them its time in Unix milliseconds; the hits of offers end in `h` and no others do. A visitor has 27 base-62
characters, the first 8 of them the time of their first visit. Both sort by time.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from funnels.ids import ALPHABET as BASE_62

BASE_32 = "0123456789abcdefghjkmnpqrstvwxyz"
OFFER_END = "h"

_OTHER_ENDS = BASE_32.replace(OFFER_END, "")
_TIME_DIGITS = 10
_ORDER_DIGITS = 4
_CHANCE_DIGITS = 11
_ORDERS = 32**_ORDER_DIGITS
_DRAWS = 32**_CHANCE_DIGITS * len(_OTHER_ENDS)
_HIT = re.compile(rf"[{BASE_32}]{{26}}")
_VISITOR = re.compile(r"[0-9A-Za-z]{27}")
_VISITOR_TIME_DIGITS = 8
_MARGIN = 1_000
_VISITOR_CHANCES = 62**18
_PAIRS_62 = [first + second for first in BASE_62 for second in BASE_62]
_PAIRS = [first + second for first in BASE_32 for second in BASE_32]


class HitIds:
    """Makes ids from a clock and a source of chance, in ascending order also within a millisecond.

    `now_ms` gives Unix milliseconds; `choose(n)` gives a number in 0..n-1 that nobody can guess, such as
    `secrets.randbelow`: whoever knows a hit id can report a conversion of it.
    """

    def __init__(self, now_ms: Callable[[], int], choose: Callable[[int], int]) -> None:
        self._now_ms = now_ms
        self._choose = choose
        self._order = choose(_ORDERS // 2)

    def entrance(self, now: int) -> str:
        """The first hit of a visit; the hits that follow at once sort behind it."""
        if self._order + _MARGIN >= _ORDERS:
            self._order = 0
        return self.hits(now, False)[0]

    def hits(self, now: int, *are_offers: bool) -> list[str]:
        """Ids for the hits of one walk, which sort in its order."""
        if self._order + len(are_offers) >= _ORDERS:
            self._order = 0
        made, time = [], _time(now)
        for is_offer in are_offers:
            self._order += 1
            chance, end = divmod(self._choose(_DRAWS), len(_OTHER_ENDS))
            last = OFFER_END if is_offer else _OTHER_ENDS[end]
            made.append(time + _place(self._order) + _chance(chance) + last)
        return made

    def visitor(self) -> str:
        return _visitor_time(self._now_ms()) + _base_62(self._choose(_VISITOR_CHANCES), 27 - _VISITOR_TIME_DIGITS)


def is_hit_id(text: str) -> bool:
    return _HIT.fullmatch(text) is not None


def is_visitor_id(text: str) -> bool:
    return _VISITOR.fullmatch(text) is not None


def is_of_offer(hit_id: str) -> bool:
    return hit_id.endswith(OFFER_END)


def made_at(hit_id: str) -> int:
    """Unix milliseconds; ValueError where the text has not the form of a hit id."""
    if not is_hit_id(hit_id):
        raise ValueError(f"{hit_id!r} is not the id of a hit")
    number = 0
    for digit in hit_id[:_TIME_DIGITS]:
        number = number * 32 + BASE_32.index(digit)
    return number


@lru_cache(maxsize=16)
def _time(now: int) -> str:
    return _digits(now, _TIME_DIGITS)


@lru_cache(maxsize=16)
def _visitor_time(now: int) -> str:
    return _base_62(now, _VISITOR_TIME_DIGITS)


def _chance(number: int) -> str:
    """Eleven digits, two at a time and without a loop, as this is done for every hit."""
    return (
        BASE_32[number >> 50]
        + _PAIRS[number >> 40 & 1023]
        + _PAIRS[number >> 30 & 1023]
        + _PAIRS[number >> 20 & 1023]
        + _PAIRS[number >> 10 & 1023]
        + _PAIRS[number & 1023]
    )


def _place(number: int) -> str:
    return _PAIRS[number >> 10] + _PAIRS[number & 1023]


def _digits(number: int, count: int) -> str:
    made = ""
    for _ in range(count // 2):
        number, pair = divmod(number, 1024)
        made = _PAIRS[pair] + made
    return made


def _base_62(number: int, count: int) -> str:
    """Two digits at a time; the count is odd or even as it comes."""
    made = ""
    for _ in range(count // 2):
        number, pair = divmod(number, 3844)
        made = _PAIRS_62[pair] + made
    return BASE_62[number % 62] + made if count % 2 else made
