from dataclasses import dataclass
from datetime import datetime, timedelta

from ..tracker.reporting_questions import Span
from .period import Period, between


@dataclass(frozen=True, slots=True)
class Window:
    """A period as questions put it; what is yet to come of it is no part."""

    span: Span
    zone: str
    words: str
    """`last 30 days`."""
    days: float
    """That have passed."""

    @classmethod
    def of(cls, period: Period) -> "Window":
        passed = between(period.start, min(period.end, period.now, key=datetime.timestamp))
        days = max(passed, timedelta(hours=1)) / timedelta(days=1)
        return cls(Span(period.start, period.end), period.zone, period.words, days)
