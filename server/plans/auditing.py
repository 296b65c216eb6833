"""The journal of all plans, told so that it explains itself: who asked, who approved, what was sent and answered."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from funnels.secrets import covered
from funnels.wire import Json

from .clean import clean
from .plan import Plan
from .store import Noted, PlanStore


def audited(store: PlanStore, *, plan_id: str = "", since: datetime | None = None) -> Iterator[Json]:
    """One object for each line, oldest first; of one plan, or of all that was written since.

    Lines without a plan are requests of the tracker's own operations. NotFoundError where there is no such plan.
    """
    plans = {plan_id: store.get(plan_id).plan} if plan_id else {}
    approved: dict[str, list[Json]] = {}
    for id, line in store.lines(plan_id):
        if "by" in line.detail:
            approved[id] = list(line.detail["by"])
        if since is None or line.at >= since:
            if id and id not in plans:
                plans[id] = store.get(id).plan
            yield _told(id, plans.get(id), line, approved.get(id, []))


def _told(id: str, plan: Plan | None, line: Noted, approved: list[Json]) -> Json:
    detail = line.detail
    return {
        "at": line.at.isoformat(timespec="milliseconds"),
        "plan": id,
        "title": clean(plan.title) if plan else "",
        "position": line.position,
        "phase": line.phase,
        "asked": plan.origin.model_dump() if plan else detail.get("asked"),
        "approved_by": approved,
        "change": _change(plan, line.position),
        "sent": _shown(detail.get("sent")),
        "answered": _shown(_answer(line)),
        "error": detail.get("error"),
        "verified": detail.get("verified"),
    }


def _change(plan: Plan | None, position: int) -> Json | None:
    if plan is None or not 0 <= position < len(plan.changes):
        return None
    change = plan.changes[position]
    name = clean(change.new_name or change.name)
    return {"do": change.do, "family": change.family, "id": change.id, "name": name}


def _answer(line: Noted) -> Json | None:
    return line.detail if line.phase == "answered" else None


def _shown(exchange: Any) -> Json | None:
    """Covered when it was written; covered again, so that what an earlier version kept cannot get out either."""
    return covered(exchange) if isinstance(exchange, dict) else None
