"""What a person does after something went wrong, with nothing but what the desk offers them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from funnels.errors import FunnelError
from funnels.wire import Json
from server.errors import StalePlan

from .office import Office

_TRIES = 3

Claim = Literal["verified", "differs", "taken back", "untouched", "kept", ""]


@dataclass
class Ending:
    """How it ended, as our side says."""

    claim: Claim = ""
    """Empty where there was no way forward; `kept` where a human's edits are in what was made, so that it stays."""
    told: list[str] = field(default_factory=list)
    """What was said on the way."""
    applied: list[str] = field(default_factory=list)
    """The plan that was applied in the end; before it those of which some was made, and which it goes on from."""


async def recover(office: Office, plan_id: str) -> Ending:
    """Apply again; where things moved, approve the merged plan if one is offered, or take back what was made."""
    ending = Ending()
    if await _goes_on(office, plan_id, ending):
        return ending
    ending.claim = await taken_back(office, [*ending.applied, plan_id], ending.told)
    if not ending.claim and await _closed(office, plan_id, ending.told):
        ending.claim = "kept"
    return ending


async def taken_back(office: Office, plans: Sequence[str], told: list[str]) -> Claim:
    """Undo plans, the latest first; an empty claim where that is refused."""
    claims = [await _taken_back(office, plan, told) for plan in reversed(list(dict.fromkeys(plans)))]
    if "" in claims:
        return ""
    return "taken back" if "taken back" in claims else "untouched"


async def _taken_back(office: Office, plan_id: str, told: list[str]) -> Claim:
    if office.store.get(plan_id).status == "ready":
        return "untouched"
    try:
        back = await office.desk.plan_undo(plan_id)
        done = await office.apply(back["plan_id"])
    except FunnelError as error:
        told.append(f"undo: {error}")
        return "untouched" if "Nothing is left" in str(error) else ""
    return "taken back" if done["status"] == "applied" and done["verified"] else ""


async def _closed(office: Office, plan_id: str, told: list[str]) -> bool:
    """Whether the plan can be given up as it is."""
    try:
        return await office.desk.abandon(plan_id, keep=True) is None
    except FunnelError as error:
        told.append(f"abandon: {error}")
        return False


async def _goes_on(office: Office, plan_id: str, ending: Ending) -> bool:
    for _ in range(_TRIES):
        if office.store.get(plan_id).status == "applied":
            return _ended(office, plan_id, ending)
        try:
            done = await office.apply(plan_id)
        except FunnelError as error:
            ending.told.append(f"apply: {error}")
            if isinstance(error, StalePlan):
                return False
        else:
            if done["status"] != "stale":
                return _ended(office, plan_id, ending)
            ending.told.append(f"stale: {done['message']}")
            merged = _merged(done)
            if not merged:
                return False
            if office.store.get(plan_id).status != "ready":
                ending.applied.append(plan_id)
            return await _goes_on(office, merged, ending)
    return False


def _merged(done: Json) -> str:
    """The id of the plan that keeps what others did, where there is one."""
    return str((done.get("merged") or {}).get("plan_id") or "")


def _ended(office: Office, plan_id: str, ending: Ending) -> bool:
    ending.applied.append(plan_id)
    ending.claim = "verified" if office.store.get(plan_id).result["verified"] else "differs"
    return True
