"""Reading back what was written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from funnels.secrets import covered
from funnels.wire import Json

from ..tracker import Tracker
from .change import Change
from .diff import FieldDiff, missing
from .plan import Plan
from .revision import revision
from .standing import Key, alive, standing
from .writing import looks_made


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a change."""

    change: Change
    id: str
    status: str
    """`made`, or `differs`."""
    differences: Sequence[FieldDiff] = ()
    left: str = ""
    """The revision that was read back."""
    document: Json | None = None
    """As it was read back, secrets covered; None where it is gone."""


async def proven(tracker: Tracker, plan: Plan, ids: Mapping[int, str]) -> tuple[Outcome, ...]:
    """Everything read back. What the plan changes more than once is compared with how it leaves it."""
    keys: list[Key] = [(change.family, ids[at]) for at, change in enumerate(plan.changes)]
    last = {key: at for at, key in enumerate(keys)}
    # a copy is another thing than its original, and is read under its own id
    found = await standing(tracker, keys)
    outcomes = []
    for at, change in enumerate(plan.changes):
        now = alive(found.get(keys[at]))
        wrong = _wrong(change, now) if last[keys[at]] == at else []
        status, left = "differs" if wrong else "made", revision(change.kind, now)
        outcomes.append(Outcome(change, ids[at], status, wrong, left, None if now is None else covered(now)))
    return tuple(outcomes)


def _wrong(change: Change, now: Json | None) -> list[FieldDiff]:
    if change.do == "duplicate":
        name = {change.kind.wire_name("name"): change.new_name}
        return _that_differ(now, {**(change.after or {}), **name}) if now else [FieldDiff("", "there", None)]
    if change.do in ("create", "update"):
        return missing(change.kind, change.after, now)
    if looks_made(change, now):
        return []
    return [FieldDiff("status", change.do, (now or {}).get("status"))]


def _that_differ(now: Json, wanted: Json) -> list[FieldDiff]:
    return [FieldDiff(name, value, now.get(name)) for name, value in wanted.items() if now.get(name) != value]
