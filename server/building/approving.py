"""Persons who say yes: how many a plan needs, who did, and what they are told."""

from dataclasses import dataclass

from funnels.wire import Json

from ..plans import Plan, clean
from ..plans.approvals import same_person
from ..workspace import Workspace


@dataclass(frozen=True, slots=True)
class Given:
    person: str
    number: int
    """To withdraw it by."""
    again: bool
    """The person had said yes already."""


def give(workspace: Workspace, plan: Plan, shown: str, typed: str, person: str, surface: str) -> Given:
    """Keep a yes to the plan that was shown."""
    approvals = workspace.plans.approvals
    again = any(same_person(one.person) == same_person(person) for one in approvals.waiting(plan))
    return Given(person, approvals.give(plan, shown=shown, typed=typed, person=person, surface=surface), again)


def is_enough(workspace: Workspace, plan: Plan) -> bool:
    return len(workspace.plans.approvals.waiting(plan)) >= workspace.policy().persons(plan)


def said_so_far(workspace: Workspace, plan: Plan) -> str:
    """To go on with after the plan, for who is asked about one that needs two; empty for others."""
    if workspace.policy().persons(plan) < 2:
        return ""
    names = ", ".join(clean(one.person) for one in workspace.plans.approvals.waiting(plan))
    return f"\n\nTwo different persons have to say yes to it; so far: {names or 'nobody'}."


def approved(workspace: Workspace, plan: Plan, given: Given) -> Json:
    """What is answered where a yes was kept and nothing was written."""
    return {
        "plan_id": plan.id,
        "status": "approved",
        "verified": False,
        "changes": [],
        "links": [],
        "message": f"{_told(workspace, plan, given)} Nothing was written.",
    }


def _told(workspace: Workspace, plan: Plan, given: Given) -> str:
    how = f"funnelwright apply {plan.id}"
    if is_enough(workspace, plan):
        said = ", ".join(clean(one.person) for one in workspace.plans.approvals.waiting(plan))
        return f"Approved by {said}; within the hour it can be applied with: {how}."
    twice = " already, and twice does not count" if given.again else ""
    return f"One of two: {clean(given.person).strip()} said yes{twice}. A second person applies it with: {how}."
