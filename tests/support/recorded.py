"""The events of a folder, read straight from the store and counted by plain loops."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from server.local.events import EventStore, Wanted

Event = dict[str, Any]


def recorded(home: Path) -> list[Event]:
    """All of them, oldest first."""
    store = EventStore(home, lambda: 0)
    answer = store.read("SELECT * FROM events ORDER BY event_time, event_id")
    store.close()
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def deliveries(home: Path, kind: str) -> list[Event]:
    store = EventStore(home, lambda: 0)
    found = store.deliveries(Wanted(kind, 0, 1 << 60))
    store.close()
    return found


@dataclass
class Tally:
    visits: int = 0
    views: int = 0
    clicks: int = 0
    conversions: int = 0
    cost: Decimal = Decimal(0)
    revenue: Decimal = Decimal(0)


def tallied(events: Iterable[Event], by: Callable[[Event], Any]) -> dict[Any, Tally]:
    """What the events of each group come to, every event in the group of its own values."""
    found: dict[Any, Tally] = {}
    for event in events:
        row = found.setdefault(by(event), Tally())
        row.visits += event["event_type"] == "entrance"
        row.views += event["event_type"] == "view"
        row.clicks += event["event_type"] == "action"
        row.conversions += event["event_type"] == "conversion"
        row.cost += event["cost"] or 0
        row.revenue += event["revenue"] or 0
    return found
