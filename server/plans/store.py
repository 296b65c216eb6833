"""Plans, their journal and their secrets, in a database that several processes share."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Engine, Row, delete, select, update

from funnels.errors import NotFoundError
from funnels.names import nearest

from ..database import migrate, open_database, reading, writing
from ..errors import PlanError
from .plan import Plan, Status
from .tables import JOURNAL, LEASE, MIGRATIONS, PLAN, VAULT

_LEASE = "apply"
_LEASE_SECONDS = 30.0
"""Renewed with every change; so long after a death another may go on."""

WAITING: frozenset[str] = frozenset({"ready", "applying", "failed"})
"""States in which the secrets of a plan are still needed."""


@dataclass(frozen=True, slots=True)
class Noted:
    """A line of the journal."""

    position: int
    phase: str
    at: datetime
    detail: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """A plan with what became of it."""

    plan: Plan
    status: Status
    result: dict[str, Any]


class PlanStore:
    def __init__(self, engine: Engine, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._engine = engine
        self._now = now
        migrate(engine, "plans", MIGRATIONS)

    @classmethod
    def open(cls, home: Path) -> Self:
        return cls(open_database(home / "plans.db"))

    def close(self) -> None:
        self._engine.dispose()

    def save(self, plan: Plan, secrets: Mapping[str, str]) -> None:
        """Keep a new plan; `secrets` by place, such as `2:destination.hmacSecret`."""
        with writing(self._engine) as connection:
            connection.execute(
                PLAN.insert().values(
                    id=plan.id,
                    status="ready",
                    created=plan.created.timestamp(),
                    document=plan.model_dump_json(),
                    result="",
                )
            )
            for place, value in secrets.items():
                connection.execute(VAULT.insert().values(plan=plan.id, place=place, value=value))

    def get(self, id: str) -> Kept:
        """NotFoundError where there is no such plan."""
        with reading(self._engine) as connection:
            row = connection.execute(select(PLAN).where(PLAN.c.id == id)).one_or_none()
            if row is None:
                known = list(connection.scalars(select(PLAN.c.id).order_by(PLAN.c.created.desc()).limit(100)))
                near = nearest(id, known, most=2)
                hint = f"Nearest: {', '.join(map(repr, near))}." if near else "list_plans shows those there are."
                raise NotFoundError(f"No plan has the id {id!r}.", candidates=near, hint=hint)
        return self._kept(row)

    def latest(self, statuses: Iterable[str] = (), *, limit: int = 20) -> list[Kept]:
        """Newest first."""
        wanted = list(statuses)
        query = select(PLAN).order_by(PLAN.c.created.desc(), PLAN.c.id.desc())
        with reading(self._engine) as connection:
            rows = connection.execute(
                query.where(PLAN.c.status.in_(wanted)) if "expired" not in wanted and wanted else query
            )
            kept = [self._kept(row) for row in rows]
        return [one for one in kept if not wanted or one.status in wanted][:limit]

    def move(self, id: str, *, of: Sequence[Status], to: Status, result: Mapping[str, Any] | None = None) -> None:
        """Move a plan's status, if it is one of `of`; PlanError where another was faster or it is not the time."""
        values: dict[str, Any] = {"status": to} | ({"result": json.dumps(result)} if result is not None else {})
        with writing(self._engine) as connection:
            moved = connection.execute(update(PLAN).where(PLAN.c.id == id, PLAN.c.status.in_(of)).values(**values))
            if to not in WAITING:
                connection.execute(delete(VAULT).where(VAULT.c.plan == id))
        if moved.rowcount != 1:
            status = self.get(id).status
            raise PlanError(f"The plan {id} is {status}, so it cannot be {to} now.", hint=_HINTS.get(status, ""))

    def note(self, id: str, position: int, phase: str, detail: Mapping[str, Any] | None = None) -> None:
        """Append to the journal; durable when this returns."""
        with writing(self._engine) as connection:
            connection.execute(
                JOURNAL.insert().values(
                    plan=id,
                    position=position,
                    phase=phase,
                    at=self._now().timestamp(),
                    detail=json.dumps(detail or {}, ensure_ascii=False),
                )
            )

    def journal(self, id: str) -> list[Noted]:
        with reading(self._engine) as connection:
            rows = connection.execute(select(JOURNAL).where(JOURNAL.c.plan == id).order_by(JOURNAL.c.number)).all()
        return [Noted(row.position, row.phase, _time(row.at), json.loads(row.detail)) for row in rows]

    def secrets(self, id: str) -> dict[str, str]:
        with reading(self._engine) as connection:
            rows = connection.execute(select(VAULT.c.place, VAULT.c.value).where(VAULT.c.plan == id)).all()
        return {row.place: row.value for row in rows}

    def lease(self, holder: str) -> None:
        """Take or renew the right to apply. PlanError while somebody else has it."""
        now = self._now().timestamp()
        with writing(self._engine) as connection:
            row = connection.execute(select(LEASE).where(LEASE.c.name == _LEASE)).one_or_none()
            if row is not None and row.holder != holder and row.until > now:
                raise PlanError(
                    "Another plan is being applied right now.", hint="Nothing was written; try again when it is done."
                )
            connection.execute(delete(LEASE).where(LEASE.c.name == _LEASE))
            connection.execute(LEASE.insert().values(name=_LEASE, holder=holder, until=now + _LEASE_SECONDS))

    def release(self, holder: str) -> None:
        with writing(self._engine) as connection:
            connection.execute(delete(LEASE).where(LEASE.c.name == _LEASE, LEASE.c.holder == holder))

    def _kept(self, row: Row[Any]) -> Kept:
        plan = Plan.model_validate_json(row.document)
        status: Status = "expired" if row.status == "ready" and plan.expires <= self._now() else row.status
        return Kept(plan, status, json.loads(row.result) if row.result else {})


_HINTS: dict[str, str] = {
    "applied": "It is done already; undo takes it back.",
    "applying": "Somebody applies it right now, or was interrupted: apply it again to go on.",
    "expired": "Plan again: what it was made from may have changed.",
    "declined": "Plan again if it is wanted after all.",
    "undone": "It was taken back; plan again if it is wanted after all.",
}


def _time(stamp: float) -> datetime:
    return datetime.fromtimestamp(stamp, UTC)
