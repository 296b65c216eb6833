"""Plans on disk, shared by several processes."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from funnels.errors import NotFoundError
from server.database import open_database
from server.errors import PlanError
from server.plans import Change, Plan, PlanStore

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
CHANGE = Change(do="archive", family="page", id="0Page0000001", name="P", base="x")


def plan(number: int, created: datetime = NOON) -> Plan:
    return Plan(id=f"0Plan{number:07d}", title=f"Plan {number}", changes=(CHANGE,), created=created)


def store(home: Path, now: datetime = NOON) -> PlanStore:
    return PlanStore(open_database(home / "plans.db"), now=lambda: now)


def test_a_plan_is_the_same_in_another_process(tmp_path: Path) -> None:
    store(tmp_path).save(plan(1), {})

    kept = store(tmp_path).get("0Plan0000001")

    assert kept.plan == plan(1)
    assert kept.plan.fingerprint == plan(1).fingerprint
    assert kept.status == "ready"


def test_another_content_has_another_fingerprint() -> None:
    other = plan(1).model_copy(update={"changes": (CHANGE.model_copy(update={"id": "0Page0000002"}),)})

    assert other.fingerprint != plan(1).fingerprint
    assert plan(2).fingerprint != plan(1).fingerprint


def test_plans_are_listed_newest_first_and_by_what_became_of_them(tmp_path: Path) -> None:
    kept = store(tmp_path)
    for number, age in enumerate((30, 25, 2, 1)):
        kept.save(plan(number, NOON - timedelta(hours=age)), {})
    kept.move("0Plan0000001", of=["ready"], to="declined")
    kept.move("0Plan0000003", of=["ready"], to="applying")

    def listed(*statuses: str, limit: int = 20) -> list[tuple[str, str]]:
        return [(one.plan.title, one.status) for one in kept.latest(statuses, limit=limit)]

    assert listed() == [("Plan 3", "applying"), ("Plan 2", "ready"), ("Plan 1", "declined"), ("Plan 0", "expired")]
    assert listed("ready") == [("Plan 2", "ready")]
    assert listed("expired") == [("Plan 0", "expired")]
    assert listed("expired", "declined") == [("Plan 1", "declined"), ("Plan 0", "expired")]
    assert listed(limit=1) == [("Plan 3", "applying")]
    assert listed("undone") == []


def test_a_plan_that_failed_does_not_expire(tmp_path: Path) -> None:
    kept = store(tmp_path, NOON + timedelta(days=9))
    kept.save(plan(1), {"0:x": "y"})
    kept.move("0Plan0000001", of=["ready"], to="failed")

    assert store(tmp_path, NOON + timedelta(days=10)).get("0Plan0000001").status == "failed"


def test_a_plan_that_nobody_made_is_told_with_the_nearest(tmp_path: Path) -> None:
    kept = store(tmp_path)
    kept.save(plan(1), {})

    with pytest.raises(NotFoundError, match=r"No plan has the id '0Plan0000009'\. Nearest: '0Plan0000001'"):
        kept.get("0Plan0000009")


def test_a_status_moves_only_from_where_it_is_meant_to(tmp_path: Path) -> None:
    kept = store(tmp_path)
    kept.save(plan(1), {})
    kept.move("0Plan0000001", of=["ready"], to="applying")

    with pytest.raises(PlanError, match="is applying, so it cannot be declined now"):
        kept.move("0Plan0000001", of=["ready"], to="declined")


def test_the_lease_of_a_process_that_is_gone_holds_nobody_up(tmp_path: Path) -> None:
    kept = store(tmp_path)
    kept.lease("elsewhere:1:a")
    with pytest.raises(PlanError, match="Another plan is being applied right now"):
        kept.lease("elsewhere:1:b")
    late = store(tmp_path, NOON + timedelta(minutes=6))

    late.lease("elsewhere:1:b")
    late.release("elsewhere:1:a")

    with pytest.raises(PlanError):
        kept.lease("elsewhere:1:a")
