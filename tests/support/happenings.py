"""Events as a run time would make them."""

from decimal import Decimal
from typing import Any

MORNING = 1_800_000_000_000
"""A moment in January 2027, in Unix milliseconds."""

DAY = 86_400_000


def hit_id(time: int, number: int = 0) -> str:
    """Sorts by time, like the ids of the run time."""
    return f"{time:013d}{number:013d}"


def entrance(number: int, *, time: int = MORNING, **more: Any) -> dict[str, Any]:
    id = hit_id(time, number)
    return {
        "event_id": id,
        "event_type": "entrance",
        "event_time": time,
        "hit_id": id,
        "hit_time": time,
        "visit_id": id,
        "entrance_time": time,
        "visitor_id": f"visitor-{number}",
        "funnel_id": "funnel",
        "country": "DE",
        "cost": Decimal("0.01"),
    } | more


def conversion(of: dict[str, Any], *, after: int = 60_000, **more: Any) -> dict[str, Any]:
    time = of["event_time"] + after
    shared = {name: value for name, value in of.items() if name != "cost"}
    own = {"event_id": f"{of['event_id']}-converted", "event_type": "conversion", "event_time": time}
    return shared | own | {"revenue": Decimal("12.5"), "transaction_id": "tx"} | more
