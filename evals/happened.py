from dataclasses import dataclass
from datetime import datetime

from agent.events import Question
from agent.models.base import Call, Result

from .snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Happened:
    """All that came of one turn, for graders to judge."""

    before: Snapshot
    after: Snapshot
    told: str
    """All text that the person was told: replies, questions with their choices, plans, failures."""
    calls: tuple[Call, ...]
    results: tuple[Result, ...]
    asked: Question | None
    """The question that the turn ended with; never an approval."""
    now: datetime
