"""What policy forbids, whoever asks and through whatever surface."""

from collections.abc import Sequence
from datetime import datetime

from ..errors import PolicyError
from ..tracker import Tracker
from .change import Change
from .dangers import dangers
from .plan import Plan
from .policy import Policy
from .protection import protected_ground, trespasses

READ_ONLY = "Everything is read-only here, by policies.toml or FUNNELWRIGHT_READ_ONLY."

MOST_TOLD = 10

_WHERE = "`funnelwright policies` shows what is in force."


async def refuse_forbidden(policy: Policy, plan: Plan, tracker: Tracker, now: datetime) -> None:
    """PolicyError with all that is in the way, by the account as it is; nothing was written."""
    refuse_at(policy, now)
    if plan.level == "change" and (
        found := dangers(plan.changes, bulk=policy.bulk, days=0, visits={}, undoes=bool(plan.undoes))
    ):
        raise PolicyError(
            f"By the policies in force now the plan {plan.id} is dangerous: {'; '.join(found)}.",
            hint="Nothing was written. Plan again, so that it is shown and approved as such.",
        )
    if reasons := await objections(policy, plan.changes, tracker):
        raise PolicyError(
            f"The plan {plan.id} is not allowed: {'; '.join(reasons)}.", hint=f"Nothing was written. {_WHERE}"
        )


def refuse_at(policy: Policy, now: datetime) -> None:
    """PolicyError where nothing at all may be written at this time."""
    if reason := closed(policy, now):
        raise PolicyError(reason, hint=f"Nothing was written. {_WHERE}")


def refuse_unplanned(policy: Policy, now: datetime) -> None:
    """PolicyError for a write that is no plan, where there is any policy it would go past."""
    refuse_at(policy, now)
    if policy != Policy():
        raise PolicyError(
            "Policies are in force here, and single operations are not plans.",
            hint=f"Nothing was written. Use plan_changes and apply_plan. {_WHERE}",
        )


def closed(policy: Policy, now: datetime) -> str:
    """Why nothing at all may be written at this time; empty where it may."""
    if policy.read_only:
        return READ_ONLY
    longest = max(policy.freezing(now), key=lambda one: one[1], default=None)
    if longest is None:
        return ""
    freeze, until = longest
    return (
        f"The freeze {freeze.name!r} is on until {until:%Y-%m-%d %H:%M} ({policy.time_zone}); "
        "it can be lifted in policies.toml."
    )


async def objections(policy: Policy, changes: Sequence[Change], tracker: Tracker) -> list[str]:
    """What forbids the changes at any time, in words; the account is read where groups are protected."""
    reasons = trespasses(changes, await protected_ground(tracker, policy.protected_groups))
    if len(reasons) > MOST_TOLD:
        reasons = [*reasons[:MOST_TOLD], f"and {len(reasons) - MOST_TOLD} more of the kind"]
    most = policy.max_changes
    if most is not None and len(changes) > most:
        reasons.insert(0, f"it has {len(changes)} changes, and a plan may have {most}")
    return reasons
