"""Any interleaving of appending, sealing, changing and reading is like that of a plain list."""

import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

from happenings import DAY, MORNING, entrance
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from server.local.events import EventStore, Limits

NUMBERS = st.integers(0, 30)
DAYS = st.integers(0, 2)
COSTS = st.none() | st.decimals(-1000, 1000, places=6)


class Interleaving(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        folder = Path(tempfile.mkdtemp())
        self.stores = [EventStore(folder, lambda: MORNING, limits=Limits(marked=most)) for most in (1_000, 1)]
        self.events: dict[str, dict[str, Any]] = {}

    def teardown(self) -> None:
        for store in self.stores:
            store.close()

    @rule(which=st.integers(0, 1), numbers=st.lists(NUMBERS, min_size=1, max_size=12), day=DAYS, cost=COSTS)
    def append(self, which: int, numbers: list[int], day: int, cost: Decimal | None) -> None:
        new = [entrance(number, time=MORNING + day * DAY + number, cost=cost) for number in numbers]
        self.stores[which].append(new)
        for event in new:
            self.events.setdefault(event["event_id"], event)

    @rule(which=st.integers(0, 1), keep=st.sampled_from([0, 0, 3]))
    def seal(self, which: int, keep: int) -> None:
        self.stores[which].seal(keep=keep)

    @precondition(lambda self: self.events)
    @rule(which=st.integers(0, 1), data=st.data(), cost=COSTS)
    def reprice(self, which: int, data: st.DataObject, cost: Decimal | None) -> None:
        ids = data.draw(st.sets(st.sampled_from(sorted(self.events)), min_size=1))
        assert self.stores[which].reprice(dict.fromkeys(ids, cost)) == len(ids)
        for id in ids:
            self.events[id] = self.events[id] | {"cost": cost}

    @precondition(lambda self: self.events)
    @rule(which=st.integers(0, 1), data=st.data(), day=DAYS)
    def replace(self, which: int, data: st.DataObject, day: int) -> None:
        id = data.draw(st.sampled_from(sorted(self.events)))
        successor = self.events[id] | {"revenue": Decimal(3), "entrance_time": MORNING + day * DAY}
        assert self.stores[which].replace([successor]) == 1
        self.events[id] = successor

    @precondition(lambda self: self.events)
    @rule(which=st.integers(0, 1), data=st.data())
    def remove(self, which: int, data: st.DataObject) -> None:
        ids = data.draw(st.sets(st.sampled_from(sorted(self.events)), min_size=1))
        assert self.stores[which].remove(ids) == len(ids)
        for id in ids:
            del self.events[id]

    @rule(which=st.integers(0, 1), number=NUMBERS, day=DAYS)
    def remove_visitor_of_a_day(self, which: int, number: int, day: int) -> None:
        wanted = {
            id
            for id, event in self.events.items()
            if event["visitor_id"] == f"visitor-{number}" and event["entrance_time"] // DAY == MORNING // DAY + day
        }
        first = MORNING // DAY + day
        where = "visit_id IN (SELECT visit_id FROM events WHERE visitor_id = ?)"
        found = self.stores[which].remove_where(where, [f"visitor-{number}"], days=(first, first))
        assert found == len(wanted)
        for id in wanted:
            del self.events[id]

    @rule(number=NUMBERS, day=DAYS)
    def look_up(self, number: int, day: int) -> None:
        id = entrance(number, time=MORNING + day * DAY + number)["event_id"]
        expected = self.events.get(id)
        assert self.stores[0].hit(id) == (expected and filled(expected))
        visits = self.stores[1].of_visitor(f"visitor-{number}", MORNING, MORNING + 3 * DAY)
        assert visits == [
            filled(event) for _, event in sorted(self.events.items()) if event["visitor_id"] == f"visitor-{number}"
        ]

    @rule(which=st.integers(0, 1), day=DAYS)
    def read_a_day(self, which: int, day: int) -> None:
        first = MORNING // DAY + day
        answer = self.stores[which].read("SELECT count(*) FROM events", days=(first, first))
        assert answer.rows == [(sum(event["entrance_time"] // DAY == first for event in self.events.values()),)]

    @invariant()
    def everything_is_there_once(self) -> None:
        expected = sorted((id, event.get("cost"), event.get("revenue")) for id, event in self.events.items())
        for store in self.stores:
            found = store.read("SELECT event_id, cost, revenue FROM events ORDER BY event_id")
            assert sorted(found.rows, key=lambda row: row[0]) == expected


def filled(event: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in event.items() if value is not None}


TestInterleaving = Interleaving.TestCase
TestInterleaving.settings = settings(
    max_examples=10, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
)
