"""A person's yes to a plan: bound to what was shown, good for one use, and not for ever."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from unicodedata import category, normalize

from sqlalchemy import ColumnElement, Connection, Engine, delete, select, update

from funnels.names import folded

from ..database import reading, writing
from ..errors import PlanError, StalePlan
from .plan import Plan
from .tables import APPROVAL

APPROVAL_LIFETIME = timedelta(hours=1)
"""A yes is about the account as it was shown; afterwards the plan is shown again [our ruling]."""


@dataclass(frozen=True, slots=True)
class Approval:
    person: str
    surface: str
    at: datetime


class Approvals:
    """Shared by all processes over one folder: given in one of them, a yes can be used in another."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._now = now

    def give(self, plan: Plan, *, shown: str, typed: str, person: str, surface: str) -> int:
        """Keep the yes of a person to the plan with the fingerprint they were shown; the number to withdraw it by.

        PlanError for another fingerprint, or where a dangerous plan's name was not `typed` back.
        """
        if plan.fingerprint != shown:
            raise StalePlan(
                f"The fingerprint is not that of the plan {plan.id}, so it is not the plan that was shown.",
                hint="Show the plan again and use the fingerprint it comes with.",
            )
        if plan.level == "dangerous" and _typed(typed) != _typed(plan.subject):
            raise PlanError(
                f"This plan is dangerous and needs its name typed back: {plan.subject!r}.",
                hint="Nothing was written.",
            )
        values = {"plan": plan.id, "fingerprint": shown, "person": " ".join(person.split()), "surface": surface}
        with writing(self._engine) as connection:
            kept = connection.execute(APPROVAL.insert().values(**values, at=self._now().timestamp()))
        return kept.lastrowid

    def withdraw(self, number: int) -> None:
        """Forget a yes, unless it was used."""
        with writing(self._engine) as connection:
            connection.execute(delete(APPROVAL).where(APPROVAL.c.number == number, APPROVAL.c.used.is_(None)))

    def waiting(self, plan: Plan) -> Sequence[Approval]:
        """Those that can still be used, the latest of each person, oldest first.

        In the names of persons, neither case and spaces make a difference nor what nobody sees.
        """
        with reading(self._engine) as connection:
            return self._waiting(connection, plan)

    def use(self, plan: Plan, persons: int = 1) -> Sequence[Approval]:
        """Use up all that are waiting. PlanError, and none is used, where fewer persons said yes."""
        with writing(self._engine) as connection:
            found = self._waiting(connection, plan)
            if len(found) >= persons:
                used = {"used": self._now().timestamp()}
                connection.execute(update(APPROVAL).where(*self._usable(plan)).values(**used))
                return found
        raise PlanError(_missing(plan, found, persons), hint=f"A person can give it: funnelwright apply {plan.id}.")

    def used_by(self, plans: Sequence[str]) -> dict[str, list[str]]:
        """Who said the yes that each of these plans was applied with."""
        wanted = select(APPROVAL).where(APPROVAL.c.plan.in_(plans), APPROVAL.c.used.is_not(None))
        persons: dict[str, list[str]] = {}
        with reading(self._engine) as connection:
            for row in connection.execute(wanted.order_by(APPROVAL.c.number)):
                known = persons.setdefault(row.plan, [])
                known += [] if same_person(row.person) in map(same_person, known) else [row.person]
        return persons

    def _waiting(self, connection: Connection, plan: Plan) -> list[Approval]:
        rows = connection.execute(select(APPROVAL).where(*self._usable(plan)).order_by(APPROVAL.c.number))
        said = [Approval(row.person, row.surface, datetime.fromtimestamp(row.at, UTC)) for row in rows]
        latest = {same_person(one.person): one for one in said}
        return sorted(latest.values(), key=lambda one: one.at)

    def _usable(self, plan: Plan) -> list[ColumnElement[bool]]:
        oldest = (self._now() - APPROVAL_LIFETIME).timestamp()
        columns = APPROVAL.c
        return [
            columns.plan == plan.id,
            columns.fingerprint == plan.fingerprint,
            columns.used.is_(None),
            columns.at > oldest,
        ]


def same_person(name: str) -> str:
    """Equal for names that people read as the same."""
    shown = (one for one in normalize("NFKC", name) if category(one) not in ("Cc", "Cf"))
    return folded("".join(shown))


def _typed(name: str) -> str:
    """The name without what a keyboard and a screen may change: how accents are spelled, how many spaces."""
    return " ".join(normalize("NFC", name).split())


def _missing(plan: Plan, found: Sequence[Approval], persons: int) -> str:
    if not found:
        return f"Nobody has said yes to the plan {plan.id} within the last hour."
    said = ", ".join(one.person for one in found)
    return f"The plan {plan.id} needs {persons} persons; so far said yes: {said}."
