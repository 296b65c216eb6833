"""Plans, their journal and their secrets, in a database that several processes share."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Row,
    and_,
    case,
    delete,
    func,
    literal,
    select,
    update,
)

from funnels.errors import NotFoundError
from funnels.names import nearest

from ..database import migrate, open_database, reading, writing
from ..errors import PlanError
from . import lease
from .approvals import Approvals
from .plan import LIFETIME, Plan, Status
from .sighting import Sighting
from .tables import JOURNAL, MIGRATIONS, PLAN, VAULT
from .versions import Versions
from .wiping import prepare_wiping, wipe

WAITING: tuple[Status, ...] = ("ready", "applying", "failed")
"""States in which the secrets of a plan are still needed."""

TAKEABLE: tuple[Status, ...] = ("applied", "applying", "failed", "superseded", "abandoned")
"""States in which there may be something to take back."""


@dataclass(frozen=True, slots=True)
class Noted:
    """A line of the journal."""

    position: int
    """Of the change; -1 and the number of changes for the plan as a whole."""
    phase: str
    at: datetime
    detail: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """A line for the journal; `at` is the moment it is about, where that is past."""

    position: int
    phase: str
    detail: Mapping[str, Any]
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A plan with what became of it."""

    plan: Plan
    status: Status
    result: dict[str, Any]
    """Once applied: `verified`, and for each change the id of what it made or touched and the revision it left."""


class PlanStore:
    def __init__(self, engine: Engine, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._engine = engine
        self._now = now
        self.approvals = Approvals(engine, now)
        self.versions = Versions(engine, now)
        prepare_wiping(engine)
        migrate(engine, "plans", MIGRATIONS)
        self._purge()

    @classmethod
    def open(cls, home: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Self:
        return cls(open_database(home / "plans.db"), now)

    def close(self) -> None:
        self._engine.dispose()

    def save(self, plan: Plan, secrets: Mapping[str, str]) -> None:
        """Keep a new plan; `secrets` by place, such as `2:destination.hmacSecret`.

        A plan that it merges and of which nothing is made yet is superseded by it in the same step.
        """
        gone = 0
        with writing(self._engine) as connection:
            result = {"undoes_at": _last_note(connection, plan.undoes)} if plan.undoes else {}
            if plan.merges:
                result["merges_at"] = _last_note(connection, plan.merges)
                if _move(connection, plan.merges, ["ready"], "superseded", {"merged": plan.id}):
                    gone = _forget(connection, [plan.merges])
            connection.execute(
                PLAN.insert().values(
                    id=plan.id,
                    status="ready",
                    created=plan.created.timestamp(),
                    document=plan.model_dump_json(),
                    result=json.dumps(result),
                )
            )
            for place, value in secrets.items():
                connection.execute(VAULT.insert().values(plan=plan.id, place=place, value=value))
        if gone:
            wipe(self._engine)
        self._purge()

    def get(self, id: str) -> Kept:
        """NotFoundError where there is no such plan."""
        with reading(self._engine) as connection:
            row = connection.execute(select(PLAN, self._state()).where(PLAN.c.id == id)).one_or_none()
            if row is not None:
                return _kept(row)
            known = list(connection.scalars(select(PLAN.c.id).order_by(PLAN.c.created.desc()).limit(100)))
        near = nearest(id, known, most=2)
        hint = f"Nearest: {', '.join(map(repr, near))}." if near else _WHERE
        raise NotFoundError(f"No plan has the id {id!r}.", candidates=near, hint=hint)

    def latest(self, statuses: Iterable[str] = (), *, limit: int = 20, but: str = "") -> list[Kept]:
        """Newest first; of these states, or of any; without one."""
        state, wanted = self._state(), list(statuses)
        query = select(PLAN, state).order_by(PLAN.c.created.desc(), PLAN.c.id.desc()).limit(limit)
        query = query.where(PLAN.c.id != but) if but else query
        with reading(self._engine) as connection:
            return [_kept(row) for row in connection.execute(query.where(state.in_(wanted)) if wanted else query)]

    def last_applied(self) -> Kept | None:
        """The plan that was applied last and was not taken back, whenever it was made; also the made part of one
        that another plan went on with.

        An undo is no step of its own here: taking back twice goes two steps back.
        """
        last = select(JOURNAL.c.plan, func.max(JOURNAL.c.number).label("number")).group_by(JOURNAL.c.plan).subquery()
        query = select(PLAN, self._state()).join(last, last.c.plan == PLAN.c.id)
        query = query.where(PLAN.c.status.in_(["applied", "superseded", "abandoned"]))
        with reading(self._engine) as connection:
            rows = connection.execute(query.order_by(last.c.number.desc()))
            return next(filter(_is_step, map(_kept, rows)), None)

    def move(self, id: str, *, of: Sequence[Status], to: Status, result: Mapping[str, Any] | None = None) -> None:
        """Move a plan's status, if it is one of `of`; PlanError where another was faster or it is not the time."""
        with writing(self._engine) as connection:
            moved = _move(connection, id, of, to, result)
            gone = _forget(connection, [id]) if moved and to not in WAITING else 0
        if not moved:
            status = self.get(id).status
            raise PlanError(f"The plan {id} is {status}, so it cannot be {to} now.", hint=_HINTS.get(status, ""))
        if gone:
            wipe(self._engine)

    def let_go(self, id: str) -> None:
        """Nobody will apply it any more: its secrets go."""
        with writing(self._engine) as connection:
            _move(connection, id, ["ready"], "expired", None)
            gone = _forget(connection, [id])
        if gone:
            wipe(self._engine)

    def finish(
        self,
        plan: Plan,
        result: Mapping[str, Any],
        lines: Iterable[Line] = (),
        *,
        before: Iterable[Sighting] = (),
        after: Iterable[Sighting] = (),
    ) -> None:
        """Applied, in one step with the end of the plan it takes back, and with how assets stood and stand.

        `lines` are the last of the journal before this one.
        """
        with writing(self._engine) as connection:
            self.versions.note(connection, before, after)
            for one in lines:
                self._note(connection, plan.id, one.position, one.phase, one.detail, one.at)
            self._note(connection, plan.id, len(plan.changes), "verified", result)
            _move(connection, plan.id, ["applying"], "applied", result)
            if plan.undoes:
                _move(connection, plan.undoes, TAKEABLE, "undone", None)
            gone = _forget(connection, [plan.id, plan.undoes])
        if gone:
            wipe(self._engine)

    def note(
        self, id: str, position: int, phase: str, detail: Mapping[str, Any] | None = None, *, holder: str = ""
    ) -> None:
        """Append to the journal; durable when this returns. A `holder` has to have the lease, which is renewed."""
        self.note_all(id, [Line(position, phase, detail or {})], holder=holder)

    def note_all(self, id: str, lines: Iterable[Line], *, holder: str = "") -> None:
        """The same for several, in one step."""
        with writing(self._engine) as connection:
            if holder:
                lease.take(connection, holder, self._now())
            for one in lines:
                self._note(connection, id, one.position, one.phase, one.detail, one.at)

    def now(self) -> datetime:
        """The time of the journal."""
        return self._now()

    def journal(self, id: str) -> list[Noted]:
        with reading(self._engine) as connection:
            rows = connection.execute(select(JOURNAL).where(JOURNAL.c.plan == id).order_by(JOURNAL.c.number)).all()
        return [Noted(row.position, row.phase, _time(row.at), json.loads(row.detail)) for row in rows]

    def lines(self, id: str = "") -> Iterator[tuple[str, Noted]]:
        """Lines of the journal with the ids of their plans, oldest first; of all plans where none is named."""
        query = select(JOURNAL).order_by(JOURNAL.c.number)
        with reading(self._engine) as connection:
            rows = connection.execute(query.where(JOURNAL.c.plan == id) if id else query).all()
        for row in rows:
            yield row.plan, Noted(row.position, row.phase, _time(row.at), json.loads(row.detail))

    def went_on(self, kept: Kept) -> bool:
        """Whether something happened to the plan that this one takes back since this one was made."""
        with reading(self._engine) as connection:
            return bool(_last_note(connection, kept.plan.undoes) != kept.result.get("undoes_at", 0))

    def merged_plan_went_on(self, kept: Kept) -> bool:
        """The same of the plan that this one merges."""
        with reading(self._engine) as connection:
            return bool(_last_note(connection, kept.plan.merges) != kept.result.get("merges_at", 0))

    def secrets(self, id: str) -> dict[str, str]:
        with reading(self._engine) as connection:
            rows = connection.execute(select(VAULT.c.place, VAULT.c.value).where(VAULT.c.plan == id)).all()
        return {row.place: row.value for row in rows}

    def lease(self, holder: str) -> None:
        """Take or renew the right to apply. PlanError while somebody else has it."""
        with writing(self._engine) as connection:
            lease.take(connection, holder, self._now())

    def release(self, holder: str) -> None:
        with writing(self._engine) as connection:
            lease.give_back(connection, holder)

    def _note(
        self,
        connection: Connection,
        id: str,
        position: int,
        phase: str,
        detail: Mapping[str, Any],
        at: datetime | None = None,
    ) -> None:
        text, stamp = json.dumps(detail, ensure_ascii=False), (at or self._now()).timestamp()
        values = {"plan": id, "position": position, "phase": phase, "at": stamp, "detail": text}
        connection.execute(JOURNAL.insert().values(**values))

    def _purge(self) -> None:
        """Let go of the secrets of plans that ran out."""
        ran_out = select(PLAN.c.id).where(self._state() == "expired")
        with writing(self._engine) as connection:
            gone = _forget(connection, connection.scalars(ran_out).all())
        if gone:
            wipe(self._engine)

    def _state(self) -> ColumnElement[str]:
        """The status of a plan: one that waited too long has expired."""
        oldest = (self._now() - LIFETIME).timestamp()
        expired = and_(PLAN.c.status == "ready", PLAN.c.created <= oldest)
        return case((expired, literal("expired")), else_=PLAN.c.status).label("state")


def _move(
    connection: Connection, id: str, of: Sequence[Status], to: Status, result: Mapping[str, Any] | None
) -> bool:
    values: dict[str, Any] = {"status": to} | ({"result": json.dumps(result)} if result is not None else {})
    moved = connection.execute(update(PLAN).where(PLAN.c.id == id, PLAN.c.status.in_(of)).values(**values))
    return bool(moved.rowcount == 1)


def _forget(connection: Connection, plans: Sequence[str]) -> int:
    """Delete the secrets of plans; how many there were."""
    return connection.execute(delete(VAULT).where(VAULT.c.plan.in_(plans))).rowcount if plans else 0


def _last_note(connection: Connection, plan: str) -> int:
    return connection.scalar(select(func.max(JOURNAL.c.number)).where(JOURNAL.c.plan == plan)) or 0


def _is_step(kept: Kept) -> bool:
    """Whether it is what somebody means who takes the last thing back."""
    return not kept.plan.undoes and any(kept.result.get("ids", ()))


def _kept(row: Row[Any]) -> Kept:
    plan = Plan.model_validate_json(row.document)
    return Kept(plan, row.state, json.loads(row.result) if row.result else {})


_WHERE = "list_plans, or `funnelwright plans`, shows those there are."

_HINTS: dict[str, str] = {
    "applied": "It is done already; undo takes it back.",
    "applying": "Somebody applies it right now, or was interrupted: apply it again to go on.",
    "expired": "Plan again: what it was made from may have changed.",
    "declined": "Plan again if it is wanted after all.",
    "undone": "It was taken back; plan again if it is wanted after all.",
    "abandoned": "Plan again if it is wanted after all; undo takes back what was made of it.",
    "superseded": "Others came in between: apply the plan it was merged into.",
}


def _time(stamp: float) -> datetime:
    return datetime.fromtimestamp(stamp, UTC)
