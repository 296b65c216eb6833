"""What is answered where others came in between: what moved, and how to go on. Nothing of the plan was written."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from funnels.wire import Json

from ..errors import StalePlan
from ..plans import Kept, Plan, Rebased, clean, close, leanings, rebased, side_by_side, told
from ..plans.store import WAITING
from ..workspace import Workspace
from .judging import judged

MOST = 40
"""Fields that moved, and overlaps, that are told of one plan."""


async def answer_stale(workspace: Workspace, plan_id: str, stale: StalePlan) -> Json:
    """A merged plan that waits for its own yes, or overlaps. Raises `stale` where nothing is known to have moved."""
    kept = workspace.plans.get(plan_id)
    if kept.status not in WAITING:
        raise stale
    work = await rebased(workspace.plans, workspace.tracker, kept)
    if not work.moved:
        raise stale
    merged = await _merged(workspace, kept, work) if work.drafted[0] else None
    if not merged and not work.overlaps:
        close(workspace.plans, kept, by="")
    answer: dict[str, Any] = {
        "plan_id": plan_id,
        "status": "stale",
        "verified": False,
        "changes": [
            {"do": one.do, "family": one.family, "id": work.done[at], "name": clean(one.name), "status": "made"}
            for at, one in enumerate(kept.plan.changes)
            if at in work.done
        ][:MOST],
        "links": [],
        "moved": [asdict(one) for one in work.moved[:MOST]],
        "message": "\n".join(_lines(kept, work, merged)),
    }
    if work.overlaps:
        answer["overlaps"] = [asdict(one) for one in work.overlaps[:MOST]]
    if merged:
        answer["merged"] = {
            "plan_id": merged.id,
            "fingerprint": merged.fingerprint,
            "level": merged.level,
            "subject": merged.subject,
        }
    return answer


async def _merged(workspace: Workspace, kept: Kept, work: Rebased) -> Plan:
    """The saved plan. The picture comes along only where nobody else touched the funnel."""
    old, (changes, secrets) = kept.plan, work.drafted
    is_same_funnel = not any(one.family in ("funnel", "page_group", "condition") for one in work.moved)
    plan = old.model_copy(
        update={
            "id": workspace.new_id(),
            "changes": changes,
            "created": workspace.now(),
            "picture": old.picture if is_same_funnel else "",
            "leans": await leanings(workspace.tracker, changes),
            "merges": old.id,
        }
    )
    plan = await judged(workspace, plan)
    workspace.plans.save(plan, secrets)
    return plan


def _lines(kept: Kept, work: Rebased, merged: Plan | None) -> Iterator[str]:
    """What to do comes first: long lists are cut at their end."""
    count, made = len(kept.plan.changes), len(work.done)
    wrote = f"{made} of {count} changes were made before" if made else "Nothing was written"
    yield f"**Others changed the account since {clean(kept.plan.title)!r} was planned.** {wrote}."
    yield " ".join(_ways(kept, work, merged))
    if work.overlaps:
        yield "\nSide by side:"
        yield from _listed([side_by_side(one) for one in work.overlaps])
    yield "\nWhat moved:"
    yield from _listed([told(one) for one in work.moved])


def _ways(kept: Kept, work: Rebased, merged: Plan | None) -> Iterator[str]:
    id = kept.plan.id
    if merged:
        yield (
            f"Both can stay: approve the merged plan {merged.id} instead. Call apply_plan with it and fingerprint "
            f"{merged.fingerprint}, which asks the person anew. In a terminal: funnelwright apply {merged.id}."
        )
    elif work.overlaps:
        yield (
            "They and the plan changed the same, so a person has to say what counts. Plan again on the account as it "
            f"is, or put theirs back and apply {id} again."
        )
    else:
        yield "Others have made the same changes already, so nothing is left to write."
    if work.done:
        yield f"What was made before can be taken back: undo {id}."


def _listed(lines: Sequence[str]) -> Iterator[str]:
    yield from (f"- {line}" for line in lines[:MOST])
    if len(lines) > MOST:
        yield f"- … and {len(lines) - MOST} more"
