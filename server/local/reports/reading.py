"""Questions to the store of events, and how those that take too long are refused."""

from collections.abc import Mapping
from typing import Any

from ..events import Answer, EventStore, QueryTimeoutError
from ..refusal import Refusal


def answer_of(events: EventStore, sql: str, parameters: Mapping[str, Any], days: tuple[int, int]) -> Answer:
    """Refused with 504 after the time that one query may take."""
    try:
        return events.read(sql, parameters, days=days)
    except QueryTimeoutError as error:
        raise Refusal(504, f"{error} {error.hint}") from error
