"""What policies and the account say of a plan before it is saved."""

from collections.abc import Sequence
from datetime import timedelta

import anyio

from ..errors import TrackerError, TrackerRefused
from ..plans import Plan, Visits, closed, dangers, live_funnels, objections
from ..workspace import Workspace

_PATIENCE = 10.0
"""Seconds to wait for a report of visits: nobody waits for a plan as long as for a slow query."""


async def judged(workspace: Workspace, plan: Plan) -> Plan:
    """The plan with its dangers, by the policies and by what its funnels had of visits lately."""
    policy = workspace.policy()
    # taking back an undo may delete what stood before
    undoes_work = bool(plan.undoes) and not workspace.plans.get(plan.undoes).plan.undoes
    live = live_funnels(plan.changes) if policy.recent_days else {}
    visits = await _visits(workspace, list(live), policy.recent_days)
    found = dangers(plan.changes, bulk=policy.bulk, days=policy.recent_days, visits=visits, undoes=undoes_work)
    return plan.model_copy(update={"dangers": found, "level": "dangerous" if found else "change"})


async def forbidden(workspace: Workspace, plan: Plan) -> Sequence[str]:
    """What forbids the plan whenever it would be applied, in words."""
    return await objections(workspace.policy(), plan.changes, workspace.tracker)


def notes(workspace: Workspace, plan: Plan) -> str:
    """What a person has to know about applying it, in sentences; empty where there is nothing."""
    policy = workspace.policy()
    reason = closed(policy, workspace.now())
    shut = f"It cannot be applied yet. {reason}" if reason else ""
    two = "Two different persons have to say yes to it." if policy.persons(plan) > 1 else ""
    return "\n".join(filter(None, (two, shut)))


async def _visits(workspace: Workspace, funnels: Sequence[str], days: int) -> Visits | None:
    """None where they could not be read. An embedded tracker that serves no reports has no visitors."""
    until = workspace.now()
    try:
        with anyio.fail_after(_PATIENCE):
            return await workspace.tracker.visits(funnels, until - timedelta(days=days), until)
    except TrackerRefused as refused:
        return {} if refused.status == 404 and not workspace.settings.is_remote else None
    except (TrackerError, TimeoutError):
        return None
