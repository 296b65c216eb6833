from collections.abc import Callable
from datetime import datetime
from email.utils import parsedate_to_datetime

import httpx

_FIRST_WAIT = 2.0
_LONGEST_WAIT = 120.0
"""Who is asked to wait longer is better told so."""


class Patience:
    """How often to try, and how long to wait before the next: 2, 4, 8, 16 seconds, a quarter more or less.

    A `Retry-After` is kept to, with up to a second more, so that several do not come back at the same moment.
    """

    most = 5

    def __init__(self, chance: Callable[[], float], clock: Callable[[], datetime]) -> None:
        self._chance = chance
        self._clock = clock

    def after(self, tried: int) -> float:
        """Seconds to wait after so many tries without an answer."""
        return float(_FIRST_WAIT * 2 ** (tried - 1) * (0.75 + self._chance() / 2))

    def asked_by(self, response: httpx.Response, tried: int) -> float | None:
        """Seconds to wait after this answer; None where it is the last word."""
        busy = response.status_code == 429 or response.status_code >= 500
        if not busy or tried >= self.most:
            return None
        asked = self._retry_after(response.headers.get("retry-after", ""))
        if asked is None:
            return self.after(tried)
        return asked + self._chance() if asked <= _LONGEST_WAIT else None

    def _retry_after(self, header: str) -> float | None:
        """Seconds, from a number of them or from a date; None where it says nothing that can be understood."""
        if header.isascii() and header.isdecimal():
            return float(header[:9])
        try:
            return max(0.0, (parsedate_to_datetime(header) - self._clock()).total_seconds())
        except (ValueError, TypeError):
            return None
