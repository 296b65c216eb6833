"""Which plans a conversation has come to, and what the person decided about each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from .base import Call, Json, Result, Turn

_MOST_ASSETS = 12
"""Assets that are told of one plan."""

_UNDECIDED = ("ready", "blocked")


@dataclass(slots=True)
class Decided:
    """One plan. `outcome` is its latest status, as the tools told it."""

    plan_id: str
    fingerprint: str = ""
    title: str = ""
    outcome: str = "ready"
    note: str = ""
    takes_back: str = ""
    assets: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Family and name of what it changes, by id."""

    @property
    def is_open(self) -> bool:
        return self.outcome in _UNDECIDED

    def told(self, assets: int = _MOST_ASSETS) -> Json:
        shown = [[*named, id] for id, named in list(self.assets.items())[:assets]]
        told = {
            "plan_id": self.plan_id,
            "fingerprint": self.fingerprint,
            "title": self.title,
            "outcome": self.outcome,
            "note": self.note,
            "takes_back": self.takes_back,
            "assets": shown,
            "more_assets": len(self.assets) - len(shown),
        }
        return {name: value for name, value in told.items() if value}


def decisions(turns: Sequence[Turn], answers: Mapping[str, Result]) -> dict[str, Decided]:
    """Every plan by its id, in the order they were made. `answers` are those of the whole conversation, by call."""
    plans: dict[str, Decided] = {}
    for call in (call for turn in turns for call in turn.calls):
        result = answers.get(call.id)
        if call.tool == "apply_plan":
            _applied(plans, call, result)
        elif result is not None and result.data is not None and not result.failed:
            for row in _plans_in(result.data):
                _planned(plans, row, call)
    return plans


def _plans_in(data: Json) -> Iterator[Json]:
    listed = data.get("plans")
    for one in (data, data.get("merged"), *(listed if isinstance(listed, list) else ())):
        if isinstance(one, dict) and one.get("plan_id"):
            yield one


def _planned(plans: dict[str, Decided], row: Json, call: Call) -> None:
    plan = plans.setdefault(str(row["plan_id"]), Decided(str(row["plan_id"])))
    plan.fingerprint = str(row.get("fingerprint") or plan.fingerprint)
    plan.title = str(row.get("title") or row.get("subject") or plan.title)[:160]
    plan.outcome = str(row.get("status") or plan.outcome)
    _touch(plan, row)
    if call.tool == "undo":
        plan.takes_back = str(call.arguments.get("plan_id") or "") or _last_applied(plans)


def _applied(plans: dict[str, Decided], call: Call, result: Result | None) -> None:
    id = str(call.arguments.get("plan_id") or "")
    if not id:
        return
    plan = plans.setdefault(id, Decided(id, str(call.arguments.get("fingerprint") or "")))
    data = result.data if result is not None and not result.failed else None
    if data is None:
        plan.note = " ".join(result.text.split())[:200] if result else "No answer is kept; it may have happened."
        return
    plan.outcome = str(data.get("status") or plan.outcome)
    plan.note = "" if plan.outcome == "applied" else " ".join(str(data.get("message") or "").split())[:200]
    _touch(plan, data)
    if plan.outcome == "applied" and plan.takes_back in plans:
        plans[plan.takes_back].outcome = f"taken back by {id}"
    for row in _plans_in({"merged": data.get("merged")}):
        _planned(plans, row, call)


def _touch(plan: Decided, data: Json) -> None:
    changes = data.get("changes")
    for change in changes if isinstance(changes, list) else ():
        if isinstance(change, dict) and change.get("id"):
            plan.assets[str(change["id"])] = (str(change.get("family", "")), str(change.get("name", ""))[:120])


def _last_applied(plans: Mapping[str, Decided]) -> str:
    return next((plan.plan_id for plan in reversed(list(plans.values())) if plan.outcome == "applied"), "")
