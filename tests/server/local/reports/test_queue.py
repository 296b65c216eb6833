"""Updates survive the death of the process that accepted them, and are done once."""

import sys

import anyio
import pytest

from server.database import open_database, writing
from server.local.reports.updates.queue import TURN
from tests.support.visits import visit

from .conftest import Desk, Json

DIES = """
import asyncio, os, signal, sys
from pathlib import Path
import httpx
from server.local import build_tracker

async def main():
    tracker = build_tracker(Path(sys.argv[1]), clock=lambda: int(sys.argv[2]))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(tracker), base_url="http://t") as client:
        hits = [{"hitId": sys.argv[3], "transaction": tx, "payout": "1"} for tx in ("a", "b")]
        answer = await client.put("/reporting/update/conversions/", json={"hits": hits})
        assert answer.status_code == 200, answer.text
    os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""
"""Reports two conversions, and dies before they are done where somebody else has the turn."""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
async def test_what_was_accepted_before_a_kill_is_done_at_the_next_start(desk: Desk) -> None:
    events = visit(1, "2026-11-01T12:00:00", "0OfferAAAAAA")
    desk.record(events)
    hit = events[-1]["hit_id"]
    turn = open_database(desk.folder / TURN)
    with writing(turn):
        told = [str(desk.folder), "1793600000000", hit]
        died = await anyio.run_process([sys.executable, "-c", DIES, *told], check=False)
        assert died.returncode == -9, died.stderr.decode()
        assert desk.store.of_hit(hit) == [events[-1]]
        assert not desk.tracker.updates.is_empty
    turn.dispose()
    assert (await desk.ask("createDrilldownReport", _question()))["totals"]["cells"]  # a question resumes, too
    assert desk.tracker.updates.settle()
    booked = sorted((one["transaction_id"], one["revenue"]) for one in desk.store.of_hit(hit)[1:])
    assert booked == [("a", 1), ("b", 1)]


async def test_an_update_that_is_done_again_changes_nothing(desk: Desk) -> None:
    """As after a death between doing it and noting that."""
    events = visit(1, "2026-11-01T12:00:00", "0LanderAAAAA", "0OfferAAAAAA")
    desk.record(events)
    bodies = {
        "updateConversions": {"hits": [{"hitId": events[1]["hit_id"], "payout": "5"}]},
        "updateCost": {**RANGE, "funnelIDs": [], "trafficSourceIDs": [], "costSegments": [{"cost": "0.1"}]},
    }
    kept = []
    turn = open_database(desk.folder / TURN)
    for id, body in bodies.items():
        with writing(turn):
            await desk.ask(id, body)
            with writing(open_database(desk.folder / "events.db")) as connection:
                row = connection.exec_driver_sql("SELECT kind, document FROM pending_update").fetchone()
        assert desk.tracker.updates.settle()
        kept.append(row)
    turn.dispose()
    before = desk.store.read("SELECT * FROM events ORDER BY event_id").rows
    with writing(open_database(desk.folder / "events.db")) as connection:
        for row in kept:
            connection.exec_driver_sql("INSERT INTO pending_update (kind, document) VALUES (?, ?)", tuple(row))
    assert desk.tracker.updates.settle()
    assert desk.store.read("SELECT * FROM events ORDER BY event_id").rows == before


RANGE = {"timeStart": "2026-11-01T00:00:00Z", "timeEnd": "2026-11-02T00:00:00Z"}


def _question() -> Json:
    return {**RANGE, "attributes": [], "metrics": ["conversions"]}
