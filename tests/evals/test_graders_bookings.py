"""What was added to the numbers of an account, or taken from them."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from judged import Change, Turn

from evals.snapshot import Snapshot
from funnels.assets import Funnel, TrafficSource
from server.tracker import Tracker
from server.tracker.reporting_questions import CostSegment, Selection, Span

YESTERDAY = datetime(2026, 11, 19, tzinfo=UTC)
SPAN = Span(YESTERDAY, YESTERDAY + timedelta(days=1))
WHERE = {"source": "Outbrain", "day": "2026-11-19"}
FRAME = "nothing else changed"


def ids(now: Snapshot) -> tuple[list[str], str]:
    """All funnels, and Outbrain."""
    outbrain = next(one.id for one in now.account.all(TrafficSource) if one.name == "Outbrain")
    return [one.id for one in now.account.all(Funnel)], outbrain


def books(cost: str) -> Change:
    async def change(tracker: Tracker, now: Snapshot) -> None:
        funnels, outbrain = ids(now)
        await tracker.update_cost(funnels, [outbrain], SPAN, [CostSegment(Decimal(cost))])

    return change


async def resets(tracker: Tracker, now: Snapshot) -> None:
    await tracker.reset(Selection(SPAN, sources=(ids(now)[1],)))


def there(turn: Turn, column: str) -> Decimal:
    """What Outbrain had yesterday before the turn."""
    outbrain, first = ids(turn.before)[1], YESTERDAY.timestamp() * 1000
    mine = [event for event in turn.before.recorded.events if event["traffic_source_id"] == outbrain]
    found = [event[column] or 0 for event in mine if 0 <= event["entrance_time"] - first < 86_400_000]
    return sum(found, Decimal(0))


def test_a_cost_that_was_booked(busy: Path) -> None:
    turn = Turn(busy, books("120.00"))
    added = 120 - there(turn, "cost")
    assert added > 50
    assert turn.failed({"booked": {"cost": f"{added:.2f}", "where": WHERE}}) == {}
    assert turn.failed({"booked": {"cost": str(added)}}) == {}
    wrong: list[dict[str, Any]] = [
        {"cost": str(added + 1)},
        {"cost": str(-added)},
        {"cost": str(added), "conversions": 1},
        {"cost": str(added), "revenue": "1.00"},
        {"cost": str(added), "where": {**WHERE, "day": "2026-11-18"}},
        {"cost": str(added), "where": {"source": "Taboola"}},
    ]
    for expect in wrong:
        assert turn.failed({"booked": expect}).keys() == turn.of_account == {"booked"}
    assert turn.failed({}).keys() == {FRAME}
    assert turn.after.differs(turn.before)


def test_a_cost_that_lies_partly_elsewhere(busy: Path) -> None:
    """The sum of it lies where it should, and something else was moved."""

    async def elsewhere(tracker: Tracker, now: Snapshot) -> None:
        funnels, _ = ids(now)
        taboola = next(one.id for one in now.account.all(TrafficSource) if one.name == "Taboola")
        await tracker.update_cost(funnels, [taboola], SPAN, [CostSegment(Decimal("99.00"))])

    turn = Turn(busy, books("120.00"), elsewhere)
    failed = turn.failed({"booked": {"cost": f"{120 - there(turn, 'cost'):.2f}", "where": WHERE}})
    assert failed.keys() == {"booked"}
    assert f"numbers outside {WHERE} were changed" in failed["booked"]


def test_a_reset_takes_away(busy: Path) -> None:
    turn = Turn(busy, resets)
    cost, revenue = there(turn, "cost"), there(turn, "revenue")
    outbrain = ids(turn.before)[1]
    left = {event["event_id"] for event in turn.after.recorded.events}
    lost = [event for event in turn.before.recorded.events if event["event_id"] not in left]
    assert {event["traffic_source_id"] for event in lost} == {outbrain}
    conversions = sum(event["event_type"] == "conversion" for event in lost)
    expect = {"cost": str(-cost), "revenue": str(-revenue), "conversions": -conversions, "where": WHERE}
    assert turn.failed({"booked": expect}) == {}
    assert turn.failed({"booked": {**expect, "cost": str(cost)}}).keys() == {"booked"}


@pytest.mark.parametrize("where", [{}, WHERE])
def test_nothing_was_booked(busy: Path, where: dict[str, str]) -> None:
    failed = Turn(busy).failed({"booked": {"cost": "5", "where": where}})
    assert failed["booked"].startswith("expected cost +5, found +0")
